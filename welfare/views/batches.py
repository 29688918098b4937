"""Pages of the purchase lists of health insurance cards."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.documents.pdf import pdf_of
from camphucnam.documents.responses import download
from camphucnam.documents.sheets import workbook_of
from camphucnam.documents.words import letterhead
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.numbers import MISSING, format_dong
from camphucnam.kernel.text import mask_personal_id
from camphucnam.ui.badges import state_badge
from camphucnam.ui.tables import Column, Empty
from households.forms.fields import format_birth
from households.models.member import Sex
from households.rules.classes import HouseholdClass
from households.views.columns import code_column, group_column, name_column
from programs.policies import can_work
from programs.views.access import keeps, reads
from registers.forms import RegisterFilter
from registers.views.pages import ListPage, RecordPage, Section, voided_badge
from welfare.models import InsuranceBatch, InsuranceLine
from welfare.models.base import INSURANCE
from welfare.rules.insurance import Cover, cost_of, months_paid
from welfare.rules.words import Payer
from welfare.selectors.insurance import batches as batches_of
from welfare.selectors.insurance import lines_of
from welfare.selectors.rates import rate_table
from welfare.views.catalogue import BOOK
from welfare.views.insurance import TABS, cover_badge, home_badge

STATES = [("", "Tất cả"), ("dang_lap", "Đang lập"), ("da_gui", "Đã gửi")]


def batch_badge(row: Any) -> SafeString:
    """Voided, drawn up, sent."""
    if row.is_voided:
        return voided_badge(row)
    return state_badge("running", "Đã gửi") if row.sent_on else state_badge("draft", "Đang lập")


def line_badge(row: Any) -> SafeString:
    """Voided, waiting, with a card or refused."""
    if row.is_voided:
        return voided_badge(row)
    if row.issued_on:
        return state_badge("done", f"Nhận {format_dmy(row.issued_on)}")
    return state_badge("stopped", "Không được cấp") if row.refused_reason else state_badge("waiting", "Chờ thẻ")


def _result(row: Any) -> SafeString:
    """What came of the line; why it was refused."""
    reason = format_html('<div class="small muted">{}</div>', row.refused_reason) if row.refused_reason else ""
    return format_html("{}{}", line_badge(row), reason)


BATCH_COLUMNS = [
    Column("Đợt mua thẻ", "title"),
    Column("Nguồn đóng", lambda row: Payer.label_of(row.payer), hide_on_phone=True),
    Column("Thẻ từ ngày", "from_on", "day"),
    Column("Đến hết", "to_on", "day"),
    Column("Số người", "n_lines", "number"),
    Column("Đã nhận thẻ", "n_issued", "number"),
    Column("Tình trạng", batch_badge),
]


@reads(*INSURANCE)
def batches(request: OfficeRequest) -> HttpResponseBase:
    """Purchase lists."""
    form = RegisterFilter(request.GET, search="Tìm theo tên đợt", states=STATES)
    rows = batches_of(request.user, request.ward.pk)
    rows = rows if form.with_voided else rows.counting()
    rows = rows.filter(title__icontains=form.text) if form.text else rows
    rows = rows.filter(sent_on__isnull=form.state == "dang_lap") if form.state else rows
    writes = can_work(request.user, request.ward.pk, *INSURANCE)
    page = ListPage(
        "Đợt mua thẻ BHYT",
        "Danh sách mua thẻ theo đợt: ai, nguồn nào đóng, đã gửi, đã nhận thẻ.",
        "đợt",
        BATCH_COLUMNS,
        Empty("Chưa có đợt mua thẻ nào khớp.", "Lập đợt mới, rồi lấy những người chưa có thẻ vào danh sách."),
        BOOK.page_of,
        TABS,
        [("Lập đợt mua thẻ", BOOK.add_url(InsuranceBatch))] if writes else [],
        may_export=writes,
    )
    return page.draw(request, rows, form)


LINE_COLUMNS = [
    name_column("Họ và tên", "member__full_name"),
    code_column(),
    Column("Phân loại hộ", lambda row: home_badge(row.household_class)),
    Column("Thẻ khi lập", lambda row: cover_badge(row.cover)),
    Column("Số thẻ", lambda row: mask_personal_id(row.card.number) if row.card else ""),
    Column("Kết quả", _result),
]


def _money(batch: InsuranceBatch, lines: list[InsuranceLine]) -> list[tuple[str, str]]:
    """What the list comes to at the rates of its first day; the sentence for missing where a rate is not known."""
    classes = [line.household_class for line in lines if not line.is_voided]
    cost = cost_of(rate_table(batch.ward_id), classes, batch.from_on, batch.to_on)
    each, total = f"Mức đóng một người, {months_paid(batch.from_on, batch.to_on)} tháng", "Tổng mức đóng"
    if cost is None:
        return [(each, MISSING), (total, MISSING)]
    unknown = f"; chưa tính {cost.n_unknown} người chưa rõ mức hỗ trợ" if cost.n_unknown else ""
    return [
        (each, format_dong(cost.premium_dong)),
        (total, format_dong(cost.total_dong)),
        ("Trong đó ngân sách hỗ trợ ít nhất", f"{format_dong(cost.budget_dong)}{unknown}"),
    ]


@reads(*INSURANCE)
def batch(request: OfficeRequest, pk: int) -> HttpResponse:
    """One purchase list."""
    row = get_object_or_404(batches_of(request.user, request.ward.pk), pk=pk)
    lines = list(lines_of(row))
    facts = [
        ("Nguồn đóng", Payer.label_of(row.payer)), ("Lập danh sách ngày", row.drawn_on), ("Thẻ có giá trị từ ngày", row.from_on),
        ("Đến hết ngày", row.to_on), ("Gửi danh sách ngày", row.sent_on), ("Văn bản gửi", row.document),
        ("Số người", row.n_lines), ("Đã nhận thẻ", row.n_issued), ("Không được cấp", row.n_refused),
        *_money(row, lines),
    ]  # fmt: skip
    adds = [] if row.sent_on else [("Thêm một người", BOOK.add_url(InsuranceLine, row))]
    note = "Mức đóng và phần ngân sách ước tính theo mức, tỷ lệ áp dụng vào ngày đầu của đợt (trang Mức, định mức)."
    sections = [Section("Danh sách", LINE_COLUMNS, lines, "Chưa có người nào. Bấm “Lấy người chưa có thẻ”.", adds, note)]
    papers = _papers(row) if row.n_lines and can_work(request.user, request.ward.pk, *INSURANCE) else []
    return RecordPage(BOOK, row, row.title, facts, sections, badge=batch_badge(row), papers=papers).draw(request)


def _papers(row: InsuranceBatch) -> list[tuple[str, str]]:
    return [("Danh sách (PDF)", reverse("welfare:batch_sheet", args=[row.pk])), ("Excel", reverse("welfare:batch_book", args=[row.pk]))]


def sheet_columns(request: OfficeRequest) -> list[Column]:
    """Columns of the printed list; numbers stay masked for whoever may not read them."""
    in_full = request.user.may(Permission.VIEW_PERSONAL, request.ward.pk)
    return [
        name_column("Họ và tên", "member__full_name"),
        Column("Ngày sinh", lambda row: format_birth(row.member.birth_on, row.member.birth_precision)),
        Column("Giới tính", lambda row: Sex.label_of(row.member.sex)),
        Column("Số định danh", lambda row: row.member.personal_id if in_full else mask_personal_id(row.member.personal_id)),
        code_column(),
        group_column(),
        Column("Đối tượng", lambda row: HouseholdClass.label_of(row.household_class)),
        Column("Thẻ khi lập danh sách", lambda row: Cover.label_of(row.cover)),
    ]


def _printed(request: OfficeRequest, pk: int, how: str) -> tuple[InsuranceBatch, list[InsuranceLine]]:
    row = get_object_or_404(batches_of(request.user, request.ward.pk).counting(), pk=pk)
    lines = list(lines_of(row).counting())
    record(Action.LIST_EXPORTED, by=request.user, ward_id=request.ward.pk, target=row, viec=how, dong=len(lines))
    return row, lines


@keeps(*INSURANCE)
def batch_book(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """The purchase list as a workbook."""
    row, lines = _printed(request, pk, "Danh sách mua thẻ BHYT (Excel)")
    lead = [f"{Payer.label_of(row.payer)}. Thẻ có giá trị từ {format_dmy(row.from_on)} đến hết {format_dmy(row.to_on)}."]
    return download(workbook_of(row.title, lead, sheet_columns(request), lines), f"mua-the-bhyt-{row.pk}.xlsx")


@keeps(*INSURANCE)
def batch_sheet(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """The purchase list on paper."""
    row, lines = _printed(request, pk, "Danh sách mua thẻ BHYT (PDF)")
    columns = sheet_columns(request)
    readers = [column.reader() for column in columns]
    context: dict[str, Any] = {
        "row": row,
        "payer": Payer.label_of(row.payer),
        "labels": [column.label for column in columns],
        "lines": [[read(line) for read in readers] for line in lines],
        "head": letterhead(request.ward.profile_on(row.drawn_on), row.drawn_on, row.drawn_on.year),
        "is_demo": request.ward.is_demo,
    }
    return download(pdf_of("welfare/pdf/batch.html", context, row.drawn_on), f"mua-the-bhyt-{row.pk}.pdf")
