"""How a household stands on a day: class, since when, by which decision, in which window, lacking what."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from households.models import Member, StatusPeriod
from households.rules.classes import HouseholdClass
from households.rules.escape_window import EscapeWindow, window_on
from households.rules.history import PeriodFact, period_on, since_on
from households.selectors.assessments import Marks, latest_marks
from households.selectors.histories import CLASSES, OPENINGS


@dataclass(frozen=True, slots=True)
class DecisionRef:
    """The newest decision that holds on the day."""

    number: str
    signed_on: date
    effective_on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """The answer for one household and day; everything is None before the first period and after it left."""

    household_class: HouseholdClass | None = None
    since: date | None = None
    decision: DecisionRef | None = None
    standard_code: str = ""
    window: EscapeWindow | None = None
    marks: Marks | None = None

    @property
    def class_label(self) -> str:
        """The printed word of the class."""
        return self.household_class.label if self.household_class else "Chưa có phân loại"


def standings_on(households: Sequence[int], day: date) -> dict[int, Standing]:
    """Standings of many households in three queries, whatever their number."""
    facts: dict[int, list[PeriodFact]] = defaultdict(list)
    decisions: dict[int, list[tuple[date, str, DecisionRef | None]]] = defaultdict(list)
    periods = (
        StatusPeriod.objects.counting()
        .filter(household__in=households, from_on__lte=day)
        .order_by("household_id", "from_on")
        .values_list(
            "pk", "household_id", "household_class", "from_on", "to_on", "opened_as", "standard_code",
            "decision__number", "decision__signed_on", "decision__effective_on",
        )
    )  # fmt: skip
    for pk, household, household_class, from_on, to_on, opened_as, standard, number, signed_on, effective_on in periods:
        facts[household].append(PeriodFact(CLASSES[household_class], from_on, to_on, OPENINGS[opened_as], pk))
        decisions[pk].append((from_on, standard, DecisionRef(number, signed_on, effective_on) if number else None))
    renewals = (
        StatusPeriod.objects.counting()
        .filter(household__in=households, renewals__effective_on__lte=day)
        .values_list(
            "pk", "renewals__effective_on", "renewals__standard_code",
            "renewals__decision__number", "renewals__decision__signed_on", "renewals__decision__effective_on",
        )
    )  # fmt: skip
    for pk, effective, standard, number, signed_on, effective_on in renewals:
        decisions[pk].append((effective, standard, DecisionRef(number, signed_on, effective_on)))
    marks = latest_marks(households, day)
    return {key: _standing(facts[key], decisions, marks.get(key), day) for key in households}


def _standing(
    facts: list[PeriodFact], decisions: dict[int, list[tuple[date, str, DecisionRef | None]]], marks: Marks | None, day: date
) -> Standing:
    window = window_on(facts, day)
    current = period_on(facts, day)
    if current is None:
        return Standing(window=window, marks=marks)
    _, standard, decision = max(decisions[current.pk], key=lambda item: item[0])
    return Standing(current.household_class, since_on(facts, day), decision, standard, window, marks)


def standing_on(household: int, day: date) -> Standing:
    """The standing of one household."""
    return standings_on([household], day)[household]


def count_members_on(household: int, day: date) -> int:
    """Persons of the household on ``day``."""
    return Member.objects.filter(household=household).present_on(day).count()
