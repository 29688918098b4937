"""Suggested answers: every indicator deprived, not deprived, unknown; the ages of the data; nobody of the age."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from households.rules.facts import DwellingKind as D
from households.rules.facts import FactKind as F
from households.rules.insurance import cover_on
from households.rules.reviewing import Home, Person, Told, thresholds_of
from households.rules.standards import all_standards
from households.rules.suggesting import RULES, suggestions

DAY = date(2026, 10, 1)
CODE = "ND07-2021"


def born(years: int) -> date:
    return date(DAY.year - years, 1, 1)


def person(age: int | None, cards=(), **facts: str) -> Person:
    told = {F(kind): Told(value, date(2026, 3, 1), "Phiếu (ví dụ)") for kind, value in facts.items()}
    return Person(f"Người {age}", None if age is None else born(age), told, cover_on(cards, DAY))


def home(*people: Person, **dwelling: str) -> Home:
    return Home(people, {D(kind): Told(value, date(2026, 3, 1), "Phiếu (ví dụ)") for kind, value in dwelling.items()}, DAY)


def answer(number: int, *people: Person, **dwelling: str) -> bool | None:
    return suggestions(home(*people, **dwelling), CODE)[number].deprived


CARD = [(date(2026, 1, 1), date(2026, 12, 31))]
OLD = [(date(2025, 1, 1), date(2025, 12, 31))]


@pytest.mark.parametrize(
    ("number", "expected", "people"),
    [
        (1, True, [person(30, work="none")]),
        (1, True, [person(30, work="wage", contract="none"), person(40)]),
        (1, False, [person(30, work="wage", contract="fixed_term"), person(60, work="unable"), person(14)]),
        (1, False, [person(30, work="self_employed")]),
        (1, None, [person(30, work="wage")]),
        (1, None, [person(30)]),
        (1, None, [person(30, work="self_employed"), person(None)]),
        (2, True, [person(10), person(12), person(40, social_allowance="no")]),
        (2, False, [person(10), person(40, social_allowance="no")]),
        (2, True, [person(10), person(70, social_allowance="yes"), person(40)]),
        (2, True, [person(10), person(30, social_allowance="yes", disability="severe"), person(40, social_allowance="no")]),
        (2, None, [person(10), person(70), person(40, social_allowance="no")]),
        (2, False, [person(10), person(30, disability="none")]),
        (3, True, [person(5, nutrition="moderate")]),
        (3, False, [person(5, nutrition="acute")]),
        (3, None, [person(5)]),
        (3, False, [person(16)]),
        (4, True, [person(6, OLD)]),
        (4, False, [person(6, CARD), person(5)]),
        (4, True, [person(40, insurance_absence="refuses")]),
        (4, False, [person(40, OLD, insurance_absence="other_scheme")]),
        (4, None, [person(40)]),
        (5, True, [person(16, schooling="primary_done", training="none")]),
        (5, False, [person(17, schooling="lower_done")]),
        (5, None, [person(18, schooling="lower_done")]),
        (5, True, [person(18, schooling="lower_done", training="under_3_months")]),
        (5, False, [person(30, training="on_the_job")]),
        (5, False, [person(31), person(15)]),
        (6, True, [person(3, fitting_school_level="no")]),
        (6, False, [person(15, fitting_school_level="yes"), person(2)]),
        (6, True, [person(10, fitting_school_level="yes", schooling="primary_unfinished")]),
        (6, True, [person(10, schooling="never")]),
        (6, None, [person(10, schooling="primary")]),
        (6, None, [person(15)]),
    ],
)
def test_people(number: int, expected: bool | None, people: list[Person]) -> None:
    assert answer(number, *people) is expected


@pytest.mark.parametrize(
    ("number", "expected", "dwelling"),
    [
        (7, True, {"wall": "earth", "column": "bamboo"}),
        (7, False, {"wall": "brick", "column": "concrete"}),
        (7, None, {"wall": "brick", "roof": "sheet"}),
        (7, None, {"wall": "earth", "column": "concrete", "roof": "sheet"}),
        (8, True, {"area_m2": "15.9"}),
        (8, False, {"area_m2": "16"}),
        (8, None, {}),
        (9, True, {"water": "surface"}),
        (9, False, {"water": "rain"}),
        (9, None, {"water": "other"}),
        (10, True, {"latrine": "none"}),
        (10, False, {"latrine": "septic"}),
        (11, True, {"internet": "no"}),
        (11, False, {"internet": "yes"}),
        (12, True, {"devices": "none"}),
        (12, False, {"devices": "both"}),
        (12, None, {}),
    ],
)
def test_dwelling(number: int, expected: bool | None, dwelling: dict[str, str]) -> None:
    assert answer(number, person(30), person(40), **dwelling) is expected


def test_grounds_name_the_fact_its_day_and_source() -> None:
    found = suggestions(home(person(30, work="none"), water="rain"), CODE)
    ground = found[1].grounds[0]
    assert ground.text == "Người 30: việc làm: Không có việc làm, muốn làm việc"
    assert (ground.on, ground.source) == (date(2026, 3, 1), "Phiếu (ví dụ)")
    assert found[9].grounds[0].text == "nguồn nước sinh hoạt: Nước mưa"
    assert found[4].missing == ("Người 30: thẻ BHYT",)


def test_the_data_covers_the_indicators_of_its_standards_and_others_get_nothing() -> None:
    for standard in all_standards():
        found = thresholds_of(standard.code)
        if found is not None:
            assert set(found[1]) == {item.number for item in standard.deprivations}
            assert set(found[1].values()) <= set(RULES)
    assert suggestions(home(), "NO-SUCH") == {}


@given(ages=st.lists(st.one_of(st.none(), st.integers(0, 90)), max_size=6))
def test_without_facts_nothing_is_claimed_about_people_who_are_asked(ages: list[int | None]) -> None:
    found = suggestions(home(*(person(age) for age in ages)), CODE)
    assert not any(found[number].deprived for number in (1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))
    assert all(item.grounds for item in found.values() if item.deprived is not None)
