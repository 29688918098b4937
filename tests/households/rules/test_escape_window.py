"""The 36-month window: every day of twenty years, last days of months, 29 February, re-entry."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from households.rules.classes import HouseholdClass, Opening, WindowKind
from households.rules.escape_window import escape_window, window_on
from households.rules.history import PeriodFact


@pytest.mark.parametrize(
    ("effective", "last"),
    [
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2023, 8, 31), date(2026, 8, 31)),
        (date(2023, 2, 28), date(2026, 2, 28)),
        (date(2021, 2, 28), date(2024, 2, 28)),
        (date(2023, 12, 8), date(2026, 12, 8)),
        (date(2020, 11, 30), date(2023, 11, 30)),
    ],
)
def test_last_day_is_the_corresponding_day_inside(effective: date, last: date) -> None:
    window = escape_window(effective)
    assert (window.first_day, window.last_day) == (effective, last)
    assert window.contains(effective)
    assert window.contains(last)
    assert not window.contains(last + timedelta(days=1))
    assert not window.contains(effective - timedelta(days=1))


def test_every_start_day_of_twenty_one_years_against_an_independent_calendar() -> None:
    day = date(2015, 1, 1)
    while day <= date(2035, 12, 31):
        expected = date(day.year + 3, day.month, min(day.day, calendar.monthrange(day.year + 3, day.month)[1]))
        assert escape_window(day).last_day == expected
        day += timedelta(days=1)


@given(st.dates(date(2015, 1, 1), date(2035, 12, 31)), st.integers(-40, 1200))
def test_days_left_counts_down_to_zero_on_the_last_day(effective: date, offset: int) -> None:
    window = escape_window(effective)
    day = effective + timedelta(days=offset)
    if window.contains(day):
        assert day + timedelta(days=window.days_left(day)) == window.last_day
    else:
        assert window.days_left(day) == 0


def period(household_class: HouseholdClass, from_on: date, to_on: date | None, opened_as: Opening) -> PeriodFact:
    return PeriodFact(household_class, from_on, to_on, opened_as)


ESCAPED = [
    period(HouseholdClass.POOR, date(2021, 12, 10), date(2022, 12, 8), Opening.NEW),
    period(HouseholdClass.NOT_POOR, date(2022, 12, 9), None, Opening.ESCAPED_POVERTY),
]


def test_window_of_a_household_that_escaped() -> None:
    window = window_on(ESCAPED, date(2025, 12, 9))
    assert window is not None
    assert window.kind is WindowKind.ESCAPED_POVERTY
    assert window_on(ESCAPED, date(2025, 12, 10)) is None
    assert window_on(ESCAPED, date(2022, 12, 8)) is None


def test_poor_to_near_poor_opens_no_window_and_leaving_near_poverty_does() -> None:
    periods = [
        period(HouseholdClass.POOR, date(2020, 12, 1), date(2021, 12, 9), Opening.NEW),
        period(HouseholdClass.NEAR_POOR, date(2021, 12, 10), date(2022, 12, 8), Opening.EASED),
        period(HouseholdClass.AVERAGE, date(2022, 12, 9), None, Opening.ESCAPED_NEAR_POVERTY),
    ]
    assert window_on(periods, date(2022, 6, 1)) is None
    window = window_on(periods, date(2023, 6, 1))
    assert window is not None
    assert (window.kind, window.first_day) == (WindowKind.ESCAPED_NEAR_POVERTY, date(2022, 12, 9))


def test_window_closes_the_day_before_the_household_is_poor_again_and_a_later_exit_opens_a_new_one() -> None:
    periods = [
        ESCAPED[0],
        period(HouseholdClass.NOT_POOR, date(2022, 12, 9), date(2023, 6, 25), Opening.ESCAPED_POVERTY),
        period(HouseholdClass.POOR, date(2023, 6, 26), date(2024, 12, 8), Opening.RELAPSE),
        period(HouseholdClass.NOT_POOR, date(2024, 12, 9), None, Opening.ESCAPED_POVERTY),
    ]
    assert window_on(periods, date(2023, 6, 25)) is not None
    assert window_on(periods, date(2023, 6, 26)) is None
    later = window_on(periods, date(2025, 1, 1))
    assert later is not None
    assert later.last_day == date(2027, 12, 9)


def test_a_change_between_average_and_not_poor_keeps_the_running_window() -> None:
    periods = [
        period(HouseholdClass.NOT_POOR, date(2022, 12, 9), date(2023, 12, 7), Opening.ESCAPED_POVERTY),
        period(HouseholdClass.AVERAGE, date(2023, 12, 8), None, Opening.RECORDED),
    ]
    window = window_on(periods, date(2024, 5, 1))
    assert window is not None
    assert window.first_day == date(2022, 12, 9)
