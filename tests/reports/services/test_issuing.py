"""Preview, signature, issue, correction: frozen once, never changed, refused where figures do not add up."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.errors import DomainError, EditConflict, IllegalTransition, NotAllowed
from households.models import Household, PopulationBaseline
from households.rules.classes import HouseholdClass
from reports import guards
from reports.models import IssuedReport, Narrative, ReportDraft, ReportingPeriod
from reports.rules.states import DraftState, PeriodState
from reports.selectors.issued import current_issued
from reports.services.building import build_draft, thaw
from reports.services.drafting import (
    correction_begin,
    draft_return,
    draft_send,
    draft_set_days,
    draft_sign,
    draft_withdraw,
    narrative_save,
)
from reports.services.issuing import report_issue, report_register
from tests.households.factories import decide
from tests.reports.factories import TODAY, open_draft


def fresh(draft: ReportDraft) -> ReportDraft:
    return ReportDraft.objects.select_related("period__ward").get(pk=draft.pk)


def issue(draft: ReportDraft, by: User, key: str = "k") -> IssuedReport:
    now = fresh(draft)
    return report_issue(now, by=by, request_key=key, version=now.version, today=TODAY)


def test_the_same_register_gives_the_same_checksum(draft: ReportDraft) -> None:
    first, second = build_draft(draft), build_draft(draft)
    assert first.snapshot == second.snapshot
    assert thaw(first.snapshot.text, first.snapshot.sha256) == first


def test_issuing_freezes_what_the_register_said(draft: ReportDraft, officer: User, register: dict[str, Household]) -> None:
    built = build_draft(draft)
    report = issue(draft, officer)
    assert report.sha256 == built.snapshot.sha256
    decide(register["stays"], HouseholdClass.NEAR_POOR, date(2023, 6, 1), officer, "09/QĐ-UBND")
    assert build_draft(fresh(draft)).snapshot.sha256 != report.sha256
    assert thaw(report.snapshot, report.sha256).document == built.document
    assert ReportingPeriod.objects.get(pk=draft.period_id).state == PeriodState.ISSUED
    assert AuditEvent.objects.filter(action="report_issued", target_type="IssuedReport").exists()


def test_issuing_twice_with_the_same_request_is_once(draft: ReportDraft, officer: User) -> None:
    now = fresh(draft)
    first = report_issue(now, by=officer, request_key="job:7", version=now.version, today=TODAY)
    again = report_issue(fresh(draft), by=officer, request_key="job:7", version=now.version, today=TODAY)
    assert first.pk == again.pk
    assert IssuedReport.objects.count() == 1


def test_a_failing_check_forbids_issuing_and_writes_nothing(draft: ReportDraft, officer: User) -> None:
    PopulationBaseline.objects.all().delete()
    with pytest.raises(DomainError, match="Chưa có tổng số hộ dân cư"):
        issue(draft, officer)
    assert not IssuedReport.objects.exists()
    assert fresh(draft).state == DraftState.DRAFT


def test_only_who_may_issue(draft: ReportDraft, signer: User, committee: User, other_officer: User) -> None:
    for person in (signer, committee, other_officer):
        with pytest.raises(NotAllowed):
            issue(draft, person)


def test_a_draft_that_moved_on_is_not_issued(draft: ReportDraft, officer: User) -> None:
    shown = fresh(draft).version
    narrative_save(draft, "I", "Đã họp Ban Chỉ đạo.", version=0, by=officer)
    with pytest.raises(EditConflict):
        report_issue(fresh(draft), by=officer, request_key="k", version=shown, today=TODAY)


def test_what_is_signed_is_what_is_issued(draft: ReportDraft, officer: User, signer: User, register: dict[str, Household]) -> None:
    sent = build_draft(draft)
    draft_send(draft, sent, version=fresh(draft).version, by=officer)
    with pytest.raises(IllegalTransition, match="chờ ký"):
        issue(draft, officer)
    with pytest.raises(IllegalTransition):
        narrative_save(draft, "I", "Sửa lén", version=0, by=officer)
    decide(register["stays"], HouseholdClass.NEAR_POOR, date(2023, 6, 1), officer, "09/QĐ-UBND")
    draft_sign(draft, version=fresh(draft).version, by=signer)
    report = issue(draft, officer)
    assert report.sha256 == sent.snapshot.sha256
    assert report.signed_by == signer


def test_a_returned_draft_can_be_changed_and_sent_again(draft: ReportDraft, officer: User, signer: User) -> None:
    draft_send(draft, build_draft(draft), version=fresh(draft).version, by=officer)
    with pytest.raises(DomainError, match="lý do"):
        draft_return(draft, reason="  ", version=fresh(draft).version, by=signer)
    with pytest.raises(NotAllowed):
        draft_return(draft, reason="Thiếu số liệu", version=fresh(draft).version, by=officer)
    draft_return(draft, reason="Thiếu số liệu", version=fresh(draft).version, by=signer)
    narrative_save(draft, "I", "Bổ sung", version=0, by=officer)
    draft_send(draft, build_draft(fresh(draft)), version=fresh(draft).version, by=officer)
    draft_withdraw(draft, version=fresh(draft).version, by=officer)
    assert fresh(draft).state == DraftState.DRAFT


def test_a_correction_supersedes_with_a_reason_and_the_old_one_stays(
    draft: ReportDraft, officer: User, register: dict[str, Household]
) -> None:
    first = issue(draft, officer, "a")
    with pytest.raises(DomainError):
        issue(draft, officer, "b")
    decide(register["stays"], HouseholdClass.NEAR_POOR, date(2023, 6, 1), officer, "09/QĐ-UBND")
    with pytest.raises(DomainError, match="lý do"):
        correction_begin(draft, reason="", version=fresh(draft).version, by=officer)
    correction_begin(draft, reason="Ghi bổ sung quyết định 09", version=fresh(draft).version, by=officer)
    second = issue(draft, officer, "c")
    assert (second.supersedes, second.reason) == (first, "Ghi bổ sung quyết định 09")
    assert second.sha256 != first.sha256
    assert current_issued(draft.period) == second
    assert thaw(first.snapshot, first.sha256)


def test_the_clerk_may_fill_in_number_and_day(draft: ReportDraft, officer: User, signer: User) -> None:
    report = issue(draft, officer)
    assert report.number == ""
    report_register(report, number=" 05 ", dated_on=date(2023, 6, 14), by=officer)
    report.refresh_from_db()
    assert (report.number, report.dated_on) == ("05", date(2023, 6, 14))
    with pytest.raises(NotAllowed):
        report_register(report, number="06", dated_on=None, by=signer)


def test_two_people_editing_one_text(draft: ReportDraft, officer: User) -> None:
    narrative_save(draft, "I", "Bản một\n\n  Đoạn   hai\x07 ", version=0, by=officer)
    assert Narrative.objects.get(section="I").text == "Bản một\nĐoạn hai"
    with pytest.raises(EditConflict):
        narrative_save(draft, "I", "Bản khác", version=0, by=officer)
    narrative_save(draft, "I", "Bản hai", version=1, by=officer)
    assert Narrative.objects.get(section="I").version == 2
    with pytest.raises(DomainError):
        narrative_save(draft, "II", "Không có lời văn", version=0, by=officer)


def test_days_of_the_figures(draft: ReportDraft, officer: User) -> None:
    for cutoff in (date(2023, 7, 1), date(2022, 12, 31)):
        with pytest.raises(DomainError, match="không thuộc"):
            draft_set_days(draft, from_on=date(2022, 1, 1), cutoff_on=cutoff, version=fresh(draft).version, by=officer, today=TODAY)
    with pytest.raises(DomainError, match="chưa đến"):
        draft_set_days(draft, from_on=date(2023, 1, 1), cutoff_on=TODAY, version=fresh(draft).version, by=officer, today=date(2023, 6, 1))
    changed = draft_set_days(
        draft, from_on=date(2023, 1, 1), cutoff_on=date(2023, 6, 10), version=fresh(draft).version, by=officer, today=TODAY
    )
    assert changed.cutoff_on == date(2023, 6, 10)


def test_the_yearly_report_is_preliminary_until_the_review_ends(ward: Ward, officer: User, register: dict[str, Household]) -> None:
    draft = open_draft(ward, "2023", officer)
    assert draft.is_provisional
    assert build_draft(draft).document.provisional
    after = draft_set_days(draft, from_on=date(2023, 1, 1), cutoff_on=date(2023, 12, 14), version=draft.version, by=officer, today=TODAY)
    assert not after.is_provisional


def test_the_next_opening_is_the_last_closing(ward: Ward, officer: User, register: dict[str, Household]) -> None:
    first = open_draft(ward, "2023-Q1", officer, date(2023, 3, 1))
    draft_set_days(first, from_on=date(2023, 1, 1), cutoff_on=date(2023, 3, 31), version=first.version, by=officer, today=TODAY)
    issue(first, officer, "q1")
    second = open_draft(ward, "2023-Q2", officer)
    codes = {check.code: check for check in build_draft(second).checks}
    assert codes["opening_previous_poor"].ok
    register["stays"].members.filter(is_head=False).update(left_on=date(2023, 3, 1))
    codes = {check.code: check for check in build_draft(second).checks}
    assert not codes["opening_previous_poor"].ok
    assert "TDP 01 (ví dụ)" in codes["opening_previous_poor"].message


def test_movements_between_two_reports_are_told(ward: Ward, officer: User, register: dict[str, Household]) -> None:
    second = open_draft(ward, "2023-Q2", officer)
    draft_set_days(second, from_on=date(2023, 4, 1), cutoff_on=date(2023, 5, 5), version=second.version, by=officer, today=TODAY)
    issue(second, officer, "q2")
    third = open_draft(ward, "2023-Q3", officer)
    gap = next(check for check in build_draft(third).checks if check.code == "gap_before")
    assert (gap.ok, gap.informational, gap.households) == (False, True, ("H-escapes",))
    assert "06/05/2023" in gap.message


@pytest.fixture
def guarded(db: None) -> None:
    """Tests run without the triggers (test databases are emptied); here they are what is tested."""
    guards.install(connection)
    yield
    guards.remove(connection)


def test_the_database_refuses_to_change_an_issued_report(guarded: None, draft: ReportDraft, officer: User) -> None:
    report = issue(draft, officer)
    for change in ({"snapshot": "{}"}, {"sha256": "0" * 64}, {"reason": "khác"}, {"cutoff_on": TODAY}):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            IssuedReport.objects.filter(pk=report.pk).update(**change)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        IssuedReport.objects.filter(pk=report.pk).delete()
    IssuedReport.objects.filter(pk=report.pk).update(number="07")


def test_due_days_of_an_opened_period_never_move(guarded: None, draft: ReportDraft) -> None:
    for column in ("before", "last_day", "internal_due"):
        with pytest.raises(DatabaseError, match="never move"), transaction.atomic():
            ReportingPeriod.objects.filter(pk=draft.period_id).update(**{column: date(2023, 1, 2)})
    ReportingPeriod.objects.filter(pk=draft.period_id).update(state=PeriodState.LATE)
