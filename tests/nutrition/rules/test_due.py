"""What is due, by age and month; who counts as malnourished in a period."""

from datetime import date, timedelta

import pytest

from camphucnam.kernel.dates import add_months
from nutrition.rules.counting import was_malnourished
from nutrition.rules.due import ChildYear, due_of
from nutrition.rules.words import Due

FIRST, LAST = date(2023, 4, 1), date(2023, 6, 30)


BORN = date(2020, 1, 10)


def on(months: int, days: int = 0) -> date:
    """The day on which a child of ``BORN`` completes the months, and days later."""
    return add_months(BORN, months) + timedelta(days=days)


def year(day: date, code: str = "normal", **fields: object) -> ChildYear:
    values = {"measured": True, "rounds": frozenset("12"), "dewormed": True, "supplemented": True, "has_product": True} | fields
    return ChildYear(born=BORN, day=day, nutrition_class=code, **values)


@pytest.mark.parametrize(("day", "due"), [(on(6, -1), False), (on(6), True), (on(37, -1), True), (on(37), False)])
def test_vitamin_a_is_for_six_to_thirty_six_months_both_inside(day: date, due: bool) -> None:
    assert bool(due_of(year(day, rounds=frozenset()))) is due


@pytest.mark.parametrize(
    ("month", "rounds", "due"),
    [(6, "", [Due.VITAMIN_A_FIRST]), (7, "", [Due.VITAMIN_A_SECOND]), (7, "1", [Due.VITAMIN_A_SECOND]), (12, "12", []), (6, "1", [])],
)
def test_only_the_newest_round_is_due(month: int, rounds: str, due: list[Due]) -> None:
    assert due_of(year(date(2021, month, 15), rounds=frozenset(rounds))) == due


@pytest.mark.parametrize(("day", "due"), [(on(24, -1), False), (on(24), True), (on(72, -1), True), (on(72), False)])
def test_deworming_is_for_children_under_six(day: date, due: bool) -> None:
    assert (Due.DEWORMING in due_of(year(day, dewormed=False))) is due


@pytest.mark.parametrize(("day", "due"), [(on(6), False), (on(6, 1), True), (on(24, -1), True), (on(24), False)])
def test_products_are_for_malnourished_children_of_more_than_six_to_twenty_three_months(day: date, due: bool) -> None:
    assert (Due.PRODUCT in due_of(year(day, "severe", has_product=False))) is due
    assert due_of(year(day, has_product=False)) == []


def test_malnourished_children_get_micronutrients_until_sixteen() -> None:
    last, over = on(192, -1), on(192)
    assert due_of(year(last, "moderate", supplemented=False)) == [Due.MICRONUTRIENTS]
    assert due_of(year(over, "moderate", supplemented=False)) == due_of(year(last, "acute")) == []
    assert due_of(year(last, "", measured=False, supplemented=False)) == [Due.MEASURE]


@pytest.mark.parametrize(
    ("findings", "counts"),
    [
        ([], False),
        ([(date(2023, 3, 31), "moderate")], True),
        ([(date(2023, 3, 31), "normal")], False),
        ([(date(2023, 3, 31), "severe"), (date(2023, 4, 1), "normal")], False),
        ([(date(2023, 4, 1), "severe"), (date(2023, 6, 30), "normal")], True),
        ([(date(2022, 1, 1), "severe"), (date(2023, 3, 1), "normal")], False),
        ([(date(2023, 7, 1), "severe")], False),
    ],
)
def test_malnourished_in_a_period(findings: list[tuple[date, str]], counts: bool) -> None:
    assert was_malnourished(findings, FIRST, LAST) is counts
