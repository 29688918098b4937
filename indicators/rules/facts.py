"""What the measures are computed from: one frozen reading of a ward's register for a programme year and a day in it."""

from dataclasses import dataclass
from datetime import date

from camphucnam.kernel.dates import day_before, is_aged
from households.rules.classes import STANDING_CLASSES, HouseholdClass
from households.rules.history import class_on
from households.rules.movements import Flow, HouseholdHistory, Presence, all_flows
from households.rules.standards import number_of
from welfare.rules.schooling import Told


@dataclass(frozen=True, slots=True)
class Answers:
    """The newest assessment not after the day: bit ``n − 1`` for the indicator that its standard prints as ``n``."""

    standard_code: str
    assessed_on: date
    deprived_mask: int
    known_mask: int

    def is_deprived(self, name: str) -> bool | None:
        """Whether the household lacks the indicator with this name; None where it was not answered."""
        number = number_of(self.standard_code, name)
        if number is None or not self.known_mask >> (number - 1) & 1:
            return None
        return bool(self.deprived_mask >> (number - 1) & 1)


@dataclass(frozen=True, slots=True)
class Person:
    """A member as far as targets need it. ``school`` is the newest answer about its schooling not after the day, None without
    one."""

    presence: Presence
    born_first: date | None
    born_last: date | None
    is_head: bool
    has_card: bool
    is_insured: bool
    school: Told | None

    def is_aged(self, low: int, high: int, day: date) -> bool | None:
        """Whether the completed years on ``day`` are at least ``low`` and below ``high``; None where the birth date leaves it open."""
        if self.born_first is None or self.born_last is None:
            return None if not self.is_head else False
        return is_aged(self.born_first, self.born_last, low, high, day)


@dataclass(frozen=True, slots=True)
class FollowedHousehold:
    """A household that stood on the list in the year, or whose 36-month window may run on the day."""

    pk: int
    history: HouseholdHistory
    answers: Answers | None
    persons: tuple[Person, ...]

    def class_on(self, day: date) -> HouseholdClass | None:
        """The class on ``day``."""
        return class_on(self.history.periods, day)

    def lacks(self, name: str) -> bool | None:
        """Whether it lacks the indicator with this name; None without an answer."""
        return self.answers.is_deprived(name) if self.answers else None

    def present_on(self, day: date) -> list[Person]:
        """Members counted on ``day``."""
        return [person for person in self.persons if person.presence.counts_on(day)]


@dataclass(frozen=True, slots=True)
class YearFacts:
    """The register from the evening before ``first_day`` (1 January) to the evening of ``on``.

    ``standing`` are the poor and near-poor households of ``on``. ``knows_opening`` tells whether the register holds
    anything at all about the evening before the year, ``knows_day`` whether it holds anything up to ``on``.
    """

    first_day: date
    on: date
    households: tuple[FollowedHousehold, ...]
    standing: tuple[tuple[FollowedHousehold, HouseholdClass], ...]
    flows: tuple[Flow, ...]
    knows_opening: bool
    knows_day: bool

    @property
    def eve(self) -> date:
        """The day of the opening figures."""
        return day_before(self.first_day)

    @property
    def last_day(self) -> date:
        """The last day of the programme year."""
        return self.first_day.replace(month=12, day=31)

    def in_class(self, *classes: HouseholdClass) -> list[FollowedHousehold]:
        """Households of these classes on the day."""
        return [household for household, its_class in self.standing if its_class in classes]


def year_facts(year: int, on: date, households: tuple[FollowedHousehold, ...]) -> YearFacts:
    """Derive what the measures share: who stands on the day, and the movements since 1 January."""
    first_day = date(year, 1, 1)
    eve = day_before(first_day)
    classes = [(household, household.class_on(on)) for household in households]
    begun = [period.from_on for household in households for period in household.history.periods]
    return YearFacts(
        first_day,
        on,
        households,
        tuple((household, its_class) for household, its_class in classes if its_class in STANDING_CLASSES),
        tuple(all_flows((household.history for household in households), first_day, on)),
        any(day <= eve for day in begun),
        any(day <= on for day in begun),
    )
