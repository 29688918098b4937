"""Age bands of measures, from data/measures.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data" / "measures.toml"


@dataclass(frozen=True, slots=True)
class AgeBand:
    """Completed years: at least ``low``, below ``high``."""

    low: int
    high: int
    source: str


@cache
def school_age() -> AgeBand:
    """The ages at which a child should go to school."""
    raw = tomllib.loads(DATA.read_text(encoding="utf-8"))["school_age"]
    return AgeBand(raw["from_years"], raw["below_years"], raw["source"])
