"""Shares of those with a need who were given something: a table by hand, edges of the period included."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from households.rules.need_shares import NeedFact, Span, open_moments, share
from households.rules.needs import NeedDays

Q2 = Span(date(2023, 4, 1), date(2023, 6, 30))


@pytest.mark.parametrize(
    ("expressed", "ended", "counts"),
    [
        (date(2023, 6, 30), None, True),  # on the last day
        (date(2023, 7, 1), None, False),
        (date(2022, 1, 1), None, True),  # an old need that is still open
        (date(2023, 1, 1), date(2023, 4, 1), True),  # ended on the first day
        (date(2023, 1, 1), date(2023, 3, 31), False),
        (date(2023, 1, 1), date(2023, 7, 1), True),  # ended after the period
    ],
)
def test_a_need_is_open_in_the_period(expressed: date, ended: date | None, counts: bool) -> None:
    need = NeedFact(1, NeedDays(expressed, ended))
    day = min(ended or Q2.last, Q2.last)
    assert open_moments([need], Q2) == ({(1, day)} if counts else set())
    found = share([need], [(1, day)], {(1, day): 10}, Q2)
    assert (dict(found.needed), dict(found.given)) == (({1: 10}, {1: 10}) if counts else ({}, {}))


@pytest.mark.parametrize(
    ("days", "day", "answers"),
    [
        (NeedDays(date(2023, 5, 1)), date(2023, 5, 1), True),
        (NeedDays(date(2023, 5, 1)), date(2023, 4, 30), False),  # helped before the need was told
        (NeedDays(date(2022, 5, 1)), date(2023, 4, 1), True),
        (NeedDays(date(2023, 1, 1), withdrawn_on=date(2023, 5, 1)), date(2023, 5, 1), True),
        (NeedDays(date(2023, 1, 1), withdrawn_on=date(2023, 4, 30)), date(2023, 5, 1), False),
        (NeedDays(date(2023, 1, 1), met_on=date(2023, 2, 1)), date(2023, 5, 1), True),  # told about work, then taken on
        (NeedDays(date(2022, 1, 1), met_on=date(2022, 2, 1)), date(2023, 5, 1), False),
        (NeedDays(date(2023, 1, 1), mistaken=True), date(2023, 5, 1), False),
        (NeedDays(date(2023, 1, 1)), date(2023, 7, 1), False),  # after the period
    ],
)
def test_help_answers_a_need_that_was_told_before_it(days: NeedDays, day: date, answers: bool) -> None:
    found = share([NeedFact(1, days)], [(1, day)], {(1, day): 10}, Q2)
    assert (dict(found.needed), dict(found.given)) == (({1: 10}, {1: 10}) if answers else ({}, {}))


def test_who_was_helped_counts_on_that_day_and_who_was_not_on_the_last() -> None:
    told, day = NeedDays(date(2023, 4, 1)), date(2023, 5, 1)
    needs = [NeedFact(member, told) for member in (1, 2, 3)]
    among = {(1, day): 10, (2, Q2.last): 20}  # the third belongs to no class on either day
    found = share(needs, [(1, day), (3, day)], among, Q2)
    assert (dict(found.needed), dict(found.given)) == ({1: 10, 2: 20}, {1: 10})


def test_a_person_counts_once_and_only_with_a_need() -> None:
    needs = [NeedFact(member, NeedDays(date(2023, 4, month))) for member, month in ((1, 1), (1, 2), (2, 2))]
    days = [date(2023, 5, 1), date(2023, 6, 1)]
    among = {(member, day): member * 10 for member in (1, 2, 3) for day in (*days, Q2.last)}
    found = share(needs, [(1, days[0]), (1, days[1]), (3, days[0])], among, Q2)
    assert dict(found.needed) == {1: 10, 2: 20}
    assert dict(found.given) == {1: 10}


DAYS = st.dates(date(2022, 1, 1), date(2024, 1, 1))
NEEDS = st.lists(st.builds(NeedFact, st.integers(1, 5), st.builds(NeedDays, DAYS)))
MOMENTS = st.lists(st.tuples(st.integers(1, 5), DAYS))


@given(NEEDS, MOMENTS, st.sets(st.integers(1, 5)))
def test_no_share_passes_the_whole(needs: list[NeedFact], given_to: list[tuple[int, date]], among: set[int]) -> None:
    counted = {moment: moment[0] for moment in [*given_to, *open_moments(needs, Q2)] if moment[0] in among}
    found = share(needs, given_to, counted, Q2)
    assert found.given.keys() <= found.needed.keys() <= among


@given(NEEDS, MOMENTS, st.data())
def test_quarters_tell_of_the_same_people_as_their_year(
    needs: list[NeedFact], given_to: list[tuple[int, date]], data: st.DataObject
) -> None:
    """Whatever the class on each day: who was given something in the year was so in one of its quarters, and the other way round."""
    firsts = [date(2023, month, 1) for month in (1, 4, 7, 10)]
    quarters = [
        Span(first, last) for first, last in zip(firsts, [date(2023, 3, 31), Q2.last, date(2023, 9, 30), date(2023, 12, 31)], strict=True)
    ]
    among = {moment: moment[0] for moment in given_to if data.draw(st.booleans())}
    year = share(needs, given_to, among, Span(quarters[0].first, quarters[-1].last))
    assert set(year.given) == {member for quarter in quarters for member in share(needs, given_to, among, quarter).given}
