"""The two shapes of page that every register has: a list with filters and export, and a record with its dated rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.documents.responses import download
from camphucnam.documents.sheets import workbook_of
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.numbers import MISSING
from camphucnam.ui.badges import state_badge
from camphucnam.ui.filters import Filters
from camphucnam.ui.forms import OfficeForm
from camphucnam.ui.navigation import url_of
from camphucnam.ui.pagination import paginate
from camphucnam.ui.tables import Column, Empty, Table
from livelihoods.views.addresses import page_of, step_url, void_url
from livelihoods.views.catalogue import STEPS
from programs.policies import can_work
from registers.models import Kept

EXPORT = "xuat"
Rows = QuerySet[Any] | Sequence[Any]


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list. ``unit``: what the count counts; ``tabs``: other lists of the same register as (label, url name);
    ``adds``: (label, address) of what a keeper may add, the first one is the primary button."""

    heading: str
    lead: str
    unit: str
    columns: Sequence[Column]
    empty: Empty
    codes: tuple[str, ...]
    tabs: Sequence[tuple[str, str]] = ()
    adds: Sequence[tuple[str, str]] = ()
    link: int = 0
    row_url: Callable[[Any], str] = page_of
    totals: Sequence[tuple[str, str]] = ()

    def draw(self, request: OfficeRequest, rows: Rows, form: OfficeForm) -> HttpResponseBase:
        """The page, or with ``?xuat=1`` all rows of the filter as a workbook."""
        keeps = can_work(request.user, request.ward.pk, *self.codes)
        may_export = keeps or request.user.may(Permission.EXPORT_REGISTER, request.ward.pk)
        filters = Filters(form, request.GET, folded=("da_huy",) if "da_huy" in form.fields else ())
        if EXPORT in request.GET:
            if not may_export:
                raise Http404
            return self._workbook(request, rows, filters)
        page = paginate(request, rows)
        table = Table(self.columns, page.rows, caption=self.heading, row_url=self.row_url, link=self.link, empty=self.empty)
        context = {
            "list": self,
            "page": page,
            "table": table,
            "filters": filters,
            "keeps": keeps,
            "may_export": may_export,
            "tabs": [(label, url_of(name), url_of(name) == request.path) for label, name in self.tabs],
        }
        return render(request, "livelihoods/list.html", context)

    def _workbook(self, request: OfficeRequest, rows: Rows, filters: Filters) -> HttpResponseBase:
        found = list(rows)
        described = "; ".join(f"{chip.label}: {chip.value}" for chip in filters.chips) or "Tất cả"
        record(
            Action.LIST_EXPORTED, by=request.user, ward_id=request.ward.pk, target_label=self.heading, dieu_kien=described, dong=len(found)
        )
        now = timezone.localtime()
        lead = [
            f"{described}. Tại ngày {format_dmy(now.date())}.",
            f"{request.user.full_name} xuất lúc {now:%H:%M} ngày {format_dmy(now.date())}. Có thông tin cá nhân, không phổ biến.",
        ]
        return download(workbook_of(self.heading, lead, self.columns, found), f"so-{now:%Y-%m-%d-%H%M%S}.xlsx")


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of a record; ``add`` is (label, address) for keepers, ``acts``: whether the rows are stepped and voided here."""

    heading: str
    columns: Sequence[Column]
    rows: Rows
    empty: str
    add: tuple[str, str] | None = None
    note: str = ""
    link: Callable[[Any], str] | None = None
    acts: bool = True


@dataclass(slots=True)
class RecordPage:
    """A record: facts, what may be done next, sections of rows."""

    row: Kept
    heading: str
    codes: tuple[str, ...]
    crumbs: Sequence[tuple[str, str]]
    facts: Sequence[tuple[str, Any]]
    sections: Sequence[Section] = ()
    badge: SafeString | str = ""
    papers: Sequence[tuple[str, str]] = field(default_factory=list)

    def draw(self, request: OfficeRequest) -> HttpResponse:
        """The page; what may be done shows to keepers while the row counts."""
        writes = can_work(request.user, request.ward.pk, *self.codes) and not self.row.is_voided
        step = STEPS.get(type(self.row))
        context = {
            "page": self,
            "row": self.row,
            "writes": writes,
            "facts": [(label, shown(value)) for label, value in self.facts],
            "sections": [(section, _section_table(section, writes)) for section in self.sections],
            "void_url": void_url(self.row),
            "step": (step.heading, step_url(self.row)) if step is not None and not step.refused(self.row) else None,
        }
        return render(request, "livelihoods/record.html", context)


def _section_table(section: Section, writes: bool) -> Table:
    columns = list(section.columns)
    if writes and section.acts:
        columns = [*columns, Column("Việc", row_actions, css="nowrap")]
    return Table(columns, section.rows, caption=section.heading, empty=Empty(section.empty), row_url=section.link)


def shown(value: Any) -> Any:
    """A fact as text: days, yes and no, the sentence for missing."""
    if value is None or value == "":
        return MISSING
    if isinstance(value, bool):
        return "Có" if value else "Không"
    return format_dmy(value) if hasattr(value, "year") else value


def row_actions(row: Kept) -> SafeString:
    """Links to the next step and to voiding; the reason where the row is voided."""
    if row.is_voided:
        return format_html('<span class="muted">Đã hủy: {}</span>', row.void_reason)
    wanted = STEPS.get(type(row))
    links = [(wanted.submit, step_url(row))] if wanted is not None and not wanted.refused(row) else []
    drawn = format_html_join(mark_safe(" · "), '<a href="{1}">{0}</a>', [*links, ("Hủy dòng", void_url(row))])
    return format_html("<span>{}</span>", drawn)


def voided_badge(row: Kept) -> SafeString:
    """Says that a row no longer counts."""
    return state_badge("stopped", "Đã hủy") if row.is_voided else mark_safe("")
