"""A list of the plan's pages: filters, a table of one page, or with ``?xuat=1`` all rows as a workbook."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.documents.responses import download
from camphucnam.documents.sheets import workbook_of
from camphucnam.kernel.dates import format_dmy
from camphucnam.ui.filters import Filters
from camphucnam.ui.pagination import paginate
from camphucnam.ui.tables import Column, Empty, Table
from households.views.columns import may_open_households

EXPORT = "xuat"
PERSONAL = "Có thông tin cá nhân, không phổ biến."


@dataclass(frozen=True, slots=True)
class PlanList:
    """A list of rows that stand in memory. ``lead`` says by what and on which day, on the page and in the workbook. ``dressed`` turns the
    rows that are shown into what the columns read, in a fixed number of queries; ``counts`` are (badge, word, number) above the list;
    ``parts`` (words, address) of narrower lists; ``export_columns``: what the workbook has instead of ``columns``."""

    heading: str
    lead: str
    unit: str
    file_name: str
    columns: Sequence[Column]
    empty: Empty
    day: date
    dressed: Callable[[Sequence[Any]], list[Any]] = list
    row_url: Callable[[Any], str] | None = None
    link: int = 0
    may_export: bool = False
    note: str = PERSONAL
    counts: Sequence[tuple[str, str, int]] = ()
    export_columns: Sequence[Column] = ()
    crumbs: Sequence[tuple[str, str]] = ()
    tabs: Sequence[tuple[str, str, bool]] = field(default_factory=tuple)
    parts: Sequence[tuple[str, str]] = ()

    def draw(self, request: OfficeRequest, rows: Sequence[Any], filters: Filters) -> HttpResponseBase:
        """The page, or the workbook."""
        may_export = self.may_export or request.user.may(Permission.EXPORT_REGISTER, request.ward.pk)
        if EXPORT in request.GET:
            if not may_export:
                raise Http404
            return self._workbook(request, self.dressed(rows), filters)
        page = paginate(request, rows)
        table = Table(
            self.columns, self.dressed(page.rows), self.heading, row_url=self.row_url, link=self.link, empty=self.empty,
            follows=may_open_households(request),
        )  # fmt: skip
        context = {"list": self, "page": page, "table": table, "filters": filters, "may_export": may_export, "day": self.day}
        return render(request, "programs/list.html", {**context, "crumbs": self.crumbs, "tabs": self.tabs})

    def _workbook(self, request: OfficeRequest, rows: Sequence[Any], filters: Filters) -> HttpResponseBase:
        described = "; ".join(f"{chip.label}: {chip.value}" for chip in filters.chips) or "Tất cả"
        details: dict[str, Any] = {"dieu_kien": described, "dong": len(rows), "ngay": format_dmy(self.day)}
        record(Action.LIST_EXPORTED, by=request.user, ward_id=request.ward.pk, target_label=self.heading, **details)
        now = timezone.localtime()
        lead = [
            self.lead,
            f"Điều kiện lọc: {described}.",
            f"{request.user.full_name} xuất lúc {now:%H:%M} ngày {format_dmy(now.date())}. {self.note}".strip(),
        ]
        return download(
            workbook_of(self.heading, lead, self.export_columns or self.columns, rows), f"{self.file_name}-{now:%Y-%m-%d-%H%M%S}.xlsx"
        )
