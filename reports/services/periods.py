"""Open reporting periods and keep their states."""

from datetime import date

from django.db import transaction

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.periods import Period, PeriodKind
from reports.models import ReportDraft, ReportingPeriod
from reports.rules.calendar import load_calendar
from reports.rules.states import PeriodState
from reports.selectors.periods import days_of, plan_signed_on, state_before_opening


@transaction.atomic
def period_open(ward: Ward, period: Period, *, by: User | None, today: date) -> ReportingPeriod:
    """The row of a period, added with the due days of today's calendar when it is new. They never move afterwards."""
    days = days_of(period)
    state = state_before_opening(days, plan_signed_on(ward, period.year), today)
    row, _ = ReportingPeriod.objects.get_or_create(
        ward=ward,
        kind=period.kind,
        year=period.year,
        number=period.number,
        defaults={
            "before": days.before,
            "last_day": days.last_day,
            "internal_due": days.internal_due,
            "cutoff_on": days.cutoff,
            "state": PeriodState.OPEN if state is PeriodState.UPCOMING else state,
            "opened_by": by,
        },
    )
    draft_of(row)
    return row


def is_preliminary(period: Period, cutoff: date) -> bool:
    """The yearly report tells the result of the annual review: until the review ends its figures are preliminary."""
    return period.kind is PeriodKind.ANNUAL and cutoff < load_calendar().review_ends_on(period.year)


@transaction.atomic
def draft_of(row: ReportingPeriod) -> ReportDraft:
    """The draft of a period, begun with the period's first day and the proposed cut-off."""
    draft, _ = ReportDraft.objects.get_or_create(
        period=row,
        defaults={
            "from_on": row.period.first_day,
            "cutoff_on": row.cutoff_on,
            "is_provisional": is_preliminary(row.period, row.cutoff_on),
        },
    )
    return draft


def check_days(period: Period, from_on: date, cutoff: date, today: date) -> None:
    """DomainError for days that cannot be those of a report of this period."""
    if from_on > cutoff:
        raise DomainError("Ngày chốt số liệu phải từ ngày bắt đầu trở đi. Sửa lại một trong hai ngày.")
    if cutoff > today:
        raise DomainError("Ngày chốt số liệu chưa đến. Chọn hôm nay hoặc một ngày trước đó.")
    if not period.first_day <= cutoff <= period.last_day:
        first, last = format_dmy(period.first_day), format_dmy(period.last_day)
        raise DomainError(f"Ngày chốt số liệu không thuộc {period.label}. Chọn một ngày từ {first} đến {last}.")


def states_recompute(ward: Ward, today: date) -> int:
    """Open periods whose last day is over become late; how many did."""
    return ReportingPeriod.objects.in_ward(ward.pk).filter(state=PeriodState.OPEN, last_day__lt=today).update(state=PeriodState.LATE)
