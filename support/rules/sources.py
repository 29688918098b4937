"""Funding sources (data/funding_sources.toml)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCES = Path(__file__).resolve().parent.parent / "data" / "funding_sources.toml"


@dataclass(frozen=True, slots=True)
class Source:
    """A source of money; ``keeper`` names the work whose agencies keep it besides the finance section."""

    code: str
    name: str
    short: str
    keeper: str = ""


@cache
def all_sources() -> tuple[Source, ...]:
    """Every source in the order of the data file."""
    raw = tomllib.loads(SOURCES.read_text(encoding="utf-8"))["sources"]
    return tuple(Source(**item) for item in raw)


def source_choices() -> list[tuple[str, str]]:
    """Pairs for a form."""
    return [(item.code, item.name) for item in all_sources()]


def source_name(code: str) -> str:
    """The name of a stored code; the code itself for one that has left the file."""
    return next((item.name for item in all_sources() if item.code == code), code)


def source_order(code: str) -> int:
    """The place in the data file; unknown ones last."""
    codes = [item.code for item in all_sources()]
    return codes.index(code) if code in codes else len(codes)


def keepers_of(code: str) -> tuple[str, ...]:
    """Names of work that keep the source besides FUNDS."""
    return tuple(item.keeper for item in all_sources() if item.code == code and item.keeper)
