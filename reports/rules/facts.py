"""What the statutory forms are computed from: one frozen reading of the register between two days."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from camphucnam.kernel.dates import day_before
from households.rules.classes import HouseholdClass
from households.rules.movements import Flow, HouseholdHistory, Stock, all_flows, stocks_on


@dataclass(frozen=True, slots=True)
class GroupFact:
    """A residential group in the printed order."""

    pk: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One household on a day as the database counts it, independent of the movement rules."""

    code: str
    household_class: HouseholdClass
    group: int
    persons: int


@dataclass(frozen=True, slots=True)
class Baseline:
    """All households and persons of a group on the newest known day."""

    n_households: int
    n_persons: int
    on: date


@dataclass(frozen=True, slots=True)
class Answers:
    """The newest assessment of a household: bit ``n − 1`` for the indicator printed as ``n``."""

    assessed_on: date
    deprived_mask: int
    known_mask: int


@dataclass(frozen=True)
class RegisterFacts:
    """The register of a ward from the evening before ``first_day`` to the evening of ``last_day``.

    ``opening`` and ``closing`` are counted by SQL and check what is computed from ``histories``. ``knows_average`` tells
    whether the ward keeps households of average living standard at all; without it their columns stay empty.
    """

    first_day: date
    last_day: date
    groups: tuple[GroupFact, ...]
    histories: tuple[HouseholdHistory, ...]
    opening: tuple[Standing, ...]
    closing: tuple[Standing, ...]
    baselines: dict[int, Baseline] = field(default_factory=dict)
    answers: dict[str, Answers] = field(default_factory=dict)
    knows_average: bool = False
    previous_closing: dict[str, dict[str, dict[str, int]]] | None = None
    previous_label: str = ""

    @property
    def eve(self) -> date:
        """The day of the opening figures."""
        return day_before(self.first_day)

    @cached_property
    def flows(self) -> list[Flow]:
        """Movements between the two days, as both movement tables need them."""
        return all_flows(self.histories, self.first_day, self.last_day)

    @cached_property
    def opening_stocks(self) -> list[Stock]:
        """Who stands in one of the two classes on the evening before, by the histories."""
        return stocks_on(self.histories, self.eve)

    @cached_property
    def closing_stocks(self) -> list[Stock]:
        """Who stands in one of the two classes on the last day, by the histories."""
        return stocks_on(self.histories, self.last_day)
