"""The next due days, as a part of the committee's page (fetched by its address, for that page stands below this application)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.ui.tables import Column, Empty, Table
from reports.rules.states import PeriodState
from reports.selectors.periods import duties_of
from reports.views.words import period_badge

N_SHOWN = 3
WAITED_FOR = (PeriodState.UPCOMING, PeriodState.OPEN)


@needs(Permission.VIEW_FIGURES)
@require_safe
def next_deadlines(request: OfficeRequest) -> HttpResponse:
    """The next three duties that are not over, of this year and the next."""
    today = timezone.localdate()
    lines = [line for year in (today.year, today.year + 1) for line in duties_of(request.ward, year, today)]
    coming = sorted(
        (line for line in lines if line.state in WAITED_FOR and line.days.last_day >= today), key=lambda line: line.days.last_day
    )
    table = Table(
        [
            Column("Báo cáo", lambda line: line.period.label),
            Column("Hạn nội bộ", lambda line: line.days.internal_due, "day"),
            Column("Ngày cuối theo quy định", lambda line: line.days.last_day, "day"),
            Column("Còn lại", lambda line: f"{line.days_left(today)} ngày" if line.days_left(today) > 0 else "Hạn hôm nay hoặc đã qua"),
            Column("Tình trạng", lambda line: period_badge(line.state)),
        ],
        coming[:N_SHOWN],
        "Ba hạn báo cáo sắp tới",
        empty=Empty("Không còn hạn báo cáo nào trong năm nay và năm sau."),
    )
    return render(request, "reports/next_deadlines.html", {"table": table})
