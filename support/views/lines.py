"""One line of the budget with what stands behind each figure; one payment with its grants."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.html import format_html
from django.utils.safestring import SafeString

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.kernel.numbers import format_dong, format_int
from camphucnam.ui.tables import Column
from programs.policies import can_read
from programs.views.access import reads
from registers.models import Kept
from registers.views.pages import RecordPage, Section, voided_badge
from support.forms.choices import code_choices
from support.models import AllocationEntry, BudgetLine, Commitment, Disbursement
from support.models.base import MONEY
from support.rules.budget import Balance
from support.rules.sources import source_name
from support.rules.words import GrantState, Purpose
from support.selectors import budget as found
from support.views.catalogue import BOOK
from support.views.grants import GRANT_COLUMNS


def _check_read(request: OfficeRequest, row: Kept) -> None:
    """404 for who reads money of another source only."""
    if not can_read(request.user, request.ward.pk, *row.codes):
        raise Http404


@reads(*MONEY)
def line(request: OfficeRequest, pk: int) -> HttpResponse:
    """One line: what was allocated, committed and paid, and the grants behind it."""
    row: BudgetLine = get_object_or_404(BudgetLine.objects.visible_to(request.user).in_ward(request.ward.pk), pk=pk)
    _check_read(request, row)
    money = found.balance_of(row)
    names = dict(code_choices(request.ward.pk, row.year))
    facts = [
        ("Dự án, chính sách", names.get(row.code, row.code)), *([("Nội dung", row.content)] if row.content else []),
        ("Nguồn", source_name(row.source)), ("Năm", str(row.year)),
        ("Nhu cầu theo kế hoạch", format_dong(money.planned)),
        ("Dự kiến của các hoạt động trong năm", format_dong(found.activities_cost(row))), ("Đã giao", format_dong(money.allocated)),
        ("Đã cam kết", _committed(money)), ("Đã chi", _spent(money)), ("Còn lại (đã giao trừ đã chi)", format_dong(money.remaining)),
        ("Còn cam kết được", format_dong(money.free)),
    ]  # fmt: skip
    page = RecordPage(BOOK, row, str(row), facts, _sections(row), badge=voided_badge(row))
    return page.draw(request)


def _committed(money: Balance) -> str:
    parts = [("hợp đồng", money.contracted), ("hỗ trợ chưa chi", money.promised), ("hỗ trợ đã chi", money.paid_grants)]
    parts.append(("chi không qua cam kết", money.paid_direct))
    inside = ", ".join(f"{word} {format_dong(amount)}" for word, amount in parts if amount)
    return f"{format_dong(money.committed)} ({inside})" if inside else format_dong(money.committed)


def _spent(money: Balance) -> str:
    return f"{format_dong(money.spent)}, trong đó chi cho hộ {format_dong(money.spent_on_grants)}" if money.spent else format_dong(0)


def _sections(row: BudgetLine) -> list[Section]:
    entries = [
        Column("Ngày văn bản", "on", "day"), Column("Số văn bản", "document_number"), Column("Số tiền", "amount_dong", "dong"),
        Column("Ghi chú", _entry_note),
    ]  # fmt: skip
    commitments = [
        Column("Ngày", "on", "day"), Column("Số hợp đồng, quyết định", "document_number"), Column("Nội dung", "purpose"),
        Column("Số tiền", _contract_words, css="n"), Column("Mua cho hộ", "n_grants", "number", "Số khoản hỗ trợ mua theo cam kết này"),
    ]  # fmt: skip
    paid = [
        Column("Chứng từ", "voucher_number"), Column("Ngày chi", "paid_on", "day"), Column("Chi cho", purpose_words),
        Column("Số tiền", "amount_dong", "dong"),
    ]  # fmt: skip
    grants = row.grants.select_related("household__group", "member", "line", "batch", "disbursement").order_by("household__code", "pk")
    n_grants = grants.counting().exclude(state=GrantState.CANCELLED).count()
    all_of_them = f"{format_int(n_grants)} khoản hỗ trợ; hộ và số tiền khớp với phần cam kết và đã chi cho hộ ở trên." if n_grants else ""
    given = row.entries.select_related("line", "moved_from__line", "moved_to__line")
    spent = row.disbursements.select_related("activity", "line")
    return [
        Section("Kinh phí được giao", entries, given, "Chưa giao lần nào."),
        Section("Cam kết chi", commitments, found.commitments_of(row), "Chưa có cam kết nào.",
                [("Ghi cam kết", BOOK.add_url(Commitment, row))]),
        *_cuts(row),
        Section("Khoản chi", paid, spent, "Chưa chi khoản nào.", [("Ghi khoản chi", BOOK.add_url(Disbursement, row))], acts=False,
                row_url=BOOK.page_of),
        Section("Khoản hỗ trợ hộ", GRANT_COLUMNS, grants, "Chưa hỗ trợ hộ nào.", note=all_of_them, acts=False, row_url=BOOK.page_of),
    ]  # fmt: skip


def _entry_note(row: AllocationEntry) -> str:
    other: AllocationEntry | None = getattr(row, "moved_to", None)
    moved = f"Chuyển sang {other.line}" if other else f"Chuyển từ {row.moved_from.line}" if row.moved_from else ""
    return ". ".join(filter(None, [moved, row.note]))


def _contract_words(row: Any) -> str:
    amount = format_dong(row.amount_dong)
    return f"{amount}, ký {format_dong(row.amount_dong + row.cut_dong)}" if row.cut_dong and not row.is_voided else amount


def _cuts(row: BudgetLine) -> list[Section]:
    """Reductions of its commitments, where there are any."""
    rows = list(found.cuts_of(row))
    columns = [
        Column("Ngày văn bản", "on", "day"), Column("Số văn bản", "document_number"),
        Column("Cam kết", lambda item: str(item.commitment)), Column("Giảm", "amount_dong", "dong"), Column("Lý do", "reason"),
    ]  # fmt: skip
    return [Section("Thanh lý, giảm cam kết", columns, rows, "")] if rows else []


def purpose_words(row: Disbursement) -> SafeString | str:
    """What a payment was for, in a few words."""
    if row.is_voided:
        return format_html('<span class="muted">Đã hủy: {}</span>', row.void_reason)
    if row.purpose == Purpose.ACTIVITY and row.activity is not None:
        return f"Hoạt động: {row.activity.title}"
    return row.reason if row.purpose == Purpose.OTHER else Purpose.label_of(row.purpose)


@reads(*MONEY)
def disbursement(request: OfficeRequest, pk: int) -> HttpResponse:
    """One payment and the grants that it paid."""
    rows = Disbursement.objects.visible_to(request.user).in_ward(request.ward.pk).select_related("line", "activity", "commitment")
    row: Disbursement = get_object_or_404(rows, pk=pk)
    _check_read(request, row)
    facts: list[tuple[str, Any]] = [
        ("Dòng kinh phí", format_html('<a href="{}">{}</a>', BOOK.page_of(row.line), row.line)), ("Ngày chi", row.paid_on),
        ("Số tiền", format_dong(row.amount_dong)), ("Chi cho", purpose_words(row)),
    ]  # fmt: skip
    if row.commitment is not None:
        facts.append(("Theo cam kết", str(row.commitment)))
    grants = row.grants.select_related("household__group", "member", "line", "batch", "disbursement").order_by("household__code")
    note = "Số tiền của khoản chi bằng tổng các khoản hỗ trợ."
    sections = [Section("Khoản hỗ trợ được chi", GRANT_COLUMNS, grants, "Không có.", note=note, acts=False, row_url=BOOK.page_of)]
    shown = sections if row.purpose == Purpose.GRANTS and not row.is_voided else []
    return RecordPage(BOOK, row, str(row), facts, shown, badge=voided_badge(row)).draw(request)
