"""What registers gave to households that hangs on no grant yet, and the sums that must agree."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission as P
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.numbers import MISSING, format_dong
from camphucnam.ui.pagination import paginate
from camphucnam.ui.tables import Column, Empty, Table
from households.views.columns import code_column, may_open_households
from programs.policies import can_read
from support.selectors.tied import Reconciled, readable_tables, reconciled, untied_rows
from support.views.grants import TABS
from support.views.ties import holder_url

COLUMNS = [
    code_column(lambda row: row.home.code),
    Column("Chủ hộ", lambda row: row.home.head_name),
    Column("Tổ dân phố", lambda row: row.home.group.name, hide_on_phone=True),
    Column("Sổ", "WORD"),
    Column("Trị giá", lambda row: MISSING if row.value is None else format_dong(row.value), css="n"),
    Column("Ngày trao", lambda row: format_dmy(row.handed_on) if row.handed_on else "Chưa trao"),
]
SUMS = [
    Column("Sổ", "word"),
    Column("Số dòng", "n_rows", "number"),
    Column("Tổng trị giá", "given_dong", "dong"),
    Column("Đã gắn khoản hỗ trợ", "tied_dong", "dong"),
    Column("Chưa gắn", "untied_dong", "dong"),
    Column("Số dòng chưa gắn", "n_untied", "number"),
]
NAMES = ("n_rows", "given_dong", "tied_dong", "untied_dong", "n_untied")
NONE_LEFT = Empty("Mọi thứ cấp cho hộ đều đã gắn với khoản hỗ trợ.")


@needs(P.EDIT_PLAN, P.NOTE_PROGRESS, P.VIEW_REGISTER)
def untied(request: OfficeRequest) -> HttpResponse:
    """Rows of registers without a grant, and for each register: given = tied + untied."""
    tables = readable_tables(request.user, request.ward.pk)
    sums, rows = reconciled(tables, request.ward.pk), untied_rows(tables, request.ward.pk)
    page = paginate(request, rows, total=len(rows))
    lines = [_line(item.table.WORD, item) for item in sums]
    whole = SimpleNamespace(word="Cộng", **{name: sum(getattr(line, name) for line in lines) for name in NAMES})
    context = {
        "page": page,
        "n_rows": len(rows),
        "table": _table(request, tables, page.rows),
        "sums": Table(SUMS, lines, caption="Đối chiếu các sổ với khoản hỗ trợ", foot=whole) if lines else None,
        "differing": [item.table.WORD for item in sums if item.tied_dong != item.granted_dong],
        "tabs": [(label, reverse(name), reverse(name) == request.path) for label, name in TABS],
    }
    return render(request, "support/untied.html", context)


def _table(request: OfficeRequest, tables: Sequence[Any], rows: Sequence[Any]) -> Table:
    """The finance section reads the sums of every register, and opens those that it may read."""
    opened = {table for table in tables if can_read(request.user, request.ward.pk, *table.CODES)}

    def what(row: Any) -> SafeString | str:
        return format_html('<a href="{}">{}</a>', holder_url(row), row) if type(row) in opened else str(row)

    return Table(
        [Column("Nội dung", what), *COLUMNS], rows, "Chưa gắn khoản hỗ trợ", empty=NONE_LEFT, follows=may_open_households(request)
    )  # fmt: skip


def _line(word: str, item: Reconciled) -> SimpleNamespace:
    return SimpleNamespace(word=word, **{name: getattr(item, name) for name in NAMES})
