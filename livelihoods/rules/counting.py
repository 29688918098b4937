"""Who counts for the targets about models, work and training. Pure: knows neither today nor the database.

A figure counts by the day on which something took effect: a household's class, or its running 36-month window, and a person's age
and presence are those of the day of the support, of the completion, of the work; so quarters tell the same as their year. Shares of
people with a need are of households.rules.need_shares (plan 2023, I.2, lines 35-43, 147).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from households.rules.need_shares import Moment, Span
from programs.rules.ages import age_terms
from programs.rules.words import BeneficiaryClass as C

JOB_CLASSES = frozenset({C.POOR, C.NEAR_POOR, C.ESCAPED_POVERTY, C.ESCAPED_NEAR_POVERTY})
"""T05, T06: workers of poor, near-poor and newly escaped households."""
SKILL_CLASSES = JOB_CLASSES | {C.LOW_INCOME_WORKER}
"""T09: the same, and low-income workers."""
TRAINED_CLASSES = frozenset({C.NEAR_POOR, C.ESCAPED_POVERTY, C.LOW_INCOME_WORKER})
"""T16: workers of near-poor and newly escaped poor households, and low-income workers; poor households are not named there."""
MODEL_CLASSES = frozenset({C.POOR, C.NEAR_POOR, C.ESCAPED_POVERTY})
"""T03: poor, near-poor and newly escaped poor households."""


@dataclass(frozen=True, slots=True)
class Worker:
    """A person on a day: present in which household, of which classes (of the household, and of the person)."""

    member: int
    household: int
    day: date
    classes: frozenset[C] = frozenset()
    born: date | None = None
    present: bool = True


def is_worker(worker: Worker) -> bool:
    """Whether the age of labour is reached; somebody whose birth is not known counts, the need itself says so."""
    return worker.born is None or age_terms()["worker"].band.contains(worker.born, worker.day)


def counting(workers: Iterable[Worker], classes: frozenset[C]) -> dict[Moment, int]:
    """(Member, day) → household, of workers who belonged to one of the classes on that day."""
    return {(w.member, w.day): w.household for w in workers if w.present and w.classes & classes and is_worker(w)}


def part_days(span: Span, started_on: date | None, given: Iterable[date], from_on: date, to_on: date | None) -> set[date]:
    """Days of the period on which a model did something for a household that took part from … to (both inside): the model began, was
    given something, or took the household in while it ran."""
    joined = {from_on} if started_on is not None and started_on <= from_on else set()
    days = {*given, *joined, *([started_on] if started_on is not None else [])}
    return {day for day in days if span.holds(day) and from_on <= day and (to_on is None or day <= to_on)}
