"""Noting progress: who, which state may follow, two people at once, append-only."""

import pytest
from django.db import DatabaseError, connection, transaction

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.errors import DomainError, EditConflict, IllegalTransition, NotAllowed
from programs import guards
from programs.models import Assignment, Plan, ProgressNote
from programs.policies import can_note
from programs.rules.words import ASSIGNMENT_TRANSITIONS, PLAN_TRANSITIONS, AssignmentState, PlanState
from programs.services.progress import progress_note_add
from tests.programs.factories import task

pytestmark = pytest.mark.django_db
State = AssignmentState


def test_a_note_carries_the_state_over_and_is_logged(ward: Ward, health_worker: User) -> None:
    assignment = task(ward, "TYT.1")
    note = progress_note_add(assignment, " Đã khám 40 người. ", State.IN_PROGRESS, version=1, by=health_worker)
    assignment.refresh_from_db()
    assert (note.text, note.by, assignment.state, assignment.version) == ("Đã khám 40 người.", health_worker, State.IN_PROGRESS, 2)
    assert assignment.state_at == note.at
    event = AuditEvent.objects.get(action="progress_noted")
    assert event.actor_id == health_worker.pk
    assert "Trạm Y tế" in event.target_label


def test_the_second_of_two_is_told_who_was_first(ward: Ward, health_worker: User, officer: User) -> None:
    assignment = task(ward, "TYT.1")
    progress_note_add(assignment, "Một.", State.IN_PROGRESS, version=1, by=health_worker)
    with pytest.raises(EditConflict, match=health_worker.full_name):
        progress_note_add(task(ward, "TYT.1"), "Hai.", State.DONE, version=1, by=officer)
    assert ProgressNote.objects.count() == 1


def test_other_agencies_and_readers_are_refused(ward: Ward, health_worker: User, committee: User) -> None:
    with pytest.raises(NotAllowed, match="đơn vị khác"):
        progress_note_add(task(ward, "TPHT.1"), "Của người khác.", State.DONE, version=1, by=health_worker)
    with pytest.raises(NotAllowed):
        progress_note_add(task(ward, "TYT.1"), "Chỉ xem.", State.DONE, version=1, by=committee)
    assert not can_note(committee, task(ward, "TYT.1"))
    assert can_note(health_worker, task(ward, "TYT.1"))


def test_the_officer_notes_for_every_agency(ward: Ward, plan: Plan, officer: User) -> None:
    assert progress_note_add(task(ward, "MTTQ.1"), "Đã giám sát.", State.DONE, version=1, by=officer).pk


def test_work_never_goes_back_to_not_started(ward: Ward, health_worker: User) -> None:
    assignment = task(ward, "TYT.1")
    progress_note_add(assignment, "Bắt đầu.", State.IN_PROGRESS, version=1, by=health_worker)
    with pytest.raises(IllegalTransition, match="Chưa thực hiện"):
        progress_note_add(task(ward, "TYT.1"), "Lùi.", State.NOT_STARTED, version=2, by=health_worker)


def test_an_empty_note_and_a_retired_assignment_are_refused(ward: Ward, health_worker: User) -> None:
    with pytest.raises(DomainError, match="Nhập nội dung"):
        progress_note_add(task(ward, "TYT.1"), "  ", State.DONE, version=1, by=health_worker)
    Assignment.objects.filter(code="TYT.1").update(retired_on="2023-05-01")
    with pytest.raises(DomainError, match="không còn"):
        progress_note_add(task(ward, "TYT.1"), "Muộn.", State.DONE, version=1, by=health_worker)


def test_the_database_refuses_to_change_or_remove_a_note(ward: Ward, health_worker: User) -> None:
    note = progress_note_add(task(ward, "TYT.1"), "Giữ nguyên.", State.DONE, version=1, by=health_worker)
    guards.install(connection)
    try:
        for change in (lambda: ProgressNote.objects.filter(pk=note.pk).update(text="Khác"), note.delete):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
    finally:
        guards.remove(connection)


def test_state_tables_are_complete() -> None:
    assert set(ASSIGNMENT_TRANSITIONS) == set(AssignmentState)
    assert set(PLAN_TRANSITIONS) == set(PlanState)
