"""States of needs, and when one counts in a period."""

from datetime import date

import pytest

from households.rules.needs import NEED_TRANSITIONS, NeedDays, NeedState

FIRST, LAST = date(2026, 4, 1), date(2026, 6, 30)
# expressed, met, withdrawn, mistaken → counts, met in the period
CASES = [
    (date(2026, 6, 30), None, None, False, True, False),  # expressed on the last day
    (date(2026, 7, 1), None, None, False, False, False),
    (date(2020, 2, 29), None, None, False, True, False),  # waits since long ago
    (date(2026, 1, 1), date(2026, 3, 31), None, False, False, False),  # met on the eve
    (date(2026, 1, 1), date(2026, 4, 1), None, False, True, True),
    (date(2026, 1, 1), date(2026, 6, 30), None, False, True, True),
    (date(2026, 1, 1), date(2026, 7, 1), None, False, True, False),  # met later, counts and is not met yet
    (date(2026, 1, 1), None, date(2026, 3, 31), False, False, False),
    (date(2026, 1, 1), None, date(2026, 4, 1), False, True, False),
    (date(2026, 5, 5), date(2026, 5, 5), None, False, True, True),
    (date(2026, 5, 5), None, None, True, False, False),
    (date(2026, 5, 5), date(2026, 5, 6), None, True, False, False),
]


@pytest.mark.parametrize(("expressed", "met", "withdrawn", "mistaken", "counts", "met_inside"), CASES)
def test_when_a_need_counts(expressed, met, withdrawn, mistaken, counts, met_inside) -> None:
    days = NeedDays(expressed, met, withdrawn, mistaken)
    assert days.counts_in(FIRST, LAST) is counts
    assert days.met_in(FIRST, LAST) is met_inside


def test_the_table_of_states_is_complete() -> None:
    assert set(NEED_TRANSITIONS) == set(NeedState)
    reachable = {target for targets in NEED_TRANSITIONS.values() for target in targets}
    assert reachable == set(NeedState)
    assert [state for state, targets in NEED_TRANSITIONS.items() if NeedState.EXPRESSED in targets] == [NeedState.MET]
    assert NEED_TRANSITIONS[NeedState.MISTAKEN] == ()
