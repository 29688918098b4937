"""The reporting calendar, read from the data file. Every value has its source there."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from camphucnam.kernel.periods import PeriodKind

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Duty:
    """One reporting duty: due before ``day`` of ``month``, or of the n-th month of the quarter."""

    kind: PeriodKind
    day: int
    month: int | None
    month_of_quarter: int | None
    strict: bool
    from_agency: str
    to_agency: str
    via: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class MonthlyDuty:
    """A duty by a day of some months; it has no programme report and is shown on the calendar only."""

    code: str
    name: str
    day: int
    months: tuple[int, ...]
    strict: bool
    from_agency: str
    to_agency: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class ReportCalendar:
    """All duties with the office's own settings."""

    duties: dict[PeriodKind, Duty]
    monthly: tuple[MonthlyDuty, ...]
    shift: str
    reminder_offsets: tuple[int, ...]
    opens_days_before: int
    cutoff_days_before_due: int
    review_last: tuple[int, int]
    review_source: str

    def review_ends_on(self, year: int) -> date:
        """Last day of the annual review; figures of the year are preliminary until then."""
        month, day = self.review_last
        return date(year, month, day)


def _duty(row: dict[str, Any]) -> Duty:
    return Duty(
        PeriodKind(row["kind"]), row["day"], row.get("month"), row.get("month_of_quarter"), row["strict"],
        row["from_agency"], row["to_agency"], row["via"], row["source"], row["confirmed"],
    )  # fmt: skip


@cache
def load_calendar() -> ReportCalendar:
    """The calendar of the data file; KeyError or ValueError when a value is missing or wrong."""
    data = tomllib.loads((DATA / "calendar.toml").read_text(encoding="utf-8"))
    duties = {duty.kind: duty for duty in map(_duty, data["duties"])}
    monthly = tuple(MonthlyDuty(**{**row, "months": tuple(row["months"])}) for row in data["monthly"])
    reminders, working, review = data["reminders"], data["working"], data["annual_review"]
    return ReportCalendar(
        duties,
        monthly,
        data["shift"]["direction"],
        tuple(sorted([-n for n in reminders["days_before"]] + list(reminders["days_after"]))),
        working["opens_days_before"],
        working["cutoff_days_before_due"],
        (review["last"]["month"], review["last"]["day"]),
        review["source"],
    )
