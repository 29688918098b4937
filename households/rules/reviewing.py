"""What a suggestion is made of: thresholds of a standard, what was told about people and dwelling, and the answer with its grounds."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from camphucnam.kernel.dates import format_dmy
from households.rules.facts import DwellingKind, FactKind
from households.rules.insurance import Cover, Validity

DATA = Path(__file__).resolve().parent.parent / "data" / "suggestions.toml"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Ages and amounts of one standard."""

    source: str
    verified: bool
    work_from: int
    child_under: int
    elderly_from: int
    dependants_above_percent: int
    insured_from: int
    adult_from: int
    adult_under: int
    grown_from: int
    school_from: int
    weak_structures: int
    area_below_m2: int


@dataclass(frozen=True, slots=True)
class Told:
    """An answer with its day and source."""

    value: str
    on: date
    source: str = ""


NO_CARD = Cover(Validity.UNKNOWN, Validity.UNKNOWN.label)


@dataclass(frozen=True, slots=True)
class Person:
    """What is known about a member on the review day."""

    name: str
    born: date | None
    facts: Mapping[FactKind, Told]
    cover: Cover = NO_CARD


@dataclass(frozen=True, slots=True)
class Home:
    """A household on the review day."""

    people: Sequence[Person]
    dwelling: Mapping[DwellingKind, Told]
    day: date


@dataclass(frozen=True, slots=True)
class Ground:
    """A fact behind a suggestion."""

    text: str
    on: date | None = None
    source: str = ""

    def __str__(self) -> str:
        """The fact with its day and source: ``nguồn nước sinh hoạt: Nước máy (01/05/2023, Khảo sát)``."""
        behind = ", ".join(part for part in (format_dmy(self.on) if self.on else "", self.source) if part)
        return f"{self.text} ({behind})" if behind else self.text


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An answer, what it rests on, and what would have to be asked."""

    deprived: bool | None
    grounds: tuple[Ground, ...] = ()
    missing: tuple[str, ...] = ()


@cache
def thresholds_of(standard_code: str) -> tuple[Thresholds, dict[int, str]] | None:
    """Thresholds of a standard and the name of the rule of each printed number; None for a standard without suggestions."""
    raw = tomllib.loads(DATA.read_text(encoding="utf-8")).get(standard_code)
    if raw is None:
        return None
    values = dict(raw)
    names = {int(number): name for number, name in values.pop("indicators").items()}
    return Thresholds(**values), names
