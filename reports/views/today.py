"""The officer's day: what is due, late, waiting or does not add up."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.dates import format_dmy
from camphucnam.ui.tables import Column, Empty, Table
from households.models.imports import ImportBatch, ImportState
from households.selectors.events import count_waiting
from households.selectors.household_filter import ListFilter, Reader, WindowFilter
from households.selectors.household_list import ListRow, list_page
from reports.definitions.checks import forbidding
from reports.models import Notice, ReportDraft
from reports.registry import collect_forms
from reports.rules.states import DraftState
from reports.selectors.periods import DutyLine, duties_of
from reports.selectors.register import load_facts
from reports.views.words import LIVE, duty_table

SHOWN = 8


def duties_now(request: OfficeRequest, today: date) -> list[DutyLine]:
    """Duties to be done: open or late, this year's and those of opened periods of earlier years."""
    opened = request.ward.reporting_periods.filter(state__in=LIVE).order_by().values_list("year", flat=True).distinct()
    years = sorted({today.year, *opened})
    lines = [line for year in years for line in duties_of(request.ward, year, today)]
    return [line for line in lines if line.state in LIVE and (line.row is not None or line.days.opens_on <= today <= line.days.last_day)]


def _windows(request: OfficeRequest, today: date) -> dict[str, Any]:
    wanted = ListFilter(day=today, window=WindowFilter.ENDING)
    rows, total = list_page(Reader.of(request.user, request.ward.pk), wanted, 0, SHOWN)
    prefix = reverse("households:list")
    columns = [
        Column("Hộ", "head_name"),
        Column("Tổ dân phố", "group_name"),
        Column("Diện", lambda row: row.window.kind.label if row.window and row.window.kind else ""),
        Column("Đến hết ngày", lambda row: row.window.last_day if row.window else None, "day"),
    ]
    table = Table(
        columns, rows, "Sắp hết 36 tháng", row_url=lambda row: _household(prefix, row), empty=Empty("Không có hộ nào sắp hết 36 tháng.")
    )
    return {"windows": table, "n_windows": total, "windows_url": f"{prefix}?thoi_han={WindowFilter.ENDING}"}


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number else ""


def _household(prefix: str, row: ListRow) -> str:
    return f"{prefix}{row.code}/"


@needs(Permission.WRITE_REPORT)
@require_safe
def today_page(request: OfficeRequest) -> HttpResponse:
    """Everything that waits for the officer, each with its page."""
    today = timezone.localdate()
    lines, waiting = duties_now(request, today), count_waiting(request.user, request.ward.pk)
    facts = load_facts(request.ward, date(today.year, 1, 1), today)
    _, checks = collect_forms(facts, provisional=True)
    drafts = ReportDraft.objects.visible_to(request.user).in_ward(request.ward.pk).select_related("period")
    imports = ImportBatch.objects.visible_to(request.user).filter(ward=request.ward, state__in=[ImportState.PREVIEWED, ImportState.REFUSED])
    context = {
        "today": today, "duties": duty_table(lines, today, linked=True, caption="Báo cáo phải làm"), "lines": lines,
        "late_note": _count(sum(line.days_left(today) < 0 for line in lines), "quá hạn"), "failing": forbidding(checks),
        "events": waiting, "urgent_note": _count(waiting["urgent"], "khẩn cấp"), "n_imports": imports.count(),
        "signed": list(drafts.filter(state__in=[DraftState.SIGNED, DraftState.RETURNED])),
        "notices": Notice.objects.visible_to(request.user).unread().filter(ward=request.ward)[:SHOWN],
        "days": f"?tu=01/01/{today.year}&den={format_dmy(today)}",
        **_windows(request, today),
    }  # fmt: skip
    return render(request, "reports/today.html", context)
