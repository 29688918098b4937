"""Which level fits which age, and where a child stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules.ages import school_age
from welfare.rules.schooling import SchoolState, level_for, levels, school_ages, school_state, year_words


def test_the_ages_are_those_of_the_target() -> None:
    band = school_age()
    assert school_ages() == (band.low.years, band.high.years) if hasattr(band.low, "years") else school_ages() == (3, 16)


def test_every_age_has_exactly_one_level() -> None:
    low, high = school_ages()
    for age in range(low, high):
        assert sum(level.from_years <= age < level.below_years for level in levels()) == 1
    assert level_for(low - 1) is None and level_for(high) is None


@pytest.mark.parametrize(
    ("age", "fitting", "schooling", "studying", "state"),
    [
        (7, None, "", False, SchoolState.UNKNOWN), (7, True, "", False, SchoolState.FITS), (7, False, "", False, SchoolState.BEHIND),
        (7, None, "primary", True, SchoolState.FITS), (7, None, "preschool", True, SchoolState.BEHIND),
        (11, None, "lower", True, SchoolState.FITS), (15, None, "upper", True, SchoolState.FITS),
        (7, None, "never", False, SchoolState.OUT), (7, False, "never", False, SchoolState.OUT),
        (7, True, "never", False, SchoolState.FITS),
        (12, False, "primary", True, SchoolState.BEHIND),
    ],
)  # fmt: skip
def test_where_a_child_stands(age: int, fitting: bool | None, schooling: str, studying: bool, state: SchoolState) -> None:
    assert school_state(age, fitting, schooling, studying) is state


@given(st.integers(3, 15), st.sampled_from(["preschool", "primary", "lower", "upper"]))
def test_a_later_level_is_never_behind(age: int, code: str) -> None:
    order, wanted = [level.code for level in levels()], level_for(age)
    assert wanted is not None
    fits = order.index(code) >= order.index(wanted.code)
    assert (school_state(age, None, code, True) is SchoolState.FITS) == fits


def test_years_in_words() -> None:
    assert year_words(2023) == "2023-2024"
