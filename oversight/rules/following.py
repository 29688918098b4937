"""Where an item of the plan and a recommendation stand on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from oversight.rules.words import RECOMMENDATION_TRANSITIONS, WAITING, ItemState, RecommendationState, Verdict


def item_state(planned_to_on: date, today: date, *, n_visits: int, is_dropped: bool) -> ItemState:
    """One visit makes an item held; without one it is late from the day after its period."""
    if is_dropped:
        return ItemState.DROPPED
    if n_visits:
        return ItemState.HELD
    return ItemState.LATE if planned_to_on < today else ItemState.PLANNED


@dataclass(frozen=True, slots=True, order=True)
class AnswerDays:
    """A counting answer: when it was given, and when and how it was judged."""

    answered_on: date
    judged_on: date | None = None
    verdict: str = ""


def state_of(verdict: str | None) -> RecommendationState:
    """The state from the verdict of the newest answer: None where there is no answer, empty while it is not judged."""
    if verdict is None:
        return RecommendationState.OPEN
    return {
        "": RecommendationState.ANSWERED,
        Verdict.ACCEPTED.value: RecommendationState.ACCEPTED,
        Verdict.RETURNED.value: RecommendationState.RETURNED,
    }[verdict]


def state_on(day: date, answers: Iterable[AnswerDays]) -> RecommendationState:
    """The state at the end of a day: what was answered and judged by then, in the order in which it is given."""
    state = RecommendationState.OPEN
    for answer in answers:
        if answer.answered_on <= day:
            judged = answer.judged_on is not None and answer.judged_on <= day
            state = state_of(answer.verdict if judged else "")
    return state


def accepted_on(day: date, answers: Iterable[AnswerDays]) -> date | None:
    """The day, up to ``day``, on which an answer was accepted: what was recommended is carried out then; None before it."""
    accepted = [answer.judged_on for answer in answers if answer.verdict == Verdict.ACCEPTED and answer.judged_on is not None]
    return min((judged for judged in accepted if judged <= day), default=None)


def is_overdue(state: RecommendationState, due_on: date, day: date) -> bool:
    """The agency still owes an answer after the due day (which is inside)."""
    return state in WAITING and due_on < day


def why_not(before: RecommendationState, after: RecommendationState) -> str:
    """Why a recommendation cannot move; empty when it can."""
    if after in RECOMMENDATION_TRANSITIONS[before]:
        return ""
    return f"Kiến nghị đang ở “{before.label}” nên không chuyển sang “{after.label}” được."
