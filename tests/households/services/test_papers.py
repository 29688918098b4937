"""Assessments, population figures, groups, guarded decisions, and the trace of an opened file."""

from datetime import date

import pytest

from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.errors import DomainError, EditConflict
from households.models import Assessment, PopulationBaseline
from households.rules.classes import Departure, HouseholdClass, Opening, WindowKind
from households.rules.transitions import Step
from households.services.assessment import AssessmentData, assessment_record, verdict_of
from households.services.baseline import BaselineRow, baselines_record
from households.services.group import group_add, group_change, group_end, leadership_add, leadership_end
from households.services.guarded_status import correction_record, decision_preview, decision_record, departure_record
from households.services.opening import household_opened
from households.services.status import DecisionData
from tests.households.factories import decide

DAY = date(2023, 10, 1)
ALL = frozenset(range(1, 13))


def test_a_sheet_keeps_unknown_apart_from_no(household, officer) -> None:
    sheet = assessment_record(household, AssessmentData(DAY, 150, frozenset({1, 4}), frozenset({2, 12})), by=officer)
    assert (sheet.deprived, bin(sheet.known_mask)) == ([1, 4], "0b100000001011")
    assert verdict_of(household, AssessmentData(DAY, 150, frozenset({1, 4}), frozenset({2, 12}))) is None
    assert verdict_of(household, AssessmentData(DAY, 150, frozenset({1, 4, 9}), ALL - {1, 4, 9})).household_class is HouseholdClass.POOR


def test_a_second_sheet_of_a_day_needs_a_reason_and_keeps_the_first(household, officer) -> None:
    assessment_record(household, AssessmentData(DAY, 150, frozenset({1}), frozenset()), by=officer)
    again = AssessmentData(DAY, 160, frozenset({2}), frozenset())
    with pytest.raises(DomainError, match="đã có phiếu rà soát ngày 01/10/2023"):
        assessment_record(household, again, by=officer)
    assessment_record(household, again, by=officer, correction_reason="Chép nhầm phiếu.")
    assert Assessment.objects.count() == 2
    assert Assessment.objects.counting().get().income_score == 160
    with pytest.raises(DomainError, match="không có chỉ số số 13"):
        assessment_record(household, AssessmentData(date(2023, 11, 1), None, frozenset({13}), frozenset()), by=officer)


def test_figures_of_a_day_are_saved_together_or_not_at_all(ward, group, other_group, officer) -> None:
    rows = [BaselineRow(group, 100, 380), BaselineRow(other_group, 90, 80)]
    with pytest.raises(DomainError, match=r"TDP 02 .*không thể ít hơn số hộ"):
        baselines_record(ward, DAY, rows, source="", by=officer)
    assert not PopulationBaseline.objects.exists()
    rows[1] = BaselineRow(other_group, 90, 300)
    assert baselines_record(ward, DAY, rows, source="Số liệu ví dụ", by=officer) == 2
    assert baselines_record(ward, DAY, rows, source="Số liệu ví dụ", by=officer) == 0
    assert baselines_record(ward, DAY, [BaselineRow(group, None, None)], source="", by=officer) == 1
    assert PopulationBaseline.objects.get().group == other_group
    assert AuditEvent.objects.filter(action="baseline_recorded").count() == 2


def test_groups_keep_code_and_name_apart(ward, group, household, officer) -> None:
    with pytest.raises(DomainError, match="đã có tổ mang tên"):
        group_add(ward, code="T9", name="tdp 01 (VI DU)", from_on=None, by=officer)
    new = group_add(ward, code="T9", name="TDP 09 (ví dụ)", from_on=None, by=officer)
    assert new.sort_order == group.sort_order + 1
    group_change(new, name="TDP 9A (ví dụ)", sort_order=1, by=officer)
    with pytest.raises(DomainError, match="còn 1 hộ"):
        group_end(group, to_on=DAY, successor=new, by=officer)
    group_end(new, to_on=DAY, successor=group, by=officer)
    new.refresh_from_db()
    assert (new.name, new.to_on, new.successor) == ("TDP 9A (ví dụ)", DAY, group)


def test_leaderships_do_not_overlap(leader, group, officer) -> None:
    first = leadership_add(leader, group, from_on=date(2023, 1, 1), to_on=None, by=officer)
    with pytest.raises(DomainError, match="đã phụ trách"):
        leadership_add(leader, group, from_on=date(2024, 1, 1), to_on=None, by=officer)
    leadership_end(first, to_on=date(2023, 12, 31), by=officer)
    leadership_add(leader, group, from_on=date(2024, 1, 1), to_on=date(2024, 6, 30), by=officer)


def test_a_preview_tells_what_the_decision_will_do(household, officer) -> None:
    decide(household, HouseholdClass.NEAR_POOR, date(2021, 12, 8), officer)
    data = DecisionData("12/QĐ-UBND", date(2023, 12, 8))
    preview = decision_preview(household, HouseholdClass.NOT_POOR, data)
    assert (preview.transition.step, preview.opened_as) == (Step.CHANGE, Opening.ESCAPED_NEAR_POVERTY)
    assert preview.window.kind is WindowKind.ESCAPED_NEAR_POVERTY
    assert (preview.window.first_day, preview.window.last_day) == (date(2023, 12, 8), date(2026, 12, 8))
    assert household.periods.count() == 1
    assert decision_preview(household, HouseholdClass.NEAR_POOR, data).transition.step is Step.RENEW


def test_guarded_verbs_refuse_a_stale_version(household, officer) -> None:
    data = DecisionData("12/QĐ-UBND", date(2021, 12, 8))
    version = household.version
    decision_record(household, HouseholdClass.POOR, data, opened_as=None, opening_reason="", version=version, by=officer)
    with pytest.raises(EditConflict):
        departure_record(household, on=DAY, departure=Departure.MOVED_AWAY, version=version, by=officer)
    departure_record(household, on=DAY, departure=Departure.MOVED_AWAY, version=version + 1, by=officer)
    period = household.periods.get()
    fixed = correction_record(
        period,
        household_class=HouseholdClass.NEAR_POOR,
        from_on=period.from_on,
        to_on=period.to_on,
        opened_as=Opening.NEW,
        reason="Nhập nhầm phân loại.",
        version=version + 2,
        by=officer,
    )
    period.refresh_from_db()
    assert (period.void_reason, fixed.departure) == ("Nhập nhầm phân loại.", Departure.MOVED_AWAY)


def test_opening_a_file_leaves_one_trace_an_hour(household, officer, signer) -> None:
    assert household_opened(household, by=officer)
    assert not household_opened(household, by=officer)
    assert household_opened(household, by=signer)
    assert AuditEvent.objects.filter(action="household_opened").count() == 2
