"""Who counts for the targets about work and training. Pure: knows neither today nor the database.

A *need* is open in a period when it was expressed by its last day and neither met nor withdrawn before its first day. A person
counts once, however many needs and supports there are, and counts as given only with a need that counts: so no share passes 100 %.
The class of the household, or its running 36-month window, on the last day of the period decides (plan 2023, I.2, lines 35-43, 147).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

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
class Span:
    """A period, both days inside."""

    first: date
    last: date

    def holds(self, day: date | None) -> bool:
        """Whether the day is inside."""
        return day is not None and self.first <= day <= self.last

    def touches(self, from_on: date, to_on: date | None) -> bool:
        """Whether something that lasted from … to (both inside, None: still lasts) was there on some day of the period."""
        return from_on <= self.last and (to_on is None or to_on >= self.first)


@dataclass(frozen=True, slots=True)
class Worker:
    """A person on the last day of the period: present in which household, of which classes (of the household, and of the person)."""

    member: int
    household: int
    classes: frozenset[C] = frozenset()
    born: date | None = None
    present: bool = True


@dataclass(frozen=True, slots=True)
class NeedFact:
    """A need of a person. ``ended_on``: the day on which it was met or withdrawn."""

    member: int
    expressed_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """Persons who need and, among them, persons who were given; each with the household."""

    needed: Mapping[int, int]
    given: Mapping[int, int]


def is_worker(worker: Worker, day: date) -> bool:
    """Whether the age of labour is reached; somebody whose birth is not known counts, the need itself says so."""
    return worker.born is None or age_terms()["worker"].band.contains(worker.born, day)


def counting(workers: Iterable[Worker], classes: frozenset[C], day: date) -> dict[int, int]:
    """Member → household of workers that belong to one of the classes on ``day``."""
    return {w.member: w.household for w in workers if w.present and w.classes & classes and is_worker(w, day)}


def share(needs: Iterable[NeedFact], given: Iterable[int], among: Mapping[int, int], span: Span) -> Share:
    """Persons with a need open in the period, and those of them who stand in ``given``."""
    needed = {need.member: among[need.member] for need in needs if need.member in among and span.touches(need.expressed_on, need.ended_on)}
    return Share(needed, {member: needed[member] for member in set(given) if member in needed})
