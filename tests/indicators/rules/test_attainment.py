"""Met, not met, at risk, not to be told."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from indicators.rules.attainment import Goal, elapsed_on, judge
from indicators.rules.words import Attainment, Comparison

END, MID = date(2023, 12, 31), date(2023, 6, 30)


def goal(operator: str, value: str | None, unit: str = "%") -> Goal:
    return Goal(Comparison(operator) if operator else None, Decimal(value) if value else None, unit)


@pytest.mark.parametrize(
    ("operator", "value", "part", "whole", "actual", "met"),
    [
        (">=", "90", 90, 100, "90.00", True),
        (">=", "90", 89, 100, "89.00", False),
        (">=", "90", 89_999, 100_000, "90.00", False),  # rounds to 90 but is below
        ("=", "100", 100, 100, "100.00", True),
        ("=", "100", 99_999, 100_000, "100.00", False),
        (">", "60", 60, 100, "60.00", False),
        (">", "60", 61, 100, "61.00", True),
        ("=", "100", 6, 7, "85.71", False),
        ("", None, 6, 7, "85.71", None),
    ],
)
def test_rates_are_compared_exactly(operator: str, value: str | None, part: int, whole: int, actual: str, met: bool | None) -> None:
    verdict = judge(goal(operator, value), part, whole, END)
    assert (verdict.actual, verdict.met) == (Decimal(actual), met)
    assert verdict.pace is None


@pytest.mark.parametrize(("part", "whole"), [(None, 10), (3, None), (0, 0), (11, 10)])
def test_a_rate_that_cannot_be_made_is_missing_never_zero(part: int | None, whole: int | None) -> None:
    verdict = judge(goal("=", "100"), part, whole, END)
    assert (verdict.actual, verdict.met, verdict.state) == (None, None, Attainment.NO_DATA)


@pytest.mark.parametrize(
    ("operator", "count", "on", "state"),
    [
        (">=", 4, MID, Attainment.MET),
        (">=", 1, MID, Attainment.AT_RISK),  # 4 × 181/365 = 1,98
        (">=", 2, MID, Attainment.NOT_MET),
        (">=", 3, END, Attainment.NOT_MET),  # the year is over: nothing left to risk
        (">=", -2, MID, Attainment.AT_RISK),
        ("~", 4, END, Attainment.MET),
        ("~", 5, END, Attainment.MET),
        ("~", 3, END, Attainment.NOT_MET),
        ("", 3, END, Attainment.FOLLOWED),
    ],
)
def test_counts_keep_pace_with_the_year(operator: str, count: int, on: date, state: Attainment) -> None:
    verdict = judge(goal(operator, "4" if operator else None, "hộ"), count, None, on)
    assert verdict.state is state
    assert verdict.actual == count


def test_a_count_with_a_whole_beside_it_stays_a_count() -> None:
    assert judge(goal("", None, "người"), 7, 18, END).actual == 7


def test_the_year_passes_day_by_day() -> None:
    assert elapsed_on(date(2023, 1, 1)) == Fraction(1, 365)
    assert elapsed_on(date(2024, 12, 31)) == 1
