"""The year's duties, and opening a period."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.numbers import parse_plain
from camphucnam.ui.idempotency import once
from camphucnam.ui.tables import Column, Table
from programs.models import Plan
from reports.models import IssuedReport, ReportingPeriod
from reports.querysets import WORKERS
from reports.registry import FORMS
from reports.selectors.periods import duties_of, monthly_lines, unconfirmed_holidays
from reports.services.periods import period_open
from reports.views.fetch import FIRST_YEAR, LAST_YEAR, period_or_404
from reports.views.words import duty_table


def asked_year(request: OfficeRequest) -> int:
    """The year of ``?nam=``, else this year where it has a plan or an opened period, else the newest year that has."""
    asked = parse_plain(request.GET.get("nam", ""))
    if asked is not None and FIRST_YEAR <= asked <= LAST_YEAR:
        return asked
    return max(known_years(request)[:1] or [timezone.localdate().year])


def known_years(request: OfficeRequest) -> list[int]:
    """Years with a plan or an opened period, newest first."""
    plans = Plan.objects.in_ward(request.ward.pk).in_force().order_by().values_list("year", flat=True)
    periods = ReportingPeriod.objects.in_ward(request.ward.pk).order_by().values_list("year", flat=True)
    return sorted({*plans.distinct(), *periods.distinct()}, reverse=True)


@needs(Permission.WRITE_REPORT, Permission.SIGN_REPORT, Permission.VIEW_FIGURES)
@require_safe
def calendar(request: OfficeRequest) -> HttpResponse:
    """Duties of a year with their states; issued reports for readers."""
    year, today = asked_year(request), timezone.localdate()
    lines = duties_of(request.ward, year, today)
    works = bool(request.user.permissions_in(request.ward.pk).intersection(WORKERS))
    monthly = Table(
        [Column("Việc", "name"), Column("Hạn", "last_day", "day"), Column("Hạn nội bộ", "internal_due", "day"), Column("Căn cứ", "source")],
        monthly_lines(year),
        "Báo cáo hằng tháng",
    )
    issued = IssuedReport.objects.visible_to(request.user).in_ward(request.ward.pk).filter(period__year=year, superseded_by__isnull=True)
    years = sorted({*known_years(request), today.year}, reverse=True)
    context = {
        "year": year, "years": years, "table": duty_table(lines, today, linked=works), "monthly": monthly, "works": works,
        "remarks": unconfirmed_holidays(lines), "duty": lines[0].duty, "forms": FORMS.values(),
        "issued": issued.select_related("period").order_by("period__before"),
    }  # fmt: skip
    return render(request, "reports/calendar.html", context)


@needs(Permission.WRITE_REPORT)
@require_POST
@once
def open_period(request: OfficeRequest, code: str) -> HttpResponse:
    """Open a period; its due days are fixed from now on."""
    period = period_or_404(code)
    period_open(request.ward, period, by=request.user, today=timezone.localdate())
    messages.success(request, f"Đã mở kỳ báo cáo {period.label}.")
    return redirect("reports:report", code)
