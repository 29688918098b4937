"""What is due, by age and month; who counts as malnourished in a period."""

from datetime import date

import pytest

from nutrition.rules.counting import was_malnourished
from nutrition.rules.due import ChildYear, due_of
from nutrition.rules.words import Due

FIRST, LAST = date(2023, 4, 1), date(2023, 6, 30)


def year(months: int, code: str = "normal", **fields: object) -> ChildYear:
    values = {"measured": True, "rounds": frozenset(), "dewormed": True, "supplemented": False} | fields
    return ChildYear(months=months, nutrition_class=code, **values)


@pytest.mark.parametrize(("months", "due"), [(5, []), (6, [Due.VITAMIN_A_FIRST]), (36, [Due.VITAMIN_A_FIRST]), (37, [])])
def test_vitamin_a_is_for_six_to_thirty_six_months_both_inside(months: int, due: list[Due]) -> None:
    assert due_of(year(months), 3) == due


@pytest.mark.parametrize(
    ("month", "rounds", "due"),
    [(6, "", [Due.VITAMIN_A_FIRST]), (7, "", [Due.VITAMIN_A_SECOND]), (7, "1", [Due.VITAMIN_A_SECOND]), (12, "12", []), (6, "1", [])],
)
def test_only_the_newest_round_is_due(month: int, rounds: str, due: list[Due]) -> None:
    assert due_of(year(12, rounds=frozenset(rounds)), month) == due


@pytest.mark.parametrize(("months", "due"), [(23, False), (24, True), (71, True), (72, False)])
def test_deworming_is_for_children_under_six(months: int, due: bool) -> None:
    assert (Due.DEWORMING in due_of(year(months, dewormed=False), 3)) is due


def test_malnourished_children_get_micronutrients_until_sixteen() -> None:
    assert due_of(year(191, "moderate"), 3) == [Due.MICRONUTRIENTS] and due_of(year(192, "moderate"), 3) == []
    assert due_of(year(191, "acute", supplemented=True), 3) == [] and due_of(year(191, measured=False, code=""), 3) == [Due.MEASURE]


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
