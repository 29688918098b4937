"""What was written about an assignment is read on under the version that replaces its plan, and by nobody else than before."""

from datetime import date

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.accounts.roles import Role
from camphucnam.kernel.errors import DomainError
from programs.models import Agency, Assignment, AssignmentComment, AssignmentFile, Plan, ProgressNote
from programs.policies import allows, check_can_arrange, check_can_attach, check_can_comment, check_can_note, check_can_nudge
from programs.rules.words import AssignmentState, Rhythm, Timing
from programs.selectors.lines import KINDS, stamp_of
from programs.selectors.work import WorkItem, dropped_work, files_of, own_boards, recent_comments, work_items
from programs.services.assignments import NewTerms, assignment_arrange
from programs.services.copying import plan_amend
from programs.services.exchange import comment_add, evidence_add, evidence_void, nudge_send
from programs.services.issuing import plan_issue
from programs.services.lines import line_add, line_retire
from programs.services.progress import progress_note_add
from tests.factories import person
from tests.programs.factories import join
from tests.programs.views.test_boards import photo

pytestmark = pytest.mark.django_db
MONTHLY = NewTerms(Rhythm.MONTHLY, date(2023, 1, 31))


@pytest.fixture
def station(agency_member: User, ward: Ward, plan: Plan) -> User:
    join(agency_member, ward, "TYT")
    return agency_member


@pytest.fixture
def helper(ward: Ward, plan: Plan) -> User:
    """Belongs to an agency that works with others."""
    member = person(ward, Role.AGENCY_MEMBER)
    join(member, ward, "MTTQ")
    return member


def of(plan: Plan, code: str = "TYT.1") -> Assignment:
    return Assignment.objects.select_related("plan", "agency").get(plan=plan, code=code)


def item_of(row: Assignment) -> WorkItem:
    return work_items(Assignment.objects.filter(pk=row.pk))[0]


def agencies(ward: Ward, *codes: str) -> list[Agency]:
    return list(Agency.objects.filter(ward=ward, code__in=codes))


def replaced(plan: Plan, by: User, *, without: str = "") -> Plan:
    """The next version, in force."""
    draft = plan_amend(plan, "Thay thế", by=by)
    if without:
        row = of(draft, without)
        line_retire(draft, KINDS["nhiem-vu"], row.pk, stamp=stamp_of(row), by=by)
    return issued(draft, by)


def issued(draft: Plan, by: User) -> Plan:
    draft.refresh_from_db()
    return plan_issue(draft, f"{draft.version_number}", date(2023, 9, draft.version_number), version=draft.version, by=by)


def test_notes_comments_files_and_reminders_are_read_under_the_new_version(plan: Plan, station: User, officer: User) -> None:
    progress_note_add(of(plan), "Đã khám 10 người.", AssignmentState.IN_PROGRESS, version=1, by=station)
    comment_add(of(plan), "Cần nhanh hơn.", by=officer)
    file = evidence_add(of(plan), "Biên bản", photo(), by=station)
    nudge = nudge_send(of(plan), "Sắp họp", by=officer)
    third = replaced(replaced(plan, officer), officer)
    item = item_of(of(third))
    assert (item.assignment.state, item.n_comments, item.n_files, item.nudge) == ("in_progress", 1, 1, nudge)
    assert item.note is not None and item.note.text == "Đã khám 10 người."
    assert files_of(of(third)) == [file]
    assert [(row.text, row.assignment) for row in recent_comments(third, own_boards(third, station))] == [("Cần nhanh hơn.", of(third))]
    assert ProgressNote.objects.count() == AssignmentComment.objects.count() == AssignmentFile.objects.count() == 1
    with pytest.raises(DomainError, match="đã được nhắc hôm nay"):
        nudge_send(of(third), by=officer)
    progress_note_add(of(third), "Đã khám 20 người.", AssignmentState.DONE, version=1, by=station)
    assert item_of(of(third)).nudge is None
    assert [note.text for note in ProgressNote.objects.about(of(third))] == ["Đã khám 20 người.", "Đã khám 10 người."]
    assert [note.text for note in ProgressNote.objects.about(of(plan))] == ["Đã khám 10 người."]


def test_nothing_more_is_written_under_a_replaced_version(plan: Plan, station: User, officer: User) -> None:
    checks = (check_can_note, check_can_comment, check_can_attach, check_can_arrange, check_can_nudge)
    assert all(allows(check, officer, of(plan)) for check in checks)
    second = replaced(plan, officer)
    for check in checks:
        with pytest.raises(DomainError, match="đã được thay thế"):
            check(officer, of(plan))
        assert allows(check, officer, of(second))
    assert allows(check_can_note, station, of(second))


def test_a_wrong_file_of_an_earlier_version_is_voided_by_whoever_sent_it(plan: Plan, station: User, officer: User, helper: User) -> None:
    file = evidence_add(of(plan), "Nhầm", photo(), by=station)
    replaced(plan, officer)
    with pytest.raises(DomainError):
        evidence_void(file, "Nhầm", by=helper)
    assert evidence_void(file, "Nhầm tệp", by=station).voided_at is not None


def test_dates_of_notes_count_on_for_a_rhythm(plan: Plan, station: User, officer: User) -> None:
    assignment_arrange(of(plan), MONTHLY, [], version=1, by=officer)
    progress_note_add(of(plan), "Hằng tháng.", AssignmentState.IN_PROGRESS, version=1, by=station)
    before = item_of(of(plan)).due
    assert before == item_of(of(replaced(plan, officer))).due
    assert before.timing is not Timing.OVERDUE


def test_due_days_and_partners_set_while_the_draft_was_written_go_with_it(ward: Ward, plan: Plan, officer: User, helper: User) -> None:
    draft = plan_amend(plan, "Thay thế", by=officer)
    assignment_arrange(of(plan), MONTHLY, agencies(ward, "MTTQ"), version=1, by=officer)
    assignment_arrange(of(draft, "TYT.2"), MONTHLY, [], version=1, by=officer)
    assignment_arrange(of(plan, "TYT.2"), NewTerms(Rhythm.ONCE, date(2023, 3, 1)), [], version=1, by=officer)
    issued(draft, officer)
    assert (of(draft).rhythm, of(draft).due_on) == (Rhythm.MONTHLY, date(2023, 1, 31))
    assert [agency.code for agency in item_of(of(draft)).partners] == ["MTTQ"]
    assert of(draft, "TYT.2").rhythm == Rhythm.MONTHLY
    assert [item.assignment for board in own_boards(draft, helper) for item in board.joined] == [of(draft)]


def test_partners_see_what_they_saw_and_those_taken_off_no_longer_do(ward: Ward, plan: Plan, officer: User, helper: User) -> None:
    assignment_arrange(of(plan), MONTHLY, agencies(ward, "MTTQ"), version=1, by=officer)
    file = evidence_add(of(plan), "Biên bản", photo(), by=helper)
    second = replaced(plan, officer)

    def seen() -> tuple[bool, bool, bool]:
        rows = Assignment.objects.visible_to(helper)
        files = AssignmentFile.objects.visible_to(helper)
        return rows.filter(pk=of(plan).pk).exists(), rows.filter(pk=of(second).pk).exists(), files.filter(pk=file.pk).exists()

    assert seen() == (True, True, True)
    assignment_arrange(of(second), MONTHLY, [], version=of(second).terms_version, by=officer)
    assert seen() == (False, False, False)
    assert not AssignmentFile.objects.visible_to(helper).exclude(assignment__agency__code="MTTQ").exists()


def test_a_partner_that_joins_later_reads_what_was_written_before(ward: Ward, plan: Plan, officer: User, helper: User) -> None:
    file = evidence_add(of(plan), "Biên bản", photo(), by=officer)
    other = evidence_add(of(plan, "TYT.2"), "Việc khác", photo(), by=officer)
    second = replaced(plan, officer)
    assert not AssignmentFile.objects.visible_to(helper).filter(pk=file.pk).exists()
    assignment_arrange(of(second), MONTHLY, agencies(ward, "MTTQ"), version=1, by=officer)
    assert AssignmentFile.objects.visible_to(helper).filter(pk=file.pk).exists()
    assert not AssignmentFile.objects.visible_to(helper).filter(pk=other.pk).exists()


def test_work_that_the_new_version_drops_stays_readable_for_its_agency(plan: Plan, station: User, officer: User, helper: User) -> None:
    progress_note_add(of(plan), "Đã khám 10 người.", AssignmentState.IN_PROGRESS, version=1, by=station)
    second = replaced(plan, officer, without="TYT.1")
    assert dropped_work(second, station) == [of(plan)]
    assert dropped_work(second, helper) == []
    assert "TYT.1" not in {item.assignment.code for board in own_boards(second, station) for item in board.items}
    assert item_of(of(plan)).note is not None


def test_a_new_task_never_takes_the_code_of_a_dropped_one(plan: Plan, station: User, officer: User) -> None:
    progress_note_add(of(plan), "Của việc cũ.", AssignmentState.IN_PROGRESS, version=1, by=station)
    second = replaced(plan, officer, without="TYT.1")
    third = plan_amend(second, "Lần ba", by=officer)
    made = line_add(third, KINDS["nhiem-vu"], {"agency": of(plan).agency, "text": "Việc mới", "paragraph": None}, by=officer)
    issued(third, officer)
    assert made.code not in {"TYT.1", "TYT.2"}
    assert item_of(made).note is None
