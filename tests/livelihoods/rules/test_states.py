"""Tables of states are complete, and what is over stays over."""

import pytest

from livelihoods.rules import words

TABLES = [
    (words.ReferralState, words.REFERRAL_TRANSITIONS, {"placed", "refused", "no_show"}),
    (words.AbroadState, words.ABROAD_TRANSITIONS, {"returned", "cancelled"}),
    (words.EnrolmentState, words.ENROLMENT_TRANSITIONS, {"completed", "dropped"}),
    (words.ModelState, words.MODEL_TRANSITIONS, {"evaluated", "stopped"}),
]


@pytest.mark.parametrize(("states", "table", "ends"), TABLES, ids=lambda value: getattr(value, "__name__", ""))
def test_every_state_says_what_follows(states, table, ends) -> None:
    assert set(table) == set(states)
    assert {state for state, following in table.items() if not following} == ends
    assert all(state not in following for state, following in table.items())
    reached = {target for following in table.values() for target in following}
    assert len(set(states) - reached) == 1  # only the first one comes from nowhere
