"""Public holidays, read from the data files, and working days. No function here knows what day it is."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data" / "holidays"
SATURDAY = 5
STEPS = {"earlier": timedelta(days=-1), "later": timedelta(days=1)}


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday; unconfirmed until it has been compared with the announcement of its year."""

    on: date
    name: str
    kind: str
    confirmed: bool


@cache
def load_holidays() -> dict[date, Holiday]:
    """Every known public holiday by day, confirmed or not."""
    found: dict[date, Holiday] = {}
    for path in sorted(DATA.glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["days"]:
            found[row["on"]] = Holiday(row["on"], row["name"], row["kind"], row["confirmed"])
    return found


@cache
def years_with_holidays() -> frozenset[int]:
    """Years whose holidays are known; in other years only weekends move a due day."""
    return frozenset(day.year for day in load_holidays())


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Neither Saturday nor Sunday nor a public holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def working_day(day: date, holidays: Collection[date], direction: str) -> date:
    """``day`` moved to a working day, ``earlier`` or ``later``; unmoved for ``none``."""
    step = STEPS.get(direction)
    while step is not None and not is_working_day(day, holidays):
        day += step
    return day
