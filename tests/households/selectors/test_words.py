"""Sentence, reasons, clock, timeline and tabs of a household."""

from datetime import date

from households.models import InsuranceCard, Member
from households.rules.classes import HouseholdClass, Opening
from households.selectors import explanation
from households.selectors.household_tabs import assessments_of, history_of, members_of
from households.selectors.standing import standing_on
from households.selectors.timeline import group_name_on, timeline_of
from households.services.assessment import AssessmentData, assessment_record
from households.services.household import household_move
from households.services.member import member_leave
from households.services.status import period_correct
from tests.households.factories import decide

ALL = frozenset(range(1, 13))


def test_the_sentence_of_the_standing(household, officer) -> None:
    decide(household, HouseholdClass.NEAR_POOR, date(2023, 12, 8), officer, "12/QĐ-UBND")
    assert explanation.sentence(standing_on(household.pk, date(2023, 12, 7))) == "Chưa có phân loại vào ngày này"
    day = date(2024, 1, 1)
    text = "Hộ cận nghèo từ 08/12/2023 theo QĐ 12/QĐ-UBND; "
    assert explanation.sentence(standing_on(household.pk, day)) == text + "chưa có số liệu về chỉ số thiếu hụt"
    assessment_record(household, AssessmentData(date(2023, 10, 1), 150, frozenset({1, 4}), frozenset({2, 3})), by=officer)
    assert explanation.sentence(standing_on(household.pk, day)) == text + "thiếu hụt 2/12 chỉ số (8 chỉ số chưa rõ)"


def test_reasons_name_decision_sheet_and_window_with_their_sources(household, officer) -> None:
    decide(household, HouseholdClass.POOR, date(2021, 12, 8), officer, "1/QĐ-UBND")
    decide(household, HouseholdClass.NOT_POOR, date(2023, 12, 8), officer, "2/QĐ-UBND")
    assessment_record(household, AssessmentData(date(2023, 10, 1), 150, frozenset({1, 4, 9}), ALL - {1, 4, 9}), by=officer)
    day = date(2026, 12, 8)
    standing = standing_on(household.pk, day)
    reasons = explanation.reasons(standing)
    words = " ".join(text + source for text, source in reasons)
    for part in ("Quyết định số 2/QĐ-UBND", "Điểm B1 là 150", "khác với quyết định", "đến hết ngày 08/12/2026", "Điều 147, 148", "24/2021"):
        assert part in words
    clock = explanation.clock(standing, day)
    assert (clock.days_left, clock.last_day, clock.n_over) == (0, day, clock.n_days)
    assert explanation.clock(standing_on(household.pk, date(2026, 12, 9)), date(2026, 12, 9)) is None


def test_the_timeline_keeps_corrected_periods_readable_and_hides_later_ones(household, other_group, officer) -> None:
    decide(household, HouseholdClass.POOR, date(2021, 12, 8), officer, "1/QĐ-UBND")
    decide(household, HouseholdClass.POOR, date(2022, 12, 8), officer, "2/QĐ-UBND")
    period = household.periods.get()
    values = {"from_on": date(2021, 12, 8), "to_on": None, "opened_as": Opening.NEW, "reason": "Nhập nhầm.", "by": officer}
    period_correct(period, household_class=HouseholdClass.NEAR_POOR, **values)
    household_move(household, other_group, on=date(2023, 6, 1), version=1, by=officer)
    entries, later = timeline_of(household, date(2022, 12, 31))
    assert later == 1
    assert [(entry.on.year, entry.voided, entry.class_label) for entry in entries] == [
        (2022, False, ""),
        (2021, False, "Hộ cận nghèo"),
        (2021, True, "Hộ nghèo"),
    ]
    assert (entries[2].reason, entries[2].voided_by, entries[2].period) == ("Nhập nhầm.", officer.full_name, 0)
    assert group_name_on(household, date(2023, 5, 31)) != group_name_on(household, date(2023, 6, 1)) == other_group.name


def test_members_on_a_day_with_the_card_that_holds(household, officer) -> None:
    head, child = Member.objects.filter(household=household).order_by("sort_order")
    Member.objects.filter(pk=head.pk).update(birth_on=date(1957, 1, 1), birth_precision="year")
    for number, last in (("DN4010000000001", date(2022, 12, 31)), ("DN4010000000002", date(2023, 12, 31))):
        InsuranceCard.objects.create(member=head, number=number, number_index=number, from_on=date(last.year, 1, 1), to_on=last)
    member_leave(child, on=date(2023, 5, 1), reason="Chuyển đi nơi khác", version=1, by=officer)
    line, gone = members_of(household, date(2023, 6, 1))
    assert (line.birth, line.age, line.card.number, line.card_holds, line.card_masked) == (
        "1957",
        66,
        "DN4010000000002",
        True,
        "DN4•••••••••002",
    )
    assert gone.gone
    assert not any(item.gone for item in members_of(household, date(2023, 4, 30)))
    assert members_of(household, date(2022, 6, 1))[0].card.number == "DN4010000000001"


def test_sheets_side_by_side_and_corrected_ones_apart(household, officer) -> None:
    for answers, reason in ((frozenset({1}), ""), (frozenset({1, 4, 9}), "Chép nhầm.")):
        data = AssessmentData(date(2023, 10, 1), 150, answers, ALL - answers)
        assessment_record(household, data, by=officer, correction_reason=reason)
    table = assessments_of(household, date(2023, 12, 31))
    ((standard, sheets, rows),) = table.blocks
    assert (standard.code, sheets[0].score, sheets[0].computed) == ("ND07-2021", 30, "Hộ nghèo")
    assert [answers for _, answers in rows].count([True]) == 3
    assert [row.void_reason for row in table.voided] == ["Chép nhầm."]
    assert assessments_of(household, date(2023, 9, 30)).blocks == []
    assert history_of(household)[0].label == "Ghi phiếu rà soát"
