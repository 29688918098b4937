"""Who counts as having taken part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.rules.counting import Turnout, add_up, people_of, women_of


@pytest.mark.parametrize(
    ("turnout", "people", "women"),
    [
        (Turnout(50, 20, ("female",)), 50, 20),  # counted on the spot: listed or not
        (Turnout(50, None, ("female",)), 50, None),
        (Turnout(None, None, ("female", "male", "female")), 3, 2),
        (Turnout(None, None, ("female", "")), 2, None),  # somebody's sex is unknown: no figure, never a guess
        (Turnout(None, None, ()), 0, 0),  # marked, nobody came
        (Turnout(None, None, (), has_marks=False), None, None),  # nobody counted
    ],
)
def test_one_activity(turnout: Turnout, people: int | None, women: int | None) -> None:
    assert (people_of(turnout), women_of(turnout)) == (people, women)


def test_nothing_said_is_no_figure() -> None:
    assert add_up([Turnout(None, None, (), has_marks=False)]).people is None
    assert add_up([]).people is None


@given(st.lists(st.lists(st.sampled_from(["female", "male"]), max_size=5).map(tuple)))
def test_women_never_outnumber_people(lists: list[tuple[str, ...]]) -> None:
    sums = add_up(Turnout(None, None, sexes) for sexes in lists)
    assert sums.people == (sum(map(len, lists)) if lists else None)
    assert (sums.women or 0) <= (sums.people or 0)
    assert sums.n_unknown == 0
