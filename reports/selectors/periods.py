"""Duties of a year with their days and states, opened or not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from camphucnam.accounts.models import Ward
from camphucnam.kernel.periods import Period, PeriodKind, periods_of
from camphucnam.kernel.working_days import load_holidays, years_with_holidays
from programs.models import Plan
from programs.selectors.plans import standing_plan
from reports.models import ReportingPeriod
from reports.rules.calendar import Duty, load_calendar
from reports.rules.deadlines import DueDays, due_days, monthly_due_days
from reports.rules.states import PeriodState


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty of the year. ``row`` is None until the period is opened; its days never move afterwards."""

    period: Period
    duty: Duty
    days: DueDays
    state: PeriodState
    row: ReportingPeriod | None

    def days_left(self, today: date) -> int:
        """Days until the office's own due day; negative when it is past."""
        return (self.days.internal_due - today).days


@dataclass(frozen=True, slots=True)
class MonthlyLine:
    """A monthly duty without a programme report."""

    name: str
    last_day: date
    internal_due: date
    source: str


def days_of(period: Period) -> DueDays:
    """The days by the calendar, for periods that are not opened yet."""
    return due_days(period, load_calendar(), load_holidays().keys())


def state_before_opening(days: DueDays, plan_signed_on: date | None, today: date) -> PeriodState:
    """The state of a duty without a row. A duty that was due before the plan existed does not apply."""
    if plan_signed_on is not None and plan_signed_on > days.last_day:
        return PeriodState.NOT_APPLICABLE
    if today > days.last_day:
        return PeriodState.LATE
    return PeriodState.OPEN if today >= days.opens_on else PeriodState.UPCOMING


def plan_signed_on(ward: Ward, year: int) -> date | None:
    """The day on which the standing plan of the year was signed."""
    plan = standing_plan(Plan.objects.in_ward(ward.pk).in_force(), year)
    return plan.signed_on if plan else None


def _row_days(row: ReportingPeriod, days: DueDays) -> DueDays:
    return DueDays(row.before, row.last_day, row.internal_due, days.opens_on, row.cutoff_on)


def duties_of(ward: Ward, year: int, today: date) -> list[DutyLine]:
    """The six duties of a year in the order of their due days. Two queries."""
    rows = {row.period: row for row in ReportingPeriod.objects.in_ward(ward.pk).filter(year=year).select_related("draft")}
    signed_on, calendar = plan_signed_on(ward, year), load_calendar()
    lines = []
    for period in periods_of(year):
        row, days = rows.get(period), days_of(period)
        days = _row_days(row, days) if row else days
        state = row.state_on(today) if row else state_before_opening(days, signed_on, today)
        lines.append(DutyLine(period, calendar.duties[period.kind], days, state, row))
    return sorted(lines, key=lambda line: (line.days.before, line.period.code))


def monthly_lines(year: int) -> list[MonthlyLine]:
    """Monthly duties of a year by day."""
    calendar, holidays = load_calendar(), load_holidays().keys()
    found = [
        MonthlyLine(duty.name, last, internal, duty.source)
        for duty in calendar.monthly
        for last, internal in monthly_due_days(duty, year, calendar, holidays)
    ]
    return sorted(found, key=lambda line: line.last_day)


def unconfirmed_holidays(lines: Iterable[DutyLine]) -> list[str]:
    """Holidays that moved a due day and are not confirmed, as remarks for the officer."""
    holidays = load_holidays()
    years = {line.days.last_day.year for line in lines}
    remarks = [f"Chưa có danh sách nghỉ lễ năm {year}: chỉ tính thứ Bảy, Chủ nhật." for year in sorted(years - years_with_holidays())]
    for line in lines:
        day = line.days.last_day
        if day != line.days.internal_due and day in holidays and not holidays[day].confirmed:
            remarks.append(f"{line.period.label}: hạn nộp tính theo ngày nghỉ chưa có thông báo chính thức ({holidays[day].name}).")
    return remarks


def period_from(kind: str, year: int, quarter: int | None) -> Period:
    """The period named by the command's arguments; ValueError when the quarter is missing or too much."""
    chosen = PeriodKind(kind)
    if (chosen is PeriodKind.QUARTERLY) != (quarter is not None):
        raise ValueError("Báo cáo quý cần --quarter; báo cáo 6 tháng và báo cáo năm không có --quarter.")
    return Period(year, chosen, quarter if quarter is not None else int(chosen is PeriodKind.HALF_YEAR))
