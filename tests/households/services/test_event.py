"""Events: the table of states is complete, and of two officers exactly one wins."""

from datetime import timedelta

import pytest
from django.utils import timezone

from camphucnam.accounts.roles import Role
from camphucnam.kernel.errors import DomainError, EditConflict, IllegalTransition
from households.models.event import EVENT_TRANSITIONS, EventOutcome, EventState, Severity
from households.rules.event_types import all_event_types
from households.services.event import EventData, event_answer, event_reopen, event_report, event_take
from tests.factories import person


def report(household, by, **fields) -> object:
    values = {"type_code": "OM", "occurred_on": timezone.localdate(), "severity": Severity.SERIOUS, "description": "Bà nằm viện."}
    return event_report(household, EventData(**(values | fields)), by=by)


def answer(event, by, version) -> None:
    event_answer(event, outcome=EventOutcome.SUPPORT, reason="Đúng đối tượng.", answer="Phường hỗ trợ.", version=version, by=by)


def test_sixteen_types_with_names_and_responses() -> None:
    types = all_event_types()
    assert len(types) == len({kind.code for kind in types}) == 16
    assert all(kind.name and kind.response and kind.status in {"form", "product"} for kind in types)


def test_the_table_of_states_is_complete() -> None:
    assert set(EVENT_TRANSITIONS) == set(EventState)
    assert all(target in EventState for targets in EVENT_TRANSITIONS.values() for target in targets)


def test_from_report_to_answer_and_back(household, leader, officer) -> None:
    event = report(household, leader)
    event_take(event, version=1, by=officer)
    assert event.state == EventState.IN_PROGRESS
    answer(event, officer, 2)
    assert (event.state, event.answered_by, event.version) == (EventState.ANSWERED, officer, 3)
    event_reopen(event, version=3, by=officer)
    assert (event.state, event.answer) == (EventState.IN_PROGRESS, "Phường hỗ trợ.")


@pytest.mark.parametrize("first", [event_take, "answer"])
@pytest.mark.parametrize("second", [event_take, "answer"])
def test_of_two_officers_one_wins_and_the_other_is_told_who(household, leader, ward, officer, first, second) -> None:
    colleague = person(ward, Role.OFFICER, full_name="Đồng Nghiệp Ví Dụ")
    event = report(household, leader)
    acts = [answer if act == "answer" else lambda event, by, version: event_take(event, version=version, by=by) for act in (first, second)]
    acts[0](event, officer, 1)
    state, version = event.state, event.version
    with pytest.raises(EditConflict, match=f"{officer.full_name} đã thay đổi hồ sơ này lúc"):
        acts[1](event, colleague, 1)
    event.refresh_from_db()
    assert (event.state, event.version) == (state, version)


def test_steps_that_the_table_does_not_hold_are_refused(household, leader, officer) -> None:
    event = report(household, leader)
    answer(event, officer, 1)
    with pytest.raises(IllegalTransition, match="đang ở tình trạng “Đã trả lời”"):
        answer(event, officer, 2)


def test_days_types_and_empty_answers_are_refused(household, leader, officer) -> None:
    with pytest.raises(DomainError, match="không thể sau hôm nay"):
        report(household, leader, occurred_on=timezone.localdate() + timedelta(days=1))
    with pytest.raises(DomainError, match="Không có loại biến cố"):
        report(household, leader, type_code="XX")
    event = report(household, leader)
    with pytest.raises(DomainError, match="Ghi cả lý do"):
        event_answer(event, outcome=EventOutcome.REFER, reason=" ", answer="…", version=1, by=officer)
