"""When an assignment is due and whether it is late. Derived from its terms and notes; no function here knows what day it is."""

import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from camphucnam.kernel.dates import add_months
from camphucnam.kernel.working_days import working_day
from programs.rules.words import Rhythm, Timing

DATA = Path(__file__).resolve().parent.parent / "data" / "due.toml"
MONTHS = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.HALF_YEAR: 6}


@dataclass(frozen=True, slots=True)
class DueSettings:
    """The office's conventions (data/due.toml)."""

    soon_days: int
    direction: str
    recent_comments: int


@dataclass(frozen=True, slots=True)
class Terms:
    """When an assignment is due: how often, the (first) day in time, and the last day of its plan."""

    rhythm: Rhythm
    first: date | None
    ends_on: date


@dataclass(frozen=True, slots=True)
class Due:
    """How an assignment stands on a day. ``day`` is the last day in time, ``internal`` the office's own (a working day);
    ``days`` are left until the internal day, or late since ``day`` when overdue."""

    timing: Timing
    day: date | None = None
    internal: date | None = None
    days: int = 0


@cache
def due_settings() -> DueSettings:
    """The conventions of the data file."""
    raw = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return DueSettings(raw["soon_days"], raw["direction"], raw["recent_comments"])


def due_days(terms: Terms) -> Iterator[date]:
    """Every day on which the assignment is due, oldest first. Each is counted from the first, so that a 31st comes back after a
    shorter month (BLDS 2015, Điều 148); none lies after the end of the plan, except the single day of a task that is due once."""
    if terms.first is None or terms.rhythm is Rhythm.NONE:
        return
    yield terms.first
    step = MONTHS.get(terms.rhythm)
    number = 1
    while step and (day := add_months(terms.first, step * number)) <= terms.ends_on:
        yield day
        number += 1


def open_due_day(terms: Terms, noted_on: Collection[date], *, is_done: bool) -> date | None:
    """The oldest due day that is not answered; None when nothing is open.

    What is due once is answered when it is done. With a rhythm, a note answers every due day before it; when none of those was
    open, it answers the due day that it precedes or falls on. So a late report never counts for the next period as well.
    """
    if is_done:
        return None
    waiting = list(due_days(terms))
    if terms.rhythm is Rhythm.ONCE:
        return waiting[0] if waiting else None
    answered_until = 0
    for noted in sorted(set(noted_on)):
        past = sum(day < noted for day in waiting)
        if past > answered_until:
            answered_until = past
        elif past == answered_until:
            answered_until = past + 1
    return waiting[answered_until] if answered_until < len(waiting) else None


def due_on_day(
    terms: Terms, noted_on: Collection[date], *, is_done: bool, on: date, holidays: Collection[date], settings: DueSettings
) -> Due:
    """How the assignment stands at the end of ``on``. The last day itself is in time."""
    if is_done or terms.rhythm is Rhythm.NONE or terms.first is None:
        return Due(Timing.SETTLED if is_done else Timing.NO_DUE)
    day = open_due_day(terms, noted_on, is_done=is_done)
    if day is None:
        return Due(Timing.SETTLED)
    internal = working_day(day, holidays, settings.direction)
    if on > day:
        return Due(Timing.OVERDUE, day, internal, (on - day).days)
    left = max(0, (internal - on).days)
    return Due(Timing.DUE_SOON if left <= settings.soon_days else Timing.IN_TIME, day, internal, left)
