"""Day arithmetic and Vietnamese dates. No function here knows what day it is."""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from dateutil.relativedelta import relativedelta

# Days that an office can mean. Beyond them day arithmetic would leave the calendar (year 0, year 10000).
EARLIEST_DAY, LATEST_DAY = date(1900, 1, 1), date(2199, 12, 31)
_DMY = re.compile(r"^\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})\s*$")


@lru_cache(maxsize=4096)
def add_months(day: date, months: int) -> date:
    """The corresponding day ``months`` later; the last day of the month where there is none (BLDS 2015, Điều 148)."""
    later: date = day + relativedelta(months=months)
    return later


def day_before(day: date) -> date:
    """The previous calendar day."""
    return day - timedelta(days=1)


def day_after(day: date) -> date:
    """The next calendar day."""
    return day + timedelta(days=1)


def parse_dmy(text: str) -> date | None:
    """Read ``dd/mm/yyyy`` (also with dots or dashes); None when it is not a real day."""
    match = _DMY.match(text)
    if match is None:
        return None
    try:
        return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def format_dmy(day: date | None) -> str:
    """``08/12/2023``; an empty string for no day."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}" if day else ""


def format_official(day: date) -> str:
    """``ngày 05 tháng 02 năm 2026``: two digits for days below 10 and months 1 and 2 (NĐ 30/2020)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def age_on(born: date, day: date) -> int:
    """Completed years on ``day``: twelve completed months each."""
    return age_in_months(born, day) // 12


def age_in_months(born: date, day: date) -> int:
    """Completed months on ``day``: the most that ``add_months`` adds to the birth without passing ``day``.

    Where a month has no corresponding day, its last day completes the age: who was born on 31/12 is six months old on 30/6, who was
    born on 29 February a year older on 28 February.
    """
    begun = (day.year - born.year) * 12 + day.month - born.month
    return begun - (day.day < born.day and day.day < monthrange(day.year, day.month)[1])


def is_aged(first: date, last: date, low: int, high: int, day: date) -> bool | None:
    """Whether somebody born from ``first`` to ``last`` has completed at least ``low`` and fewer than ``high`` years; None where the birth
    leaves it open."""
    eldest, youngest = low <= age_on(first, day) < high, low <= age_on(last, day) < high
    return eldest if eldest == youngest else None


def latest_birth(day: date, months: int) -> date:
    """The last birth of those who have completed ``months`` by ``day``, for asking a database what ``age_in_months`` says."""
    same = add_months(day, -months)
    is_last = day.day == monthrange(day.year, day.month)[1]
    return same.replace(day=monthrange(same.year, same.month)[1]) if is_last else same
