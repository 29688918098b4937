"""Movements: each case of the statutory tables, and the identities over arbitrary histories."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from households.rules.classes import HouseholdClass, Opening
from households.rules.history import PeriodFact, suggest_opening
from households.rules.movements import DECREASES, INCREASES, HouseholdHistory, Presence, Stay, flows_between, stock_on

POOR, NEAR, NOT = HouseholdClass.POOR, HouseholdClass.NEAR_POOR, HouseholdClass.NOT_POOR
FIRST, LAST = date(2023, 1, 1), date(2023, 12, 31)
BEFORE, DAY = date(2022, 12, 9), date(2023, 12, 8)


def household(*steps: tuple[HouseholdClass, date, date | None, Opening], persons: int = 3) -> HouseholdHistory:
    periods = tuple(PeriodFact(cls, start, end, how) for cls, start, end, how in steps)
    return HouseholdHistory("H1", periods, (Stay(1, None, None),), (Presence(None, None),) * persons)


def columns(history: HouseholdHistory) -> set[tuple[str, int, int, int]]:
    return {(str(flow.table), flow.column, flow.households, flow.persons) for flow in flows_between(history, FIRST, LAST)}


EVE = DAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([(POOR, BEFORE, EVE, Opening.NEW), (NEAR, DAY, None, Opening.EASED)], {("poor", 2, 1, 3), ("near_poor", 5, 1, 3)}),
        ([(POOR, BEFORE, EVE, Opening.NEW), (NOT, DAY, None, Opening.ESCAPED_POVERTY)], {("poor", 3, 1, 3)}),
        ([(POOR, BEFORE, EVE, Opening.NEW), (HouseholdClass.AVERAGE, DAY, None, Opening.ESCAPED_POVERTY)], {("poor", 3, 1, 3)}),
        ([(POOR, BEFORE, EVE, Opening.NEW)], {("poor", 4, 1, 3)}),
        ([(NEAR, BEFORE, EVE, Opening.NEW), (POOR, DAY, None, Opening.WORSENED)], {("near_poor", 3, 1, 3), ("poor", 5, 1, 3)}),
        ([(NEAR, BEFORE, EVE, Opening.NEW), (NOT, DAY, None, Opening.ESCAPED_NEAR_POVERTY)], {("near_poor", 2, 1, 3)}),
        ([(NEAR, BEFORE, EVE, Opening.NEW)], {("near_poor", 4, 1, 3)}),
        ([(POOR, DAY, None, Opening.NEW)], {("poor", 7, 1, 3)}),
        ([(POOR, DAY, None, Opening.RELAPSE)], {("poor", 6, 1, 3)}),
        ([(POOR, DAY, None, Opening.OTHER_IN)], {("poor", 8, 1, 3)}),
        ([(NEAR, DAY, None, Opening.RELAPSE)], {("near_poor", 6, 1, 3)}),
        ([(NOT, BEFORE, EVE, Opening.ESCAPED_POVERTY), (NEAR, DAY, None, Opening.NEW)], {("near_poor", 7, 1, 3)}),
        ([(NOT, DAY, None, Opening.ESCAPED_POVERTY)], set()),
        ([(POOR, BEFORE, None, Opening.NEW)], set()),
        ([(POOR, FIRST, None, Opening.NEW)], {("poor", 7, 1, 3)}),
        ([(POOR, LAST, None, Opening.NEW)], {("poor", 7, 1, 3)}),
        ([(POOR, LAST + timedelta(days=1), None, Opening.NEW)], set()),
    ],
)
def test_each_case_of_the_tables(
    steps: list[tuple[HouseholdClass, date, date | None, Opening]], expected: set[tuple[str, int, int, int]]
) -> None:
    assert columns(household(*steps)) == expected


def test_births_and_deaths_of_a_poor_household_go_to_the_other_columns_of_persons() -> None:
    history = HouseholdHistory(
        "H1",
        (PeriodFact(POOR, BEFORE, None, Opening.NEW),),
        (Stay(1, None, None),),
        (Presence(None, None), Presence(None, date(2023, 5, 1)), Presence(date(2023, 6, 1), None)),
    )
    assert columns(history) == {("poor", 4, 0, 1), ("poor", 8, 0, 1)}


def test_a_move_between_groups_leaves_one_and_enters_the_other() -> None:
    history = HouseholdHistory(
        "H1",
        (PeriodFact(NEAR, BEFORE, None, Opening.NEW),),
        (Stay(1, None, date(2023, 9, 4)), Stay(2, date(2023, 9, 5), None)),
        (Presence(None, None),) * 2,
    )
    found = {(flow.group, flow.column, flow.households, flow.persons) for flow in flows_between(history, FIRST, LAST)}
    assert found == {(1, 4, 1, 2), (2, 8, 1, 2)}


def test_persons_of_poor_to_near_poor_agree_in_both_tables_when_a_child_is_born_the_same_day() -> None:
    history = HouseholdHistory(
        "H1",
        (PeriodFact(POOR, BEFORE, EVE, Opening.NEW), PeriodFact(NEAR, DAY, None, Opening.EASED)),
        (Stay(1, None, None),),
        (Presence(None, None), Presence(DAY, None)),
    )
    assert columns(history) == {("poor", 2, 1, 1), ("near_poor", 5, 1, 1), ("near_poor", 8, 0, 1)}


@st.composite
def histories(draw: st.DrawFn) -> HouseholdHistory:
    days = sorted(draw(st.sets(st.dates(date(2022, 1, 1), date(2024, 12, 31)), min_size=1, max_size=6)))
    periods: list[PeriodFact] = []
    for index, start in enumerate(days):
        cls = draw(st.sampled_from([*HouseholdClass, None]))
        if cls is None:
            continue
        end = days[index + 1] - timedelta(days=1) if index + 1 < len(days) else None
        how = suggest_opening(periods, cls, start)
        periods.append(
            PeriodFact(cls, start, end, draw(st.sampled_from([how, Opening.OTHER_IN])) if how in (Opening.NEW, Opening.RELAPSE) else how)
        )
    move = draw(st.one_of(st.none(), st.dates(date(2022, 6, 1), date(2024, 6, 1))))
    stays = (Stay(1, None, None),) if move is None else (Stay(1, None, move - timedelta(days=1)), Stay(2, move, None))
    presences = []
    for _ in range(draw(st.integers(0, 5))):
        joined = draw(st.one_of(st.none(), st.dates(date(2021, 1, 1), date(2024, 12, 31))))
        left = draw(st.one_of(st.none(), st.dates(joined or date(2021, 1, 1), date(2025, 1, 1))))
        presences.append(Presence(joined, left))
    return HouseholdHistory("H", tuple(periods), stays, tuple(presences))


@settings(max_examples=400, deadline=None)
@given(st.lists(histories(), max_size=6), st.dates(date(2022, 1, 1), date(2024, 6, 30)), st.integers(0, 400))
def test_identities_hold_for_households_and_persons_in_every_class_and_group(
    many: list[HouseholdHistory], first: date, length: int
) -> None:
    last = first + timedelta(days=length)
    balance: Counter[tuple[str, int, str]] = Counter()
    columns_total: Counter[tuple[str, int, str]] = Counter()
    for history in many:
        for sign, day in ((1, first - timedelta(days=1)), (-1, last)):
            stock = stock_on(history, day)
            if stock:
                balance[stock.table, stock.group, "households"] += sign
                balance[stock.table, stock.group, "persons"] += sign * stock.persons
        for flow in flows_between(history, first, last):
            sign = 1 if flow.column in INCREASES else -1
            assert flow.column in DECREASES + INCREASES
            balance[flow.table, flow.group, "households"] += sign * flow.households
            balance[flow.table, flow.group, "persons"] += sign * flow.persons
            columns_total[flow.table, flow.column, "households"] += flow.households
            columns_total[flow.table, flow.column, "persons"] += flow.persons
    assert not any(balance.values())
    for unit in ("households", "persons"):
        assert columns_total[POOR, 2, unit] == columns_total[NEAR, 5, unit]
        assert columns_total[POOR, 5, unit] == columns_total[NEAR, 3, unit]
