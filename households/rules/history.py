"""A household's status history as frozen facts, and the questions asked of it on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from camphucnam.kernel.dates import day_before
from households.rules.classes import STANDING_CLASSES, HouseholdClass, Opening

EXIT_OF = {HouseholdClass.POOR: Opening.ESCAPED_POVERTY, HouseholdClass.NEAR_POOR: Opening.ESCAPED_NEAR_POVERTY}


@dataclass(frozen=True, slots=True)
class PeriodFact:
    """One status period: both days inside, ``to_on`` None while it runs."""

    household_class: HouseholdClass
    from_on: date
    to_on: date | None
    opened_as: Opening
    pk: int = 0

    def covers(self, day: date) -> bool:
        """Whether the period holds on ``day``."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


def period_on(periods: Iterable[PeriodFact], day: date) -> PeriodFact | None:
    """The period that covers ``day``; None before the first and after the household left."""
    return next((period for period in periods if period.covers(day)), None)


def class_on(periods: Iterable[PeriodFact], day: date) -> HouseholdClass | None:
    """The class on ``day``."""
    period = period_on(periods, day)
    return period.household_class if period else None


def since_on(periods: Sequence[PeriodFact], day: date) -> date | None:
    """First day of the unbroken class that holds on ``day``."""
    current = period_on(periods, day)
    if current is None:
        return None
    first = current.from_on
    for period in sorted(periods, key=lambda p: p.from_on, reverse=True):
        if period.from_on < first and period.household_class == current.household_class and period.to_on == day_before(first):
            first = period.from_on
    return first


def suggest_opening(earlier: Sequence[PeriodFact], new_class: HouseholdClass, from_on: date) -> Opening:
    """The movement kind that a new class on ``from_on`` suggests (domain table of movements).

    A former poor household that returns as near-poor counts as new unless it was near-poor before.
    """
    past = [period for period in earlier if period.from_on < from_on]
    before = class_on(past, day_before(from_on))
    if new_class not in STANDING_CLASSES:
        return EXIT_OF.get(before, Opening.RECORDED) if before else Opening.RECORDED
    if before in STANDING_CLASSES and before is not new_class:
        return Opening.WORSENED if new_class is HouseholdClass.POOR else Opening.EASED
    stood = any(period.household_class is new_class or period.opened_as is EXIT_OF[new_class] for period in past)
    return Opening.RELAPSE if stood else Opening.NEW
