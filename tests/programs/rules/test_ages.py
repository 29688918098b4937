"""Age bands in months with and without their ends."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.rules.ages import AgeBand, age_terms

BORN = date(2022, 3, 15)
YOUNG = AgeBand(6, False, 23, True)
UNDER_FIVE = AgeBand(upper_months=60, upper_inclusive=False)
VITAMIN_A = AgeBand(6, True, 36, True)
ACUTE = AgeBand(0, True, 72, True)


@pytest.mark.parametrize(
    ("band", "day", "inside"),
    [
        (YOUNG, date(2022, 9, 14), False),
        (YOUNG, date(2022, 9, 15), False),  # exactly 6 months is not "trên 6 tháng"
        (YOUNG, date(2022, 9, 16), True),
        (YOUNG, date(2024, 3, 14), True),  # still 23 months old
        (YOUNG, date(2024, 3, 15), False),
        (VITAMIN_A, date(2022, 9, 14), False),
        (VITAMIN_A, date(2022, 9, 15), True),
        (VITAMIN_A, date(2025, 4, 14), True),
        (VITAMIN_A, date(2025, 4, 15), False),
        (UNDER_FIVE, BORN, True),
        (UNDER_FIVE, date(2027, 3, 14), True),
        (UNDER_FIVE, date(2027, 3, 15), False),
        (ACUTE, date(2022, 3, 14), False),  # not born yet
        (ACUTE, BORN, True),
        (ACUTE, date(2028, 4, 14), True),
        (ACUTE, date(2028, 4, 15), False),
    ],
)
def test_bands(band: AgeBand, day: date, inside: bool) -> None:
    assert band.contains(BORN, day) is inside


@pytest.mark.parametrize(
    ("band", "label"),
    [
        (YOUNG, "trên 6 tháng đến 23 tháng tuổi"),
        (VITAMIN_A, "từ 6 tháng đến 36 tháng tuổi"),
        (UNDER_FIVE, "dưới 5 tuổi"),
        (AgeBand(upper_months=192, upper_inclusive=False), "dưới 16 tuổi"),
        (ACUTE, "từ 0 tháng đến 72 tháng tuổi"),
        (AgeBand(), "mọi lứa tuổi"),
    ],
)
def test_labels(band: AgeBand, label: str) -> None:
    assert band.label == label


def test_terms_carry_their_article() -> None:
    terms = age_terms()
    assert terms["child"].band.contains(date(2007, 6, 2), date(2023, 6, 1))
    assert not terms["child"].band.contains(date(2007, 6, 1), date(2023, 6, 1))
    assert terms["worker"].band.contains(date(2008, 6, 1), date(2023, 6, 1))
    assert all("Điều" in term.source for term in terms.values())


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 4000), st.integers(0, 100), st.integers(0, 100))
def test_an_open_end_never_holds_more_than_a_closed_one(born: date, days: int, lower: int, width: int) -> None:
    day = date.fromordinal(born.toordinal() + days)
    closed = AgeBand(lower, True, lower + width, True).contains(born, day)
    for band in (AgeBand(lower, False, lower + width, True), AgeBand(lower, True, lower + width, False)):
        assert not band.contains(born, day) or closed
