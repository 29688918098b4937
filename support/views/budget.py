"""The money of a year: content by source, the line behind each figure, a payment with its grants."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission as P
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.documents.responses import download
from camphucnam.documents.sheets import workbook_of
from camphucnam.kernel.dates import format_dmy
from camphucnam.ui.badges import state_badge
from camphucnam.ui.filters import Filters
from camphucnam.ui.tables import Column, Empty, Table
from programs.policies import can_read, can_work
from registers.views.pages import EXPORT
from support.forms.choices import code_choices
from support.forms.listing import BudgetFilter
from support.models import AllocationEntry, BudgetLine, Settlement
from support.models.base import MONEY
from support.rules.budget import Balance, total
from support.rules.sources import keepers_of, source_name, source_order
from support.rules.words import SettlementState
from support.selectors import budget as found
from support.views.catalogue import BOOK
from support.views.grants import TABS


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A row of the table: a line, a source, or the total."""

    code: str
    name: str
    source: str
    balance: Balance
    n_homes: int | SafeString | None = None
    line: BudgetLine | None = None
    content: str = ""
    settlement: Settlement | None = None

    @property
    def title(self) -> str:
        """Code, name and content, or the word for the total."""
        whole = f"{self.code} {self.name}".strip()
        return f"{whole}: {self.content}" if self.content else whole


Allowed = Callable[[str], bool]
"""Code of a source → whether the person may."""


def _allowed(request: OfficeRequest, may: Callable[..., bool]) -> Allowed:
    """Asked once for every set of keepers, whatever the number of lines."""
    known: dict[tuple[str, ...], bool] = {}

    def ask(source: str) -> bool:
        keepers = keepers_of(source)
        if keepers not in known:
            known[keepers] = may(request.user, request.ward.pk, "FUNDS", *keepers)
        return known[keepers]

    return ask


def _dong(label: str, name: str, title: str = "") -> Column:
    return Column(label, lambda row: getattr(row.balance, name), "number", title)


FIGURES = [
    Column("Kế hoạch", lambda row: row.balance.planned, "number", "Nhu cầu theo kế hoạch"),
    _dong("Đã giao", "allocated"),
    _dong("Cam kết", "committed", "Đã cam kết: hợp đồng, khoản hỗ trợ đã quyết định, khoản đã chi"),
    _dong("Đã chi", "spent"),
    _dong("Còn lại", "remaining", "Đã giao trừ đã chi"),
]
COLUMNS = [
    Column("Dự án, chính sách", lambda row: row.title),
    Column("Nguồn", "source"),
    *FIGURES,
    Column("Số hộ", "n_homes", "number", "Số hộ được hỗ trợ từ dòng này"),
]


@needs(P.VIEW_PLAN)
def budget(request: OfficeRequest) -> HttpResponseBase:
    """Money of a year by content and source; figures only, so whoever reads the plan may read it."""
    form = BudgetFilter(request.GET, years=found.years_of(request.ward.pk), ward_id=request.ward.pk)
    rows = _rows(request, form)
    whole = BudgetRow("", "Tổng cộng", "", total(row.balance for row in rows), mark_safe(""))
    if EXPORT in request.GET:
        return _workbook(request, form, [*rows, whole])
    table = Table(
        _columns(_allowed(request, can_read)), rows, caption="Kinh phí theo dự án, chính sách và nguồn", foot=whole,
        empty=Empty("Chưa có kinh phí nào khớp.", "Ghi kinh phí được giao theo quyết định, thông báo của cấp có thẩm quyền."),
    )  # fmt: skip
    context = {
        "form": form, "filters": Filters(form, request.GET, searches=False), "table": table, "whole": whole, "n_rows": len(rows),
        "n_unplanned": sum(row.balance.planned is None for row in rows), "imports": can_work(request.user, request.ward.pk, "FUNDS"),
        "sources": _sources(request, rows, form.year) if rows else None, "year": form.year,
        "keeper": can_work(request.user, request.ward.pk, *MONEY),
        "add_url": BOOK.add_url(AllocationEntry), "need_url": BOOK.add_url(BudgetLine), "tabs": tabs_of(request),
    }  # fmt: skip
    return render(request, "support/budget.html", context)


def _columns(may_read: Allowed) -> list[Column]:
    """The columns of the page: lines that the person may read lead to their page."""

    def title(row: BudgetRow) -> str:
        if row.line is None or not may_read(row.line.source):
            return row.title
        return format_html('<a href="{}">{}</a>', BOOK.page_of(row.line), row.title)

    return [Column("Dự án, chính sách", title), *COLUMNS[1:]]


def tabs_of(request: OfficeRequest) -> list[tuple[str, str, bool]]:
    """The lists of money and grants, for people who may open them."""
    if not any(request.user.may(item, request.ward.pk) for item in (P.EDIT_PLAN, P.NOTE_PROGRESS, P.VIEW_REGISTER)):
        return []
    return [(label, reverse(name), reverse(name) == request.path) for label, name in TABS]


def _rows(request: OfficeRequest, form: BudgetFilter) -> list[BudgetRow]:
    lines = BudgetLine.objects.in_ward(request.ward.pk).counting().filter(year=form.year or 0)
    for name, value in {"code": form.value("ma"), "source": form.value("nguon")}.items():
        lines = lines.filter(**{name: value}) if value else lines
    known, names = list(lines), dict(code_choices(request.ward.pk, form.year))
    money, homes, order = found.balances(known), found.households_behind(known), list(names)
    rows = [
        BudgetRow(line.code, names.get(line.code, "").removeprefix(f"{line.code} "), source_name(line.source), money[line.pk],
                  homes.get(line.pk, 0), line, line.content)
        for line in known
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (order.index(row.code) if row.code in order else len(order), row.content, _place(row)))


def _place(row: BudgetRow) -> int:
    return source_order(row.line.source) if row.line is not None else 0


def _sources(request: OfficeRequest, rows: Sequence[BudgetRow], year: int | None) -> Table:
    """The same money by source, with where the settlement stands."""
    settlements = found.settlements_of(request.ward.pk, year or 0)
    may_work = _allowed(request, can_work)
    codes = sorted({row.line.source for row in rows if row.line}, key=source_order)
    by_source = [
        BudgetRow("", "", source_name(code), total(row.balance for row in rows if row.line and row.line.source == code),
                  settlement=settlements.get(code))
        for code in codes
    ]  # fmt: skip
    columns = [Column("Nguồn", "source"), *FIGURES, Column("Quyết toán", lambda row: _settlement(row.settlement, may_work))]
    whole = BudgetRow("", "", "Tổng cộng", total(row.balance for row in by_source))
    return Table(columns, by_source, caption="Kinh phí theo nguồn", foot=whole)


def _settlement(row: Settlement | None, may_work: Allowed) -> SafeString:
    if row is None:
        return mark_safe("")
    closed = row.state == SettlementState.CLOSED
    text = f"Đã quyết toán {format_dmy(row.closed_on)}, số {row.document_number}" if closed else SettlementState.DRAFT.label
    badge = state_badge("done" if closed else "running", text)
    if not may_work(row.source):
        return badge
    step = "mo-lai" if closed else "chot"
    return format_html('{} <a href="{}">{}</a>', badge, BOOK.step_url(row, step), "Mở lại" if closed else "Quyết toán")


def _workbook(request: OfficeRequest, form: BudgetFilter, rows: Sequence[BudgetRow]) -> HttpResponseBase:
    day = timezone.localdate()
    record(Action.LIST_EXPORTED, by=request.user, ward_id=request.ward.pk, target_label="Kinh phí", nam=form.year, dong=len(rows))
    lead = [f"Năm {form.year}. Tại ngày {format_dmy(day)}. Đơn vị tính: đồng.", f"{request.user.full_name} xuất."]
    return download(workbook_of(f"Kinh phí năm {form.year}", lead, COLUMNS, rows), f"kinh-phi-{form.year}-{day:%Y-%m-%d}.xlsx")
