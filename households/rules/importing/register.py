"""The register as the import sees it: plain facts, loaded with a constant number of queries."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from households.rules.classes import STANDING_CLASSES
from households.rules.history import PeriodFact, period_on
from households.rules.transitions import RecognisedPeriod

Index = Callable[[str], str]
"""Keyed hash of an identifier, as the register stores it."""


@dataclass(slots=True)
class KnownMember:
    """A member in the register. ``cards`` are (index of the number, last day)."""

    pk: int
    household_id: int
    name: str
    folded: str
    relation: str
    sex: str
    birth_on: date | None
    birth_precision: str
    ethnicity: str
    id_index: str
    has_merit: bool | None
    is_head: bool
    left_on: date | None
    sort_order: int
    cards: list[tuple[str, date | None]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class KnownAssessment:
    """A counting assessment of one day."""

    pk: int
    b1: int | None
    deprived_mask: int
    known_mask: int
    reported_b2: int | None


@dataclass(slots=True)
class KnownHousehold:
    """A household in the register with its living and former members, history and open stay (key, first day)."""

    pk: int
    code: str
    group_id: int
    head_name: str
    area_type: str
    address: str
    phone: str
    minority: bool | None
    no_labour: bool | None
    has_merit: bool | None
    causes: str
    note: str
    members: list[KnownMember] = field(default_factory=list)
    former: list[KnownMember] = field(default_factory=list)
    history: list[RecognisedPeriod] = field(default_factory=list)
    stay: tuple[int, date | None] | None = None
    assessments: dict[date, KnownAssessment] = field(default_factory=dict)

    def stands_on(self, day: date) -> bool:
        """Whether the household is poor or near-poor on ``day``."""
        current = period_on((item.fact for item in self.history), day)
        return current is not None and current.household_class in STANDING_CLASSES

    def fact(self, pk: int) -> PeriodFact:
        """One of its periods."""
        return next(item.fact for item in self.history if item.fact.pk == pk)


@dataclass(frozen=True, slots=True)
class KnownGroup:
    """A residential group; ``to_on`` is the last day of one that was dissolved."""

    pk: int
    code: str
    name: str
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class KnownDecision:
    """A decision on record."""

    pk: int
    number: str
    signed_on: date
    effective_on: date


@dataclass(slots=True)
class Register:
    """Everything of one ward that an import may touch, with the look-ups that matching needs."""

    groups: list[KnownGroup]
    households: dict[int, KnownHousehold]
    decisions: list[KnownDecision]
    area_type: str
    by_code: dict[str, KnownHousehold] = field(default_factory=dict)
    by_id: dict[str, KnownMember] = field(default_factory=dict)
    by_head: dict[str, list[tuple[KnownHousehold, KnownMember]]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for household in self.households.values():
            self.by_code[household.code] = household
            for member in household.members:
                if member.id_index:
                    self.by_id[member.id_index] = member
                if member.is_head:
                    self.by_head[member.folded].append((household, member))
