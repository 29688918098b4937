"""Thresholds, plausible scores, table limits and age bands (data/growth.toml)."""

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from programs.rules.ages import AgeBand

DATA = Path(__file__).resolve().parent.parent / "data" / "growth.toml"
Range = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Band:
    """The ages that a measure is for, and where they come from. ``by_month``: a year of birth does not tell who belongs to it."""

    age: AgeBand
    source: str
    verified: bool
    by_month: bool = False

    def holds(self, born: date | None, day: date, *, month_known: bool = True) -> bool:
        """Whether a child belongs to the band on ``day``; False for an unknown birth."""
        return born is not None and (month_known or not self.by_month) and self.age.contains(born, day)


@dataclass(frozen=True, slots=True)
class Receivers:
    """Who may be given something: children of a band, and women who may plan a child where the plan names them."""

    band: str
    women: bool
    source: str


@dataclass(frozen=True, slots=True)
class Limits:
    """Everything that the data file says. Lengths are millimetres, weights grams, ages days or completed months."""

    moderate_below: Decimal
    severe_below: Decimal
    source: str
    verified: bool
    plausible: dict[str, Range]
    lying_through_days: int
    young_through_days: int
    days_per_month: Decimal
    lying_longer_mm: int
    weight_for_length_mm: tuple[int, int]
    weight_for_height_mm: tuple[int, int]
    weight_for_age_through_months: int
    typing_weight_g: tuple[int, int]
    typing_height_mm: tuple[int, int]
    pregnancy_days: int
    bands: dict[str, Band]
    receivers: dict[str, Receivers]
    round_from_month: tuple[int, int]


@cache
def limits() -> Limits:
    """The data file, read once."""
    raw = tomllib.loads(DATA.read_text(encoding="utf-8"))
    classes, tables, typing, rounds = raw["classes"], raw["tables"], raw["typing"], raw["vitamin_a_rounds"]
    names = ("height_for_age", "weight_for_age", "weight_for_height")
    return Limits(
        moderate_below=Decimal(classes["moderate_below"]),
        severe_below=Decimal(classes["severe_below"]),
        source=classes["source"],
        verified=classes["verified"],
        plausible={name: (Decimal(raw["plausible"][name][0]), Decimal(raw["plausible"][name][1])) for name in names},
        lying_through_days=tables["lying_through_days"],
        young_through_days=tables["young_through_days"],
        days_per_month=Decimal(tables["days_per_month"]),
        lying_longer_mm=tables["lying_longer_mm"],
        weight_for_length_mm=_pair(tables["weight_for_length_mm"]),
        weight_for_height_mm=_pair(tables["weight_for_height_mm"]),
        weight_for_age_through_months=tables["weight_for_age_through_months"],
        typing_weight_g=_pair(typing["weight_g"]),
        typing_height_mm=_pair(typing["height_mm"]),
        pregnancy_days=typing["pregnancy_days"],
        bands={name: _band(**values) for name, values in raw["bands"].items()},
        receivers={kind: Receivers(**values) for kind, values in raw["receivers"].items()},
        round_from_month=(rounds["first_from_month"], rounds["second_from_month"]),
    )


def _pair(values: list[int]) -> tuple[int, int]:
    return values[0], values[1]


def _band(*, source: str, verified: bool, by_month: bool = False, **ages: Any) -> Band:
    return Band(AgeBand(**ages), source, verified, by_month)


def band(name: str) -> Band:
    """The ages of a measure: ``vitamin_a``, ``deworming``, ``product``; ``child`` for all that is for children."""
    return limits().bands[name]
