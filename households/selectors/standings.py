"""How every household of a ward stands on a day: its class and its running window, for populations of targets and policies."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from households.models import StatusPeriod
from households.rules.classes import HouseholdClass, WindowKind
from households.rules.escape_window import window_on
from households.rules.history import PeriodFact, class_on, since_on
from households.selectors.histories import periods_by_household


@dataclass(frozen=True, slots=True)
class HouseholdStanding:
    """Class on the day (None before the first period and after the household left), the kind of the running window, and the first
    day of the unbroken class."""

    household_class: HouseholdClass | None
    window: WindowKind | None = None
    since: date | None = field(default=None, compare=False)

    def is_one_of(self, *kinds: HouseholdClass | WindowKind) -> bool:
        """Whether the class or the running window is among ``kinds``."""
        return self.household_class in kinds or self.window in kinds


def standings_on(ward_id: int, on: date, among: Collection[int] | None = None) -> dict[int, HouseholdStanding]:
    """Primary key → standing of every household of the ward that was ever on the list, or of those ``among`` them. One query; none
    for no household."""
    if among is not None and not among:
        return {}
    here = (
        StatusPeriod.objects.counting()
        .in_ward(ward_id)
        .filter(from_on__lte=on, **({} if among is None else {"household__in": among}))
        .order_by()
        .values_list("household", flat=True)
    )
    return {household: _standing(periods, on) for household, periods in periods_by_household(here).items()}


def standings_then(moments: Iterable[tuple[int, date]]) -> dict[tuple[int, date], HouseholdStanding]:
    """(Household, day) → standing of that household on that day, for figures that count by the day on which something took effect.
    One query; none for no household."""
    wanted = set(moments)
    periods = periods_by_household({household for household, _ in wanted}) if wanted else {}
    return {(household, day): _standing(periods.get(household, []), day) for household, day in wanted}


def _standing(periods: list[PeriodFact], on: date) -> HouseholdStanding:
    window = window_on(periods, on)
    return HouseholdStanding(class_on(periods, on), window.kind if window else None, since_on(periods, on))
