"""The measures on registers of a few households."""

from datetime import date

import pytest

from households.rules.classes import Opening
from indicators.rules.facts import YearFacts, year_facts
from indicators.rules.figures import Figure
from indicators.rules.measures import MEASURES
from tests.indicators.builders import LAST_YEAR, NEAR_POOR, NOT_POOR, POOR, answers, born, home, register, undated

DECEMBER = date(2023, 12, 8)


def measure(name: str, facts: YearFacts) -> Figure:
    compute = MEASURES[name].compute
    assert compute is not None
    return compute(facts)


def counted(name: str, facts: YearFacts) -> tuple[int | None, tuple[int, ...]]:
    figure = measure(name, facts)
    return figure.value, figure.households


@pytest.fixture
def moved() -> YearFacts:
    """Five poor households at the opening: two ease, one leaves poverty behind, one moves away, one stays; two come."""
    eased = [(LAST_YEAR, POOR, Opening.NEW), (DECEMBER, NEAR_POOR, Opening.EASED)]
    escaped = [(LAST_YEAR, POOR, Opening.NEW), (DECEMBER, NOT_POOR, Opening.ESCAPED_POVERTY)]
    worse = [(LAST_YEAR, NEAR_POOR, Opening.NEW), (date(2023, 5, 29), POOR, Opening.WORSENED)]
    new = [(DECEMBER, POOR, Opening.NEW)]
    return register(
        home(1, eased), home(2, eased), home(3, escaped), home(4, end=date(2023, 7, 9)), home(5), home(6, worse), home(7, new)
    )  # fmt: skip


def test_the_three_readings_of_fewer_poor_households(moved: YearFacts) -> None:
    assert counted("net_reduction_poor", moved) == (5 - 3, (1, 2, 3, 4, 6, 7))
    assert counted("gross_exits_poor", moved) == (3, (1, 2, 3))
    assert counted("exits_above_near_poor", moved) == (1, (3,))


def test_movements_count_from_the_first_of_january() -> None:
    figure = measure("net_reduction_poor", register(home(1), home(2, [(date(2023, 1, 1), POOR, Opening.NEW)])))
    assert figure.value == -1


def test_growing_poverty_is_a_negative_reduction() -> None:
    facts = register(home(1), home(2, [(date(2023, 3, 27), POOR, Opening.NEW)]), on=date(2023, 6, 30))
    assert counted("net_reduction_poor", facts) == (-1, (2,))


@pytest.mark.parametrize("name", ["net_reduction_poor", "gross_exits_poor", "exits_above_near_poor"])
def test_without_an_opening_nothing_can_be_said(name: str) -> None:
    figure = measure(name, register(home(1, [(date(2023, 3, 27), POOR, Opening.NEW)])))
    assert figure.value is None
    assert "31/12/2022" in figure.reason


def test_an_empty_register_is_missing_and_not_zero() -> None:
    nothing = year_facts(2023, date(2023, 12, 31), ())
    for item in MEASURES.values():
        if item.compute is not None:
            figure = item.compute(nothing)
            assert figure.value is None
            assert figure.reason


def test_water_and_latrines_count_households_known_not_to_lack_them() -> None:
    facts = register(
        home(1, POOR, answers(9, 10)), home(2, NEAR_POOR, answers(10)), home(3, NEAR_POOR, answers()), home(4, NOT_POOR, answers())
    )
    water, latrine = measure("households_clean_water", facts), measure("households_hygienic_latrine", facts)
    assert (water.value, water.households, water.lacking, water.unknown) == (2, (2, 3), (1,), ())
    assert (latrine.value, latrine.lacking) == (1, (1, 2))
    assert counted("households_poor_near_poor", facts) == (3, (1, 2, 3))


def test_an_unassessed_household_leaves_the_rate_open() -> None:
    facts = register(home(1, POOR, answers()), home(2, POOR, None), home(3, POOR, answers(known=0b1)))
    figure = measure("households_clean_water", facts)
    assert (figure.value, figure.unknown, figure.is_whole) == (1, (2, 3), False)
    assert figure.reason.startswith("2 hộ chưa có phiếu rà soát")


def test_near_poor_housing() -> None:
    facts = register(
        home(1, NEAR_POOR, answers(7)), home(2, NEAR_POOR, answers(8, 9)), home(3, NEAR_POOR, answers(1)), home(4, POOR, answers(7))
    )
    assert counted("near_poor_housing_deprived", facts) == (2, (1, 2))
    with_unknown = register(home(1, NEAR_POOR, answers(7)), home(5, NEAR_POOR, None))
    assert measure("near_poor_housing_deprived", with_unknown).unknown == (5,)


def test_persons_with_a_card() -> None:
    adult = date(1980, 1, 1)
    facts = register(
        home(1, POOR, None, [born(adult, insured=True), born(adult, insured=False)]),
        home(2, NEAR_POOR, None, [born(adult, insured=True), born(adult, joined=date(2024, 1, 1))]),
        home(3, NOT_POOR, None, [born(adult, insured=True)]),
    )
    insured = measure("persons_insured", facts)
    assert (insured.value, insured.households, insured.lacking) == (2, (1, 2), (1,))
    assert counted("persons_poor_near_poor", facts) == (3, (1, 2))


def test_a_register_without_any_card_does_not_claim_that_nobody_is_insured() -> None:
    figure = measure("persons_insured", register(home(1, POOR, None, [born(date(1980, 1, 1))])))
    assert figure.value is None
    assert "thẻ bảo hiểm y tế" in figure.reason


@pytest.mark.parametrize(
    ("birth", "on", "inside"),
    [
        (date(2020, 6, 1), date(2023, 5, 31), False),
        (date(2020, 6, 1), date(2023, 6, 1), True),
        (date(2007, 6, 2), date(2023, 6, 1), True),
        (date(2007, 6, 1), date(2023, 6, 1), False),
        (date(2008, 2, 29), date(2024, 2, 28), True),
        (date(2008, 2, 29), date(2024, 2, 29), False),
    ],
)
def test_school_age_is_counted_in_completed_years_on_the_day(birth: date, on: date, inside: bool) -> None:
    first = date(on.year - 1, 12, 9)
    facts = register(home(1, [(first, POOR, Opening.NEW)], answers(), [born(birth)]), on=on)
    assert measure("children_3_16_poor_near_poor", facts).value == int(inside)


CHILD = date(2015, 9, 1)


@pytest.mark.parametrize(
    ("marks", "school", "value", "lacking", "unknown"),
    [
        (answers(), [None, None], 2, False, False),  # the household lacks no schooling: all its children go
        (answers(6), [None], 0, True, False),  # the only child is the one
        (answers(6), [True, False], 1, True, False),  # the school tells which of them
        (answers(6), [True, None], 1, False, True),
        (None, [True, False], 1, True, False),
        (None, [None], 0, False, True),
        (answers(known=0), [True], 1, False, False),
        (answers(6), [], 0, False, False),  # grew out of school age since the review
        (None, [], 0, False, False),
    ],
)
def test_children_at_the_fitting_level(marks: object, school: list[bool | None], value: int, lacking: bool, unknown: bool) -> None:
    children = [born(CHILD, school=answer) for answer in school]
    figure = measure("children_3_16_at_fitting_level", register(home(1, POOR, marks, [born(date(1980, 1, 1)), *children])))  # type: ignore[arg-type]
    assert (figure.value, bool(figure.lacking), bool(figure.unknown)) == (value, lacking, unknown)


def test_a_missing_birth_date_leaves_the_number_of_children_open() -> None:
    facts = register(home(1, POOR, answers(), [undated()]))
    assert measure("children_3_16_poor_near_poor", facts).unknown == (1,)
    assert not measure("children_3_16_at_fitting_level", facts).is_whole
