"""The table of states, complete; where things stand on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.rules.following import AnswerDays, is_overdue, item_state, state_of, state_on, why_not
from oversight.rules.words import RECOMMENDATION_TRANSITIONS, WAITING, ItemState, RecommendationState, Verdict

S = RecommendationState
DAY = date(2024, 2, 29)
NEXT = DAY + timedelta(days=1)


def test_the_table_is_complete() -> None:
    assert set(RECOMMENDATION_TRANSITIONS) == set(S)
    assert {state for state, after in RECOMMENDATION_TRANSITIONS.items() if not after} == {S.ACCEPTED}


@pytest.mark.parametrize("before", S)
@pytest.mark.parametrize("after", S)
def test_what_follows(before: S, after: S) -> None:
    allowed = {(S.OPEN, S.ANSWERED), (S.RETURNED, S.ANSWERED), (S.ANSWERED, S.ACCEPTED), (S.ANSWERED, S.RETURNED)}
    assert (not why_not(before, after)) == ((before, after) in allowed)
    assert not why_not(before, after) or before.label in why_not(before, after)


@pytest.mark.parametrize(
    ("to_on", "n_visits", "is_dropped", "state"),
    [
        (DAY, 0, False, ItemState.PLANNED),  # the last day is inside
        (DAY - timedelta(days=1), 0, False, ItemState.LATE),
        (DAY - timedelta(days=1), 1, False, ItemState.HELD),
        (DAY + timedelta(days=99), 2, False, ItemState.HELD),
        (DAY - timedelta(days=1), 0, True, ItemState.DROPPED),
    ],
)
def test_items(to_on: date, n_visits: int, is_dropped: bool, state: ItemState) -> None:
    assert item_state(to_on, DAY, n_visits=n_visits, is_dropped=is_dropped) is state


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ([], S.OPEN),
        ([AnswerDays(NEXT)], S.OPEN),
        ([AnswerDays(DAY)], S.ANSWERED),
        ([AnswerDays(DAY, NEXT, "accepted")], S.ANSWERED),
        ([AnswerDays(DAY, DAY, "accepted")], S.ACCEPTED),
        ([AnswerDays(DAY, DAY, "returned")], S.RETURNED),
        ([AnswerDays(DAY, DAY, "returned"), AnswerDays(DAY)], S.ANSWERED),
        ([AnswerDays(DAY, DAY, "returned"), AnswerDays(NEXT)], S.RETURNED),
    ],
)
def test_states_on_a_day(answers: list[AnswerDays], state: S) -> None:
    assert state_on(DAY, answers) is state


@pytest.mark.parametrize("state", S)
def test_overdue_is_the_day_after_and_only_while_an_answer_is_owed(state: S) -> None:
    assert not is_overdue(state, DAY, DAY)
    assert is_overdue(state, DAY, NEXT) == (state in WAITING) == (state in {S.OPEN, S.RETURNED})


histories = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 20), st.sampled_from([Verdict.RETURNED, Verdict.ACCEPTED, None])), max_size=6
)


@given(histories, st.integers(0, 400))
def test_the_state_of_a_day_moves_by_the_table_only(steps: list[tuple[int, int, Verdict | None]], offset: int) -> None:
    """Answers that follow each other never lead to a state that the table does not know, and on the last day both ways of reading
    the state agree."""
    day, answers, start = date(2024, 1, 1), [], date(2024, 1, 1)
    for wait, think, verdict in steps:
        day += timedelta(days=wait)
        answered_on = day
        day += timedelta(days=think)
        answers.append(AnswerDays(answered_on, day if verdict else None, verdict or ""))
        if verdict is not Verdict.RETURNED:
            break
    last = answers[-1] if answers else None
    assert state_on(day, answers) is state_of(last.verdict if last else None)
    before = state_on(start - timedelta(days=1), answers)
    assert before is S.OPEN
    now, later = (state_on(start + timedelta(days=n), answers) for n in (offset, offset + 1))
    assert now is not S.ACCEPTED or later is S.ACCEPTED
    assert now is S.OPEN or later is not S.OPEN
