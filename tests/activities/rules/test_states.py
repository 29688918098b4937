"""The table of states, complete, and what follows what."""

import pytest

from activities.rules.pasting import codes_in
from activities.rules.words import ACTIVITY_TRANSITIONS, ActivityState


def test_the_table_is_complete() -> None:
    assert set(ACTIVITY_TRANSITIONS) == set(ActivityState)


@pytest.mark.parametrize(
    ("before", "after"),
    [("planned", {"under_way", "cancelled"}), ("under_way", {"done", "cancelled"}), ("done", set()), ("cancelled", set())],
)
def test_what_follows(before: str, after: set[str]) -> None:
    assert set(ACTIVITY_TRANSITIONS[ActivityState(before)]) == after


def test_a_pasted_list_is_read_whatever_separates_the_codes() -> None:
    assert codes_in(" TDP01-001\nTDP01-002/2, TDP01-001;\tTDP02-004 ") == ["TDP01-001", "TDP01-002/2", "TDP02-004"]
    assert codes_in(" \n ,") == []
