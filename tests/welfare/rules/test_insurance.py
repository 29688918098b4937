"""Health insurance on a day: a valid card counts, nothing recorded is unknown and never "no"."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare.rules.insurance import HOLDS, Cost, Cover, Validity, cost_of, cover_on, months_paid
from welfare.rules.rates import RateTable, rate_kinds

DAY = date(2023, 6, 1)
NOTHING: frozenset[str] = frozenset()
DAYS = st.none() | st.dates(date(2022, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("cards", "absence", "cover"),
    [
        ([], NOTHING, Cover.UNKNOWN),
        ([], frozenset({"absent"}), Cover.NONE),
        ([], frozenset({"insured_elsewhere"}), Cover.ELSEWHERE),
        ([Validity(None, None)], NOTHING, Cover.VALID),
        ([Validity(DAY, DAY)], NOTHING, Cover.EXPIRING),
        ([Validity(None, date(2023, 6, 30))], NOTHING, Cover.EXPIRING),
        ([Validity(None, date(2023, 7, 1))], NOTHING, Cover.VALID),
        ([Validity(None, date(2023, 6, 30)), Validity(date(2023, 5, 1), date(2024, 5, 1))], NOTHING, Cover.VALID),
        ([Validity(None, date(2023, 5, 31))], NOTHING, Cover.EXPIRED),
        ([Validity(None, date(2023, 5, 31))], frozenset({"insured_elsewhere"}), Cover.ELSEWHERE),
        ([Validity(date(2023, 6, 2), None)], frozenset({"absent"}), Cover.FUTURE),
        ([Validity(None, date(2023, 5, 31)), Validity(date(2023, 6, 2), None)], NOTHING, Cover.FUTURE),
    ],
)
def test_where_a_person_stands(cards: list[Validity], absence: frozenset[str], cover: Cover) -> None:
    assert cover_on(cards, absence, DAY, 30)[0] is cover


@given(st.lists(st.builds(Validity, DAYS, DAYS), max_size=4), st.sampled_from([NOTHING, frozenset({"absent"})]), st.integers(0, 90))
def test_whoever_holds_a_valid_card_is_covered_and_nobody_else(cards: list[Validity], absence: frozenset[str], within: int) -> None:
    cover, card = cover_on(cards, absence, DAY, within)
    assert (cover in HOLDS) == any(item.holds(DAY) for item in cards)
    assert (card is not None) == bool(cards) and (card is None or card in cards)


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2023, 1, 1), date(2023, 12, 31), 12), (date(2023, 1, 1), date(2023, 1, 1), 1), (date(2023, 1, 1), date(2023, 1, 31), 1),
        (date(2023, 1, 1), date(2023, 2, 1), 2), (date(2023, 3, 15), date(2023, 6, 14), 3),
    ],
)  # fmt: skip
def test_a_begun_month_is_paid(first: date, last: date, months: int) -> None:
    assert months_paid(first, last) == months


def test_what_a_list_comes_to_and_what_the_budget_pays() -> None:
    table = RateTable(term for kind in rate_kinds().values() for term in kind.terms)
    first, last = date(2026, 7, 1), date(2026, 12, 31)
    premium = 113_850 * 6
    found = cost_of(table, ["poor", "near_poor", "", "not_poor"], first, last)
    assert found == Cost(premium, 4 * premium, premium + 478_170, 2)  # all of the poor's, 70 % of the near-poor's
    assert cost_of(table, ["poor"], date(2019, 1, 1), last) is None  # no base wage is known for that day
