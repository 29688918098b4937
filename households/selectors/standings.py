"""How every household of a ward stands on a day: its class and its running window, for populations of targets and policies."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from households.models import StatusPeriod
from households.rules.classes import HouseholdClass, WindowKind
from households.rules.escape_window import window_on
from households.rules.history import class_on, since_on
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
    found = {}
    for household, periods in periods_by_household(here).items():
        window = window_on(periods, on)
        found[household] = HouseholdStanding(class_on(periods, on), window.kind if window else None, since_on(periods, on))
    return found
