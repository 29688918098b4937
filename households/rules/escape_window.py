"""The 36-month window of a household that has left poverty or near-poverty.

The length and the inclusion of the last day are data of the standard (QĐ 90/2022; BLDS 2015, Điều 147–148).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from camphucnam.kernel.dates import add_months, day_before
from households.rules.classes import STANDING_CLASSES, Opening, WindowKind
from households.rules.history import PeriodFact
from households.rules.standards import PovertyStandard, standard_for_decision

EXITS = {Opening.ESCAPED_POVERTY: WindowKind.ESCAPED_POVERTY, Opening.ESCAPED_NEAR_POVERTY: WindowKind.ESCAPED_NEAR_POVERTY}


@dataclass(frozen=True, slots=True)
class EscapeWindow:
    """A window: both days inside. ``kind`` is None when only a day is known."""

    first_day: date
    last_day: date
    kind: WindowKind | None = None

    def contains(self, day: date) -> bool:
        """Whether ``day`` lies inside."""
        return self.first_day <= day <= self.last_day

    def days_left(self, day: date) -> int:
        """Days from ``day`` to the last day; 0 on the last day and outside."""
        return (self.last_day - day).days if self.contains(day) else 0


def escape_window(effective_on: date, standard: PovertyStandard | None = None, kind: WindowKind | None = None) -> EscapeWindow:
    """The window that a recognition effective on ``effective_on`` opens; that day is inside."""
    standard = standard or standard_for_decision(effective_on)
    last = add_months(effective_on, standard.window_months)
    return EscapeWindow(effective_on, last if standard.window_last_day_inside else day_before(last), kind)


def window_on(periods: Iterable[PeriodFact], day: date) -> EscapeWindow | None:
    """The window that is running on ``day``; None when there is none or it is over.

    It closes the day before a new poor or near-poor decision takes effect. A household that moved away keeps it.
    """
    latest: PeriodFact | None = None
    for period in periods:
        decisive = period.opened_as in EXITS or period.household_class in STANDING_CLASSES
        if decisive and period.from_on <= day and (latest is None or period.from_on > latest.from_on):
            latest = period
    if latest is None or latest.opened_as not in EXITS:
        return None
    window = escape_window(latest.from_on, kind=EXITS[latest.opened_as])
    return window if window.contains(day) else None
