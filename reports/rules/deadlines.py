"""Due days of the reporting duties, computed from the calendar. No function here knows what day it is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from camphucnam.kernel.dates import add_months, day_before
from camphucnam.kernel.periods import Period
from camphucnam.kernel.working_days import working_day
from reports.rules.calendar import Duty, MonthlyDuty, ReportCalendar


@dataclass(frozen=True, slots=True)
class DueDays:
    """``before`` is the day named by the source, ``last_day`` the last day in time, ``internal_due`` the office's own."""

    before: date
    last_day: date
    internal_due: date
    opens_on: date
    cutoff: date


def named_day(duty: Duty, period: Period) -> date:
    """The day named by the duty in this period: the 20th of the quarter's last month, 15/6, 05/12."""
    if duty.month_of_quarter is not None:
        start = add_months(period.first_day, duty.month_of_quarter - 1)
        return start.replace(day=duty.day)
    return date(period.year, duty.month or 1, duty.day)


def last_day_in_time(named: date, *, strict: bool) -> date:
    """ "Before the 20th" ends with the 19th; "by the 5th" with the 5th itself."""
    return day_before(named) if strict else named


def due_days(period: Period, calendar: ReportCalendar, holidays: Collection[date]) -> DueDays:
    """All days of one duty in one period."""
    duty = calendar.duties[period.kind]
    before = named_day(duty, period)
    last = last_day_in_time(before, strict=duty.strict)
    internal = working_day(last, holidays, calendar.shift)
    opens = before - timedelta(days=calendar.opens_days_before)
    return DueDays(before, last, internal, opens, internal - timedelta(days=calendar.cutoff_days_before_due))


def monthly_due_days(duty: MonthlyDuty, year: int, calendar: ReportCalendar, holidays: Collection[date]) -> list[tuple[date, date]]:
    """(last day in time, the office's own due day) of a monthly duty in a year."""
    days = [last_day_in_time(date(year, month, duty.day), strict=duty.strict) for month in duty.months]
    return [(day, working_day(day, holidays, calendar.shift)) for day in days]


def reminder_days(internal_due: date, offsets: Collection[int]) -> dict[int, date]:
    """The day of each reminder by its offset: −7 is a week before, 1 the day after."""
    return {offset: internal_due + timedelta(days=offset) for offset in offsets}
