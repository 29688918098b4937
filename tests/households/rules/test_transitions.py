"""What a decision does to a history."""

from datetime import date

import pytest

from camphucnam.kernel.errors import DomainError
from households.rules.classes import HouseholdClass, Opening
from households.rules.history import PeriodFact, since_on, suggest_opening
from households.rules.transitions import RecognisedPeriod, Step, plan_transition

POOR, NEAR, NOT = HouseholdClass.POOR, HouseholdClass.NEAR_POOR, HouseholdClass.NOT_POOR
D1, D2 = ("12/QĐ-UBND", date(2022, 12, 9)), ("15/QĐ-UBND", date(2023, 12, 8))


def poor_since(day: date, *decisions: tuple[str, date]) -> list[RecognisedPeriod]:
    return [RecognisedPeriod(PeriodFact(POOR, day, None, Opening.NEW, 7), frozenset(decisions))]


def test_first_decision_opens() -> None:
    plan = plan_transition([], POOR, D1, D1[1])
    assert (plan.step, plan.opened_as) == (Step.OPEN, Opening.NEW)


def test_same_class_by_a_new_decision_renews() -> None:
    assert plan_transition(poor_since(D1[1], D1), POOR, D2, D2[1]).step is Step.RENEW


def test_the_same_decision_twice_changes_nothing() -> None:
    assert plan_transition(poor_since(D1[1], D1), POOR, D1, D1[1]).step is Step.NOTHING


def test_another_class_closes_the_day_before() -> None:
    plan = plan_transition(poor_since(D1[1], D1), NEAR, D2, D2[1])
    assert (plan.step, plan.opened_as, plan.closes_on) == (Step.CHANGE, Opening.EASED, date(2023, 12, 7))


def test_exit_of_a_household_that_the_register_does_not_know() -> None:
    plan = plan_transition([], NOT, D1, D1[1], exit_as=Opening.ESCAPED_POVERTY)
    assert (plan.step, plan.opened_as) == (Step.OPEN, Opening.ESCAPED_POVERTY)


def test_the_register_wins_over_the_sheet_about_the_kind_of_exit() -> None:
    history = [RecognisedPeriod(PeriodFact(NEAR, D1[1], None, Opening.NEW), frozenset({D1}))]
    assert plan_transition(history, NOT, D2, D2[1], exit_as=Opening.ESCAPED_POVERTY).opened_as is Opening.ESCAPED_NEAR_POVERTY


def test_contradiction_within_one_decision_is_refused() -> None:
    with pytest.raises(DomainError, match="đính chính"):
        plan_transition(poor_since(D1[1], D1), NEAR, D1, D1[1])


def test_a_decision_before_something_later_is_refused() -> None:
    with pytest.raises(DomainError, match="theo thứ tự thời gian"):
        plan_transition(poor_since(D2[1], D2), NEAR, D1, D1[1])


def test_two_decisions_of_one_day_that_disagree_are_refused() -> None:
    with pytest.raises(DomainError, match="đã có quyết định khác"):
        plan_transition(poor_since(D1[1], D1), NEAR, D2, D1[1])


@pytest.mark.parametrize(
    ("past", "new", "expected"),
    [
        ([], POOR, Opening.NEW),
        ([(POOR, date(2020, 1, 1), date(2021, 1, 1))], POOR, Opening.RELAPSE),
        ([(POOR, date(2020, 1, 1), date(2021, 1, 1))], NEAR, Opening.NEW),
        ([(NEAR, date(2020, 1, 1), date(2021, 1, 1))], POOR, Opening.NEW),
        ([(NEAR, date(2020, 1, 1), date(2021, 1, 1))], NEAR, Opening.RELAPSE),
    ],
)
def test_suggested_movement_of_a_household_that_comes_back(
    past: list[tuple[HouseholdClass, date, date]], new: HouseholdClass, expected: Opening
) -> None:
    facts = [PeriodFact(cls, start, end, Opening.NEW) for cls, start, end in past]
    assert suggest_opening(facts, new, date(2023, 6, 1)) is expected


def test_a_household_known_only_by_its_exit_relapses() -> None:
    facts = [PeriodFact(NOT, date(2021, 12, 10), None, Opening.ESCAPED_POVERTY)]
    assert suggest_opening(facts, POOR, date(2023, 6, 1)) is Opening.RELAPSE


def test_since_is_the_first_day_of_the_unbroken_class() -> None:
    facts = [
        PeriodFact(POOR, date(2020, 1, 1), date(2020, 12, 31), Opening.NEW),
        PeriodFact(NEAR, date(2021, 1, 1), date(2021, 6, 30), Opening.EASED),
        PeriodFact(NEAR, date(2021, 7, 1), None, Opening.OTHER_IN),
    ]
    assert since_on(facts, date(2022, 1, 1)) == date(2021, 1, 1)
    assert since_on(facts, date(2019, 1, 1)) is None
