"""Due days by table, weekends and holidays included."""

from datetime import date

import pytest

from camphucnam.kernel.periods import Period, PeriodKind, parse_period
from camphucnam.kernel.working_days import load_holidays, working_day, years_with_holidays
from reports.rules.calendar import load_calendar
from reports.rules.deadlines import due_days, monthly_due_days, reminder_days


def days(code: str) -> tuple[str, str, str]:
    found = due_days(parse_period(code), load_calendar(), load_holidays().keys())
    return found.before.isoformat(), found.last_day.isoformat(), found.internal_due.isoformat()


@pytest.mark.parametrize(
    ("code", "before", "last", "internal"),
    [
        # 2023: 19/3 is a Sunday, the others are working days
        ("2023-Q1", "2023-03-20", "2023-03-19", "2023-03-17"),
        ("2023-H1", "2023-06-15", "2023-06-14", "2023-06-14"),
        ("2023-Q2", "2023-06-20", "2023-06-19", "2023-06-19"),
        ("2023-Q3", "2023-09-20", "2023-09-19", "2023-09-19"),
        ("2023", "2023-12-05", "2023-12-04", "2023-12-04"),
        ("2023-Q4", "2023-12-20", "2023-12-19", "2023-12-19"),
        # 2026: 14/6 Sunday, 19/9 and 19/12 Saturday
        ("2026-Q1", "2026-03-20", "2026-03-19", "2026-03-19"),
        ("2026-H1", "2026-06-15", "2026-06-14", "2026-06-12"),
        ("2026-Q2", "2026-06-20", "2026-06-19", "2026-06-19"),
        ("2026-Q3", "2026-09-20", "2026-09-19", "2026-09-18"),
        ("2026", "2026-12-05", "2026-12-04", "2026-12-04"),
        ("2026-Q4", "2026-12-20", "2026-12-19", "2026-12-18"),
        # 2027: 19/6 Saturday, 4/12 Saturday, 19/9 and 19/12 Sunday
        ("2027-Q1", "2027-03-20", "2027-03-19", "2027-03-19"),
        ("2027-H1", "2027-06-15", "2027-06-14", "2027-06-14"),
        ("2027-Q2", "2027-06-20", "2027-06-19", "2027-06-18"),
        ("2027-Q3", "2027-09-20", "2027-09-19", "2027-09-17"),
        ("2027", "2027-12-05", "2027-12-04", "2027-12-03"),
        ("2027-Q4", "2027-12-20", "2027-12-19", "2027-12-17"),
    ],
)
def test_due_days(code: str, before: str, last: str, internal: str) -> None:
    assert days(code) == (before, last, internal)


def test_a_holiday_moves_the_day_as_a_weekend_does() -> None:
    holidays = {date(2026, 6, 19), date(2026, 6, 18)}
    assert due_days(Period(2026, PeriodKind.QUARTERLY, 2), load_calendar(), holidays).internal_due == date(2026, 6, 17)


def test_the_direction_is_a_setting() -> None:
    saturday = date(2026, 12, 19)
    assert working_day(saturday, (), "earlier") == date(2026, 12, 18)
    assert working_day(saturday, (), "later") == date(2026, 12, 21)
    assert working_day(saturday, (), "none") == saturday


def test_by_the_fifth_includes_the_fifth_and_moves_over_tet() -> None:
    duty = load_calendar().monthly[0]
    found = dict(monthly_due_days(duty, 2027, load_calendar(), load_holidays().keys()))
    assert list(found) == [date(2027, month, 5) for month in range(2, 10)]
    assert found[date(2027, 2, 5)] == date(2027, 2, 4)  # the eve of Tết
    assert found[date(2027, 3, 5)] == date(2027, 3, 5)


def test_reminders_are_seven_and_two_days_before_and_one_after() -> None:
    assert reminder_days(date(2026, 6, 19), load_calendar().reminder_offsets) == {
        -7: date(2026, 6, 12),
        -2: date(2026, 6, 17),
        1: date(2026, 6, 20),
    }


@pytest.mark.parametrize(
    ("year", "tet", "kings"),
    [
        (2022, (2, 1), (4, 10)),
        (2023, (1, 22), (4, 29)),
        (2024, (2, 10), (4, 18)),
        (2025, (1, 29), (4, 7)),
        (2026, (2, 17), (4, 26)),
        (2027, (2, 6), (4, 16)),
    ],
)
def test_holidays_are_dated_and_lunar_days_unconfirmed(year: int, tet: tuple[int, int], kings: tuple[int, int]) -> None:
    holidays = load_holidays()
    assert year in years_with_holidays()
    for month, day in ((1, 1), (4, 30), (5, 1), (9, 2)):
        assert holidays[date(year, month, day)].confirmed
    for month, day in (tet, kings):
        assert not holidays[date(year, month, day)].confirmed


def test_the_period_opens_before_it_is_due_and_proposes_a_cut_off() -> None:
    found = due_days(parse_period("2026-Q2"), load_calendar(), load_holidays().keys())
    assert found.opens_on == date(2026, 5, 21)
    assert found.cutoff == date(2026, 6, 14)
