"""Movements between two days, for the statutory tables 2 and 3 (diễn biến hộ nghèo, hộ cận nghèo).

Every change of class, group or number of persons between the evening before the first day and the evening of the last
day becomes flows in the printed columns 2–8. The identity ``closing = 1−2−3−4+5+6+7+8`` then holds by construction for
households and for persons; callers verify it against an independent count of the register.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from camphucnam.kernel.dates import day_after, day_before
from households.rules.classes import STANDING_CLASSES, HouseholdClass, Opening
from households.rules.history import PeriodFact, period_on

POOR, NEAR_POOR = HouseholdClass.POOR, HouseholdClass.NEAR_POOR
DECREASES, INCREASES = (2, 3, 4), (5, 6, 7, 8)
OTHER_DECREASE, FROM_OTHER_CLASS, OTHER_INCREASE = 4, 5, 8
# Column of the table of the class that is left, by the class that follows; leaving the register is column 4.
LEAVING = {
    POOR: {NEAR_POOR: 2, HouseholdClass.NOT_POOR: 3, HouseholdClass.AVERAGE: 3},
    NEAR_POOR: {HouseholdClass.NOT_POOR: 2, HouseholdClass.AVERAGE: 2, POOR: 3},
}
# Column of the table of the class that is entered, by how the period opened; from the other class it is column 5.
ENTERING = {Opening.RELAPSE: 6, Opening.NEW: 7}


@dataclass(frozen=True, slots=True)
class Stay:
    """Where the household lived; None for a beginning before the register and for an end that is not known."""

    group: int
    from_on: date | None
    to_on: date | None

    def covers(self, day: date) -> bool:
        """Whether the household lived there on ``day``."""
        return (self.from_on is None or self.from_on <= day) and (self.to_on is None or day <= self.to_on)


@dataclass(frozen=True, slots=True)
class Presence:
    """One person in the household: counted from ``joined_on`` on and no longer on ``left_on``."""

    joined_on: date | None
    left_on: date | None

    def counts_on(self, day: date) -> bool:
        """Whether the person belongs to the household on ``day``."""
        return (self.joined_on is None or self.joined_on <= day) and (self.left_on is None or day < self.left_on)


@dataclass(frozen=True, slots=True)
class HouseholdHistory:
    """Everything that movements need to know of one household."""

    code: str
    periods: tuple[PeriodFact, ...]
    stays: tuple[Stay, ...]
    presences: tuple[Presence, ...]

    def group_on(self, day: date) -> int:
        """The group on ``day``; the nearest known stay for days outside all of them."""
        for stay in self.stays:
            if stay.covers(day):
                return stay.group
        ended = [stay for stay in self.stays if stay.to_on is not None and stay.to_on < day]
        return (max(ended, key=lambda s: s.to_on or day) if ended else self.stays[0]).group

    def persons_on(self, day: date) -> int:
        """Persons on ``day``."""
        return [presence.counts_on(day) for presence in self.presences].count(True)

    def change_days(self, first: date, last: date) -> list[date]:
        """Days on which anything changed, in order."""
        days = [period.from_on for period in self.periods]
        days += [day_after(period.to_on) for period in self.periods if period.to_on is not None]
        days += [stay.from_on for stay in self.stays if stay.from_on is not None]
        days += [presence.joined_on for presence in self.presences if presence.joined_on is not None]
        days += [presence.left_on for presence in self.presences if presence.left_on is not None]
        return sorted({day for day in days if first <= day <= last})


@dataclass(frozen=True, slots=True)
class Flow:
    """One entry of a movement table: which table, group and column, and the household behind it."""

    table: HouseholdClass
    group: int
    column: int
    households: int
    persons: int
    day: date
    code: str


@dataclass(frozen=True, slots=True)
class Stock:
    """One household standing in a class on a day."""

    table: HouseholdClass
    group: int
    persons: int
    code: str


def stock_on(history: HouseholdHistory, day: date) -> Stock | None:
    """The household's place in the opening or closing column; None when it is in neither class."""
    period = period_on(history.periods, day)
    if period is None or period.household_class not in STANDING_CLASSES:
        return None
    return Stock(period.household_class, history.group_on(day), history.persons_on(day), history.code)


def stocks_on(histories: Iterable[HouseholdHistory], day: date) -> list[Stock]:
    """The places of many households."""
    return [stock for history in histories if (stock := stock_on(history, day)) is not None]


def flows_between(history: HouseholdHistory, first_day: date, last_day: date) -> list[Flow]:
    """Flows of one household from the opening (evening before ``first_day``) to the closing (``last_day``)."""
    flows: list[Flow] = []
    for day in history.change_days(first_day, last_day):
        flows += _flows_of_day(history, day)
    return flows


def all_flows(histories: Iterable[HouseholdHistory], first_day: date, last_day: date) -> list[Flow]:
    """Flows of many households."""
    return [flow for history in histories for flow in flows_between(history, first_day, last_day)]


def _standing_class(period: PeriodFact | None) -> HouseholdClass | None:
    return period.household_class if period and period.household_class in STANDING_CLASSES else None


def _flows_of_day(history: HouseholdHistory, day: date) -> list[Flow]:
    """First the change of class in the old group, then the move to another group, then the change of persons."""
    eve = day_before(day)
    before, after = period_on(history.periods, eve), period_on(history.periods, day)
    old, new = _standing_class(before), _standing_class(after)
    old_group, new_group = history.group_on(eve), history.group_on(day)
    n_before = history.persons_on(eve)

    def flow(table: HouseholdClass, group: int, column: int, households: int, persons: int) -> Flow:
        return Flow(table, group, column, households, persons, day, history.code)

    if old is None:
        entered = ENTERING.get(after.opened_as, OTHER_INCREASE) if after else OTHER_INCREASE
        return [flow(new, new_group, entered, 1, history.persons_on(day))] if new else []
    flows: list[Flow] = []
    if old != new:
        flows.append(
            flow(old, old_group, LEAVING[old].get(after.household_class, OTHER_DECREASE) if after else OTHER_DECREASE, 1, n_before)
        )
        if new is None:
            return flows
        flows.append(flow(new, old_group, FROM_OTHER_CLASS, 1, n_before))
    if old_group != new_group:
        flows += [flow(new or old, old_group, OTHER_DECREASE, 1, n_before), flow(new or old, new_group, OTHER_INCREASE, 1, n_before)]
    joined, left = _persons_changed(history, eve, day)
    flows += [flow(new or old, new_group, OTHER_INCREASE, 0, joined)] if joined else []
    flows += [flow(new or old, new_group, OTHER_DECREASE, 0, left)] if left else []
    return flows


def _persons_changed(history: HouseholdHistory, eve: date, day: date) -> tuple[int, int]:
    """How many persons joined and how many left on ``day``."""
    joined = sum(p.counts_on(day) and not p.counts_on(eve) for p in history.presences)
    left = sum(p.counts_on(eve) and not p.counts_on(day) for p in history.presences)
    return joined, left
