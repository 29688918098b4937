"""Pages of hunger relief."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.safestring import SafeString

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.documents.pdf import pdf_of
from camphucnam.documents.responses import download
from camphucnam.documents.words import letterhead
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.numbers import format_decimal, format_int
from camphucnam.ui.badges import state_badge
from camphucnam.ui.tables import Column, Empty
from households.views.columns import code_column, group_column, name_column
from programs.policies import can_work
from programs.views.access import keeps, reads
from registers.forms import RegisterFilter
from registers.views.pages import ListPage, RecordPage, Section, voided_badge
from welfare.models import ReliefLine, ReliefRound
from welfare.models.base import ASSISTANCE
from welfare.rules.relief import ReliefKind
from welfare.selectors.relief import relief_lines, rounds
from welfare.views.catalogue import BOOK


def kg_words(value: Any) -> str:
    """``22,5 kg``; empty for none."""
    return "" if value is None else f"{format_decimal(value, 1)}\u00a0kg"


def round_badge(row: Any) -> SafeString:
    """Voided, empty, under way, everybody received."""
    if row.is_voided:
        return voided_badge(row)
    if not row.n_households:
        return state_badge("draft", "Chưa có hộ")
    over = row.n_received == row.n_households
    return state_badge("done", "Đã phát xong") if over else state_badge("running", f"Đã phát {row.n_received}/{row.n_households}")


def line_badge(row: Any) -> SafeString:
    """Voided, received or not."""
    if row.is_voided:
        return voided_badge(row)
    return state_badge("done", f"Nhận {format_dmy(row.received_on)}") if row.received_on else state_badge("waiting", "Chưa nhận")


ROUND_COLUMNS = [
    Column("Đợt cứu đói", "title"),
    Column("Dịp", lambda row: ReliefKind.label_of(row.kind)),
    Column("Từ ngày", "from_on", "day"),
    Column("Đến hết", "to_on", "day", hide_on_phone=True),
    Column("Số hộ", "n_households", "number"),
    Column("Số người", lambda row: row.n_people or 0, "number"),
    Column("Gạo", lambda row: kg_words(row.sum_kg or 0), css="n"),
    Column("Tình trạng", round_badge),
]


@reads(*ASSISTANCE)
def relief(request: OfficeRequest) -> HttpResponseBase:
    """Rounds of rice."""
    form = RegisterFilter(request.GET, search="Tìm theo tên đợt", states=[("", "Tất cả"), *ReliefKind.choices()], state_label="Dịp")
    rows = rounds(request.user, request.ward.pk)
    rows = rows if form.with_voided else rows.counting()
    rows = rows.filter(title__icontains=form.text) if form.text else rows
    writes = can_work(request.user, request.ward.pk, *ASSISTANCE)
    page = ListPage(
        "Cứu đói",
        "Đợt hỗ trợ gạo cho hộ thiếu đói, có nguy cơ thiếu đói: danh sách hộ, số người, số gạo, ngày nhận.",
        "đợt",
        ROUND_COLUMNS,
        Empty("Chưa có đợt nào khớp.", "Lập đợt, lấy hộ có nguy cơ thiếu đói vào danh sách, rồi ghi nhận gạo."),
        BOOK.page_of,
        adds=[("Lập đợt cứu đói", BOOK.add_url(ReliefRound))] if writes else [],
        may_export=writes,
    )
    return page.draw(request, rows.filter(kind=form.state) if form.state else rows, form)


LINE_COLUMNS = [
    name_column("Chủ hộ", "household__head_name"),
    code_column(),
    group_column(),
    Column("Số người", "n_persons", "number"),
    Column("Gạo", lambda row: kg_words(row.kg), css="n"),
    Column("Lý do", "reason"),
    Column("Người nhận", "receiver"),
    Column("Kết quả", line_badge),
]


@reads(*ASSISTANCE)
def relief_round(request: OfficeRequest, pk: int) -> HttpResponse:
    """One round and its households."""
    row = get_object_or_404(rounds(request.user, request.ward.pk), pk=pk)
    facts = [
        ("Dịp", ReliefKind.label_of(row.kind)), ("Quyết định, văn bản", row.decision), ("Từ ngày", row.from_on),
        ("Đến hết ngày", row.to_on),
        ("Số tháng", row.months), ("Gạo một người, cả đợt", kg_words(row.kg_per_person)), ("Căn cứ tính", row.basis or "Ghi theo văn bản"),
        ("Số hộ, số người", f"{format_int(row.n_households)} hộ, {format_int(row.n_people or 0)} người"),
        ("Tổng số gạo", kg_words(row.sum_kg or 0)), ("Đã nhận", f"{format_int(row.n_received)} hộ"),
    ]  # fmt: skip
    adds = [("Thêm một hộ", BOOK.add_url(ReliefLine, row))]
    sections = [Section("Danh sách hộ", LINE_COLUMNS, relief_lines(row), "Chưa có hộ nào. Bấm “Lấy hộ có nguy cơ thiếu đói”.", adds)]
    may_print = row.n_households and can_work(request.user, request.ward.pk, *ASSISTANCE)
    papers = [("Danh sách ký nhận (PDF)", reverse("welfare:relief_sheet", args=[row.pk]))] if may_print else []
    return RecordPage(BOOK, row, row.title, facts, sections, badge=round_badge(row), papers=papers).draw(request)


@keeps(*ASSISTANCE)
def relief_sheet(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """The list to sign on paper."""
    row = get_object_or_404(rounds(request.user, request.ward.pk).counting(), pk=pk)
    lines = [(line, kg_words(line.kg)) for line in relief_lines(row).counting()]
    record(Action.LIST_EXPORTED, by=request.user, ward_id=request.ward.pk, target=row, viec="Danh sách nhận gạo", dong=len(lines))
    context: dict[str, Any] = {
        "row": row,
        "lines": lines,
        "kg": kg_words(row.kg_per_person),
        "total": kg_words(row.sum_kg or 0),
        "head": letterhead(request.ward.profile_on(row.from_on), row.from_on, row.from_on.year),
        "is_demo": request.ward.is_demo,
    }
    return download(pdf_of("welfare/pdf/relief.html", context, row.from_on), f"nhan-gao-{row.pk}.pdf")
