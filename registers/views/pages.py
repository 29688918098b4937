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
from households.models import Household
from households.views.columns import household_words, may_open_households
from programs.policies import can_work
from registers.models import Kept
from registers.views.book import Book

EXPORT = "xuat"
Rows = QuerySet[Any] | Sequence[Any]


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list. ``unit``: what the count counts; ``tabs``: other lists of the same register as (label, url name);
    ``adds``: (label, address) of what may be added, the first one is the primary button; ``codes``: whose keepers may add and export
    (none: the view has asked already); ``totals``: (label, sum) over all rows of the filter; ``confidential``: the log of an export does
    not tell what was searched for, which may be a name."""

    heading: str
    lead: str
    unit: str
    columns: Sequence[Column]
    empty: Empty
    row_url: Callable[[Any], str] | None = None
    tabs: Sequence[tuple[str, str]] = ()
    adds: Sequence[tuple[str, str]] = ()
    papers: Sequence[tuple[str, str]] = ()
    link: int = 0
    may_export: bool = False
    codes: tuple[str, ...] = ()
    totals: Sequence[tuple[str, str]] = ()
    confidential: bool = False

    def draw(self, request: OfficeRequest, rows: Rows, form: OfficeForm, total: int | None = None) -> HttpResponseBase:
        """The page, or with ``?xuat=1`` all rows of the filter as a workbook; ``total``: a count without annotations."""
        keeps = not self.codes or can_work(request.user, request.ward.pk, *self.codes)
        may_export = self.may_export or (bool(self.codes) and keeps) or request.user.may(Permission.EXPORT_REGISTER, request.ward.pk)
        filters = Filters(form, request.GET, folded=("da_huy",) if "da_huy" in form.fields else ())
        if EXPORT in request.GET:
            if not may_export:
                raise Http404
            return self._workbook(request, rows, filters)
        page = paginate(request, rows, total=total)
        context = {
            "list": self,
            "page": page,
            "table": self._table(request, page.rows),
            "filters": filters,
            "adds": self.adds if keeps else [],
            "may_export": may_export,
            "tabs": [(label, url_of(name), url_of(name) == request.path) for label, name in self.tabs],
        }
        return render(request, "registers/list.html", context)

    def _table(self, request: OfficeRequest, rows: Rows) -> Table:
        return Table(
            self.columns, rows, self.heading, row_url=self.row_url, link=self.link, empty=self.empty, follows=may_open_households(request)
        )  # fmt: skip

    def _workbook(self, request: OfficeRequest, rows: Rows, filters: Filters) -> HttpResponseBase:
        found = list(rows)
        described = "; ".join(f"{chip.label}: {chip.value}" for chip in filters.chips) or "Tất cả"
        details: dict[str, Any] = {"dong": len(found)} if self.confidential else {"dieu_kien": described, "dong": len(found)}
        record(Action.LIST_EXPORTED, by=request.user, ward_id=request.ward.pk, target_label=self.heading, **details)
        now = timezone.localtime()
        lead = [
            f"{described}. Tại ngày {format_dmy(now.date())}.",
            f"{request.user.full_name} xuất lúc {now:%H:%M} ngày {format_dmy(now.date())}. Có thông tin cá nhân, không phổ biến.",
        ]
        return download(workbook_of(self.heading, lead, self.columns, found), f"so-{now:%Y-%m-%d-%H%M%S}.xlsx")


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of a record; ``adds`` are (label, address) for keepers; ``acts``: whether each row shows its steps."""

    heading: str
    columns: Sequence[Column]
    rows: Rows
    empty: str
    adds: Sequence[tuple[str, str]] = ()
    note: str = ""
    acts: bool = True
    row_url: Callable[[Any], str] | None = None
    keepers_only: bool = False


@dataclass(slots=True)
class RecordPage:
    """A record: facts, what may be done next, sections of rows, papers to download."""

    book: Book
    row: Kept
    heading: str
    facts: Sequence[tuple[str, Any]]
    sections: Sequence[Section] = ()
    badge: SafeString | str = ""
    papers: Sequence[tuple[str, str]] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)
    template: str = "registers/record.html"

    def draw(self, request: OfficeRequest) -> HttpResponse:
        """The page; what may be done shows to keepers while the row counts."""
        writes = can_work(request.user, request.ward.pk, *self.row.codes) and not self.row.is_voided
        steps = self.book.open_steps(self.row) if writes else []
        context = {
            "page": self,
            "row": self.row,
            "writes": writes,
            "crumbs": [self.book.list_of(type(self.row))],
            "facts": [(label, shown(value, opens=may_open_households(request))) for label, value in self.facts],
            "sections": [(section, self._table(section, writes, may_open_households(request))) for section in self.sections],
            "void_url": self.book.void_url(self.row),
            "first_steps": [(label, url) for label, url, second in steps if not second],
            "other_steps": [(label, url) for label, url, second in steps if second],
            **self.extra,
        }
        return render(request, self.template, context)

    def _table(self, section: Section, writes: bool, follows: bool) -> Table:
        columns = list(section.columns)
        if writes and section.acts:
            columns = [*columns, Column("Việc", lambda row: row_actions(self.book, row), css="acts")]
        return Table(columns, section.rows, section.heading, empty=Empty(section.empty), row_url=section.row_url, follows=follows)


def shown(value: Any, *, opens: bool = False) -> Any:
    """A fact as text: days, yes and no, the sentence for missing, a household by its code, head and group."""
    if value is None or value == "":
        return MISSING
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, Household):
        return household_words(value, opens=opens)
    return format_dmy(value) if hasattr(value, "year") else value


def row_actions(book: Book, row: Kept) -> SafeString:
    """Links to the steps and to voiding; the reason where the row is voided."""
    if row.is_voided:
        return format_html('<span class="muted">Đã hủy: {}</span>', row.void_reason)
    links = [(label, url) for label, url, _ in book.open_steps(row)]
    drawn = format_html_join(mark_safe(" · "), '<a href="{1}">{0}</a>', [*links, ("Hủy dòng", book.void_url(row))])
    return format_html("<span>{}</span>", drawn)


def voided_badge(row: Kept) -> SafeString:
    """Says that a row no longer counts."""
    return state_badge("stopped", "Đã hủy") if row.is_voided else mark_safe("")
