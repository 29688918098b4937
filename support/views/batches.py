"""Lists of grants: made, filled, printed to be signed."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission as P
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.documents.pdf import pdf_of
from camphucnam.documents.responses import download
from camphucnam.documents.sheets import workbook_of
from camphucnam.documents.words import letterhead
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.numbers import MISSING, dong_in_words, format_dong, format_int
from camphucnam.ui.badges import state_badge
from camphucnam.ui.idempotency import once
from camphucnam.ui.tables import Column, Empty, Table
from households.views.columns import code_column
from households.views.fetch import saved
from programs.policies import can_work
from registers.forms import RegisterFilter
from registers.views.pages import ListPage, RecordPage, Section, voided_badge
from support.forms.choices import own_code_choices
from support.forms.grants import FillForm
from support.models import GrantBatch
from support.rules.words import GrantKind, Share
from support.selectors import grants as found
from support.selectors.budget import balance_of
from support.services.batches import Candidate, Exceptions, batch_fill, candidates_matching, candidates_named
from support.views.catalogue import BOOK
from support.views.grants import GRANT_COLUMNS, TABS, worth

STATES = [("", "Tất cả"), ("cho", "Còn khoản chờ trao"), ("xong", "Đã trao hết")]


def badge(row: Any) -> Any:
    """Voided, empty, waiting or handed over."""
    if row.is_voided:
        return voided_badge(row)
    if not row.n_grants:
        return state_badge("draft", "Chưa có hộ")
    return state_badge("done", "Đã trao hết") if row.n_given == row.n_grants else state_badge("waiting", "Còn chờ trao")


def rate(row: GrantBatch) -> str:
    """``500.000 đồng, mỗi hộ`` or ``10 kg gạo, mỗi nhân khẩu``."""
    thing = f"{format_int(row.quantity)} {row.unit} {row.item}" if row.quantity else row.item
    money = format_dong(row.value_dong) if row.value_dong is not None else ""
    return f"{', '.join(filter(None, [thing.strip(), money]))}, {Share.label_of(row.share).lower()}"


LIST_COLUMNS = [
    Column("Đợt", "name"),
    Column("Dự án, chính sách", "code", hide_on_phone=True),
    Column("Nguồn", "origin", hide_on_phone=True),
    Column("Ngày quyết định", "decided_on", "day"),
    Column("Mức", rate),
    Column("Số khoản", "n_grants", "number"),
    Column("Đã trao", "n_given", "number"),
    Column("Tổng trị giá", lambda row: MISSING if row.sum_dong is None else format_dong(row.sum_dong), css="n"),
    Column("Tình trạng", badge),
]


@needs(P.EDIT_PLAN, P.NOTE_PROGRESS, P.VIEW_REGISTER)
def batch_list(request: OfficeRequest) -> HttpResponseBase:
    """Lists of grants, all or the own agency's."""
    form = RegisterFilter(request.GET, search="Tìm theo tên đợt", states=STATES)
    rows = found.named(found.batches(request.user, request.ward.pk), form.text)
    rows = rows if form.with_voided else rows.counting()
    if form.state:
        rows = found.handed_over(rows) if form.state == "xong" else found.waiting(rows)
    writes = bool(own_code_choices(request.user, request.ward.pk)) and request.user.may(P.NOTE_PROGRESS, request.ward.pk)
    page = ListPage(
        "Đợt hỗ trợ",
        "Danh sách hộ được hỗ trợ cùng một thứ, cùng một mức; in danh sách ký nhận.",
        "đợt",
        LIST_COLUMNS,
        Empty("Chưa có đợt hỗ trợ nào khớp.", "Lập đợt, chọn hộ theo diện và tổ dân phố, rồi in danh sách ký nhận."),
        BOOK.page_of,
        TABS,
        [("Lập đợt hỗ trợ", BOOK.add_url(GrantBatch))] if writes else [],
        may_export=can_work(request.user, request.ward.pk, "FUNDS"),
    )
    return page.draw(request, rows, form)


@needs(P.EDIT_PLAN, P.NOTE_PROGRESS, P.VIEW_REGISTER)
def batch(request: OfficeRequest, pk: int) -> HttpResponse:
    """One list with its grants."""
    row = get_object_or_404(found.batches(request.user, request.ward.pk), pk=pk)
    facts = [
        ("Dự án, chính sách", row.code),
        *([("Nội dung hỗ trợ của kế hoạch", row.content)] if row.content else []),
        ("Nguồn", row.origin), ("Ngày quyết định", row.decided_on),
        ("Hình thức", GrantKind.label_of(row.kind)), ("Mức", rate(row)), ("Số khoản", format_int(row.n_grants)),
        ("Đã trao", format_int(row.n_given)), ("Tổng số tiền, trị giá", format_dong(row.sum_dong)),
    ]  # fmt: skip
    rows = row.grants.select_related("household__group", "member", "line", "batch", "disbursement")
    rows = rows.order_by("household__group__sort_order", "household__head_sort_key", "pk")
    adds = [("Thêm hộ vào đợt", reverse("support:fill", args=[row.pk]))]
    sections = [Section("Khoản hỗ trợ", GRANT_COLUMNS, rows, "Chưa có hộ nào trong đợt.", adds, acts=False, row_url=BOOK.page_of)]
    papers = [
        ("Danh sách ký nhận (PDF)", reverse("support:receipts", args=[row.pk])),
        ("Danh sách ký nhận (Excel)", f"{reverse('support:receipts', args=[row.pk])}?xlsx=1"),
    ]
    page = RecordPage(BOOK, row, row.name, facts, sections, badge=badge(row), papers=papers if row.n_grants else [])
    return page.draw(request)


def _kept(request: OfficeRequest, pk: int) -> GrantBatch:
    row: GrantBatch = get_object_or_404(found.batches(request.user, request.ward.pk), pk=pk)
    if not can_work(request.user, request.ward.pk, *row.codes):
        raise Http404
    return row


@needs(P.EDIT_PLAN, P.NOTE_PROGRESS)
@once
def fill(request: OfficeRequest, pk: int) -> HttpResponse:
    """Choose households, see what each would get or why not, then add them."""
    row = _kept(request, pk)
    form = FillForm(request.POST or None, ward_id=request.ward.pk)
    lines, reasons, added = [], Exceptions(), []
    if request.method == "POST" and form.is_valid():
        reasons = form.reasons
        act = lambda: added.append(batch_fill(row, _asked(request, row, form), reasons, by=request.user))  # noqa: E731
        if "commit" in request.POST and saved(form, act):
            messages.success(request, f"Đã thêm {added[0]} hộ vào đợt.")
            return redirect(BOOK.page_of(row))
        try:
            lines = _asked(request, row, form)
        except DomainError as error:
            form.refuse(error)
    context = {
        "row": row, "form": form, "crumbs": [BOOK.list_of(GrantBatch), (row.name, BOOK.page_of(row))], "back": BOOK.page_of(row),
        "rate": rate(row), "table": _preview(lines, reasons) if lines else None, **_summed(row, lines, reasons),
    }  # fmt: skip
    return render(request, "support/fill.html", context)


def _summed(row: GrantBatch, lines: Sequence[Candidate], reasons: Exceptions) -> dict[str, Any]:
    """How many can be added, what they cost, and whether the source has that much."""
    ready = [line for line in lines if not line.remark(reasons)]
    cost = sum(line.value_dong or 0 for line in ready)
    free = balance_of(row.line).free if row.line is not None else cost
    enough = cost <= free
    return {
        "n_ready": len(ready) if enough else 0,
        "n_fit": len(ready),
        "n_lines": len(lines),
        "cost": cost,
        "free": free,
        "enough": enough,
    }


def _asked(request: OfficeRequest, row: GrantBatch, form: FillForm) -> list[Candidate]:
    text = form.cleaned_data["codes"].strip()
    return candidates_named(row, text, by=request.user) if text else candidates_matching(row, form.wanted, by=request.user)


def _preview(lines: Sequence[Candidate], reasons: Exceptions) -> Table:
    columns = [
        code_column("code"),
        Column("Chủ hộ", "name"),
        Column("Tổ dân phố", lambda line: line.household.group.name if line.household else "", hide_on_phone=True),
        Column("Số tiền, trị giá", lambda line: "" if line.value_dong is None else format_dong(line.value_dong), css="n"),
        Column("Kiểm tra", lambda line: line.remark(reasons) or "Thêm được"),
    ]
    return Table(columns, lines, caption="Kiểm tra danh sách", empty=Empty("Chưa có dòng nào."))


@needs(P.EDIT_PLAN, P.NOTE_PROGRESS, P.VIEW_REGISTER)
def receipts(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """The list to sign on paper, as PDF or as a workbook."""
    row: GrantBatch = get_object_or_404(found.batches(request.user, request.ward.pk).counting(), pk=pk)
    rows = list(found.on_batch(row))
    known = [item.value_dong for item in rows if item.value_dong is not None]
    total = sum(known) if known else None
    record(Action.LIST_EXPORTED, by=request.user, ward_id=request.ward.pk, target=row, viec="Danh sách ký nhận", dong=len(rows))
    if "xlsx" in request.GET:
        return _workbook(row, rows, total)
    day = row.decided_on
    context: dict[str, Any] = {
        "row": row, "rows": [(item, _given(item)) for item in rows], "total": total, "rate": rate(row),
        "words": dong_in_words(total).capitalize() if total else "", "is_demo": request.ward.is_demo,
        "head": letterhead(request.ward.profile_on(day), None, day.year),
    }  # fmt: skip
    return download(pdf_of("support/pdf/receipts.html", context, day), f"ky-nhan-{row.pk}.pdf")


def _given(item: Any) -> str:
    return worth(item) if item.kind == GrantKind.CASH else item.what


def _workbook(row: GrantBatch, rows: Sequence[Any], total: int | None) -> HttpResponseBase:
    numbers = {item.pk: number for number, item in enumerate(rows, 1)}
    columns = [
        Column("STT", lambda item: numbers[item.pk], "number"),
        Column("Họ và tên", "name"),
        code_column(),
        Column("Địa chỉ, tổ dân phố", _address),
        Column("Hiện vật", lambda item: "" if item.kind == GrantKind.CASH else item.what),
        Column("Số tiền, trị giá", "value_dong", "dong"),
        Column("Ký nhận", lambda item: ""),
    ]
    lead = [f"{row.name}. Quyết định ngày {format_dmy(row.decided_on)}. Nguồn: {row.origin}. Mức: {rate(row)}."]
    if total:
        lead.append(f"Tổng cộng: {format_dong(total)} ({dong_in_words(total)}).")
    content = workbook_of("Danh sách ký nhận", lead, columns, rows)
    return download(content, f"ky-nhan-{row.pk}-{timezone.localdate():%Y-%m-%d}.xlsx")


def _address(item: Any) -> str:
    return ", ".join(filter(None, [item.household.address, item.household.group.name]))
