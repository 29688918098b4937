"""Which level fits which age, and where a child stands."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from households.rules.facts import NO, YES, FactKind
from indicators.rules.ages import school_age
from welfare.rules.schooling import SchoolState, Told, level_for, levels, school_ages, school_states, told_by_school, year_words


def test_the_ages_are_those_of_the_target() -> None:
    band = school_age()
    assert school_ages() == (band.low.years, band.high.years) if hasattr(band.low, "years") else school_ages() == (3, 16)


def test_every_age_has_exactly_one_level() -> None:
    low, high = school_ages()
    for age in range(low, high):
        assert sum(level.from_years <= age < level.below_years for level in levels()) == 1
    assert level_for(low - 1) is None and level_for(high) is None


DAY, EARLY, MIDDLE, LATE = date(2023, 12, 31), date(2022, 9, 15), date(2023, 11, 17), date(2023, 12, 20)
S = SchoolState


def says(age: int, fitting: tuple[bool, date] | None = None, schooling: tuple[str, date] | None = None) -> Told | None:
    """What facts say of a child of an age on DAY."""
    facts: dict[FactKind, tuple[str, date]] = {}
    if fitting is not None:
        facts[FactKind.FITTING_SCHOOL_LEVEL] = (YES if fitting[0] else NO, fitting[1])
    if schooling is not None:
        facts[FactKind.SCHOOLING] = schooling
    return told_by_school(date(DAY.year - age, 1, 1), DAY, facts)


@pytest.mark.parametrize(
    ("age", "fitting", "schooling", "told"),
    [
        (7, None, None, None),
        (7, (True, EARLY), None, Told(S.FITS, EARLY)),
        (7, (False, EARLY), None, Told(S.BEHIND, EARLY)),
        (7, None, ("primary", LATE), Told(S.FITS, LATE)),
        (7, None, ("preschool", LATE), Told(S.BEHIND, LATE)),
        (11, None, ("lower", LATE), Told(S.FITS, LATE)),
        (15, None, ("upper", LATE), Told(S.FITS, LATE)),
        (7, None, ("never", LATE), Told(S.OUT, LATE)),
        # the newest answer wins, whichever of the two it is
        (10, (True, EARLY), ("primary_unfinished", LATE), Told(S.OUT, LATE)),
        (10, (True, LATE), ("primary_unfinished", EARLY), Told(S.FITS, LATE)),
        (12, (True, EARLY), ("primary", LATE), Told(S.BEHIND, LATE)),
        (12, (False, EARLY), ("lower", LATE), Told(S.FITS, LATE)),
        (12, (False, LATE), ("lower", EARLY), Told(S.BEHIND, LATE)),
        # on one day
        (7, (False, LATE), ("never", LATE), Told(S.OUT, LATE)),
        (7, (True, LATE), ("never", LATE), Told(S.OUT, LATE)),
        (12, (False, LATE), ("primary", LATE), Told(S.BEHIND, LATE)),
        (12, (True, LATE), ("primary", LATE), Told(S.FITS, LATE)),
    ],
)
def test_what_the_facts_say(age: int, fitting: tuple[bool, date] | None, schooling: tuple[str, date] | None, told: Told | None) -> None:
    assert says(age, fitting, schooling) == told


FITS, OUT, BEHIND = (lambda on, state=state: Told(state, on) for state in (S.FITS, S.OUT, S.BEHIND))


@pytest.mark.parametrize(
    ("told", "lacks", "states"),
    [
        ([None], None, [S.UNKNOWN]),
        ([OUT(EARLY)], None, [S.OUT]),
        # the assessment of MIDDLE says that everybody goes
        ([None, None], False, [S.FITS, S.FITS]),
        ([OUT(EARLY), OUT(LATE)], False, [S.FITS, S.OUT]),
        ([OUT(MIDDLE)], False, [S.OUT]),
        # it says that somebody does not
        ([None], True, [S.BEHIND]),
        ([FITS(EARLY)], True, [S.BEHIND]),
        ([OUT(EARLY)], True, [S.OUT]),
        ([FITS(LATE)], True, [S.FITS]),
        ([FITS(EARLY), OUT(EARLY)], True, [S.FITS, S.OUT]),
        ([FITS(EARLY), FITS(EARLY)], True, [S.UNKNOWN, S.UNKNOWN]),
        ([FITS(LATE), FITS(EARLY)], True, [S.FITS, S.UNKNOWN]),
        ([FITS(LATE), FITS(LATE)], True, [S.FITS, S.FITS]),
        ([BEHIND(LATE), None], True, [S.BEHIND, S.UNKNOWN]),
        ([], True, []),
    ],
)
def test_where_the_children_of_a_household_stand(told: list[Told | None], lacks: bool | None, states: list[SchoolState]) -> None:
    assert school_states(told, lacks, MIDDLE) == states
    assert school_states(told, None, None) == [item.state if item else S.UNKNOWN for item in told]


@given(st.integers(3, 15), st.sampled_from(["preschool", "primary", "lower", "upper"]))
def test_a_later_level_is_never_behind(age: int, code: str) -> None:
    order, wanted = [level.code for level in levels()], level_for(age)
    assert wanted is not None
    fits = order.index(code) >= order.index(wanted.code)
    assert says(age, None, (code, LATE)) == Told(S.FITS if fits else S.BEHIND, LATE)


def test_years_in_words() -> None:
    assert year_words(2023) == "2023-2024"
