"""Due days: the last day itself, 29 February, month ends, holidays, and which note answers which period."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camphucnam.kernel.working_days import load_holidays
from programs.rules.due import DueSettings, Terms, due_days, due_on_day, due_settings, open_due_day
from programs.rules.words import Rhythm, Timing

SETTINGS = DueSettings(soon_days=7, direction="earlier", recent_comments=5)


def terms(rhythm: Rhythm, first: date | None) -> Terms:
    return Terms(rhythm, first, date((first or date(2023, 1, 1)).year, 12, 31))


def state(rhythm: Rhythm, first: date | None, on: date, *noted: date, is_done: bool = False, holidays=()):
    return due_on_day(terms(rhythm, first), noted, is_done=is_done, on=on, holidays=holidays, settings=SETTINGS)


@pytest.mark.parametrize(
    ("rhythm", "first", "expected"),
    [
        (Rhythm.NONE, None, []),
        (Rhythm.ONCE, date(2024, 2, 29), [date(2024, 2, 29)]),
        (Rhythm.QUARTERLY, date(2023, 6, 19), [date(2023, 6, 19), date(2023, 9, 19), date(2023, 12, 19)]),
        (Rhythm.HALF_YEAR, date(2023, 6, 30), [date(2023, 6, 30), date(2023, 12, 30)]),
        (Rhythm.HALF_YEAR, date(2023, 7, 1), [date(2023, 7, 1)]),
        # counted from the 31st each time: February ends early, March comes back to the 31st
        (
            Rhythm.MONTHLY,
            date(2024, 1, 31),
            [date(2024, n + 1, day) for n, day in enumerate((31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31))],
        ),
        (Rhythm.MONTHLY, date(2023, 10, 31), [date(2023, 10, 31), date(2023, 11, 30), date(2023, 12, 31)]),
    ],
)
def test_days_of_a_rhythm(rhythm: Rhythm, first: date | None, expected: list[date]) -> None:
    assert list(due_days(terms(rhythm, first))) == expected


def test_the_last_day_is_in_time_and_the_next_is_late() -> None:
    day = date(2023, 6, 19)
    assert (state(Rhythm.ONCE, day, day).timing, state(Rhythm.ONCE, day, day).days) == (Timing.DUE_SOON, 0)
    late = state(Rhythm.ONCE, day, day + timedelta(days=1))
    assert (late.timing, late.days) == (Timing.OVERDUE, 1)


def test_the_last_day_in_february() -> None:
    assert state(Rhythm.MONTHLY, date(2024, 1, 31), date(2024, 2, 29), date(2024, 1, 31)).timing is Timing.DUE_SOON
    assert state(Rhythm.MONTHLY, date(2024, 1, 31), date(2024, 3, 1), date(2024, 1, 31)).timing is Timing.OVERDUE
    assert state(Rhythm.MONTHLY, date(2023, 1, 31), date(2023, 3, 1), date(2023, 1, 31)).day == date(2023, 2, 28)


def test_due_soon_begins_a_week_before_the_offices_own_day() -> None:
    day = date(2023, 6, 19)  # a Monday
    assert state(Rhythm.ONCE, day, date(2023, 6, 11)).timing is Timing.IN_TIME
    assert state(Rhythm.ONCE, day, date(2023, 6, 12)).timing is Timing.DUE_SOON


def test_weekends_and_holidays_move_the_own_day_and_not_the_named_one() -> None:
    saturday = date(2026, 6, 20)
    found = state(Rhythm.ONCE, saturday, date(2026, 6, 1))
    assert (found.day, found.internal) == (saturday, date(2026, 6, 19))
    holidays = load_holidays().keys()
    found = state(Rhythm.ONCE, date(2023, 1, 24), date(2023, 1, 2), holidays=holidays)  # in Tết 2023
    assert found.internal == date(2023, 1, 20)
    found = state(Rhythm.ONCE, date(2023, 9, 2), date(2023, 8, 1), holidays=holidays)
    assert found.internal == date(2023, 8, 31)
    # between the own day and the named one it is due, not late
    assert state(Rhythm.ONCE, date(2023, 9, 2), date(2023, 9, 2), holidays=holidays).timing is Timing.DUE_SOON


def test_what_is_due_once_is_settled_by_done_and_not_by_a_note() -> None:
    day = date(2023, 6, 19)
    assert state(Rhythm.ONCE, day, date(2023, 6, 20), date(2023, 6, 1)).timing is Timing.OVERDUE
    assert state(Rhythm.ONCE, day, date(2023, 6, 20), is_done=True).timing is Timing.SETTLED
    assert state(Rhythm.NONE, None, day).timing is Timing.NO_DUE


@pytest.mark.parametrize(
    ("noted", "expected"),
    [
        ([], date(2023, 3, 19)),
        ([date(2023, 3, 19)], date(2023, 6, 19)),  # on the last day
        ([date(2023, 3, 1), date(2023, 3, 2)], date(2023, 6, 19)),  # two notes of one period answer one
        ([date(2023, 3, 20)], date(2023, 6, 19)),  # late: answers the first quarter and not the second
        ([date(2023, 3, 20), date(2023, 4, 2)], date(2023, 9, 19)),  # late, then in time
        ([date(2023, 10, 1)], date(2023, 12, 19)),  # catches up with three quarters
        ([date(2023, 3, 1), date(2023, 6, 1), date(2023, 9, 1), date(2023, 12, 1)], None),
    ],
)
def test_which_note_answers_which_quarter(noted: list[date], expected: date | None) -> None:
    assert open_due_day(terms(Rhythm.QUARTERLY, date(2023, 3, 19)), noted, is_done=False) == expected


@given(
    st.sampled_from([Rhythm.MONTHLY, Rhythm.QUARTERLY, Rhythm.HALF_YEAR]),
    st.dates(date(2023, 1, 1), date(2024, 12, 31)),
    st.lists(st.dates(date(2023, 1, 1), date(2025, 1, 31)), max_size=12),
)
def test_a_note_never_makes_it_later(rhythm: Rhythm, first: date, noted: list[date]) -> None:
    days = list(due_days(terms(rhythm, first)))
    assert days == sorted(set(days))
    assert days[0] == first
    assert all(day <= date(first.year, 12, 31) for day in days)
    before = open_due_day(terms(rhythm, first), noted[:-1], is_done=False)
    after = open_due_day(terms(rhythm, first), sorted(noted), is_done=False)
    if noted and max(noted) == noted[-1]:
        assert after is None or (before is not None and after >= before)


def test_the_settings_are_read() -> None:
    assert due_settings().soon_days > 0
    assert due_settings().direction in {"earlier", "later", "none"}
