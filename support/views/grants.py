"""The list of grants, the page of one, and the pairs that may be double."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission as P
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.numbers import MISSING, format_dong
from camphucnam.ui.badges import state_badge
from camphucnam.ui.pagination import paginate
from camphucnam.ui.tables import Column, Empty, Table
from households.models import Household
from households.rules.classes import HouseholdClass, WindowKind
from households.views.columns import code_column, group_column
from programs.policies import can_read, can_work
from registers.views.pages import ListPage, RecordPage, voided_badge
from support.forms.choices import own_code_choices
from support.forms.listing import GrantFilter
from support.models import Grant, GrantBatch
from support.rules.double_benefit import all_rules
from support.rules.words import GrantKind, GrantState
from support.selectors import grants as found
from support.selectors.tied import holder_of
from support.views.catalogue import BOOK
from support.views.ties import holder_url

TABS = (
    ("Kinh phí", "support:budget"),
    ("Hỗ trợ hộ", "support:grants"),
    ("Đợt hỗ trợ", "support:batches"),
    ("Có thể trùng", "support:conflicts"),
    ("Chưa gắn", "support:untied"),
)
STATES = {GrantState.PLANNED: "waiting", GrantState.GIVEN: "done", GrantState.CANCELLED: "stopped"}


def badge(row: Any) -> SafeString:
    """Where a grant stands."""
    return voided_badge(row) if row.is_voided else state_badge(STATES[GrantState(row.state)], GrantState.label_of(row.state))


def worth(row: Any) -> str:
    """Money or value; a gift whose value nobody knows says so."""
    return MISSING if row.value_dong is None else format_dong(row.value_dong)


def when(row: Any) -> str:
    """When it was handed over, else when it was decided."""
    return f"Trao {format_dmy(row.given_on)}" if row.given_on else f"Quyết định {format_dmy(row.decided_on)}"


GRANT_COLUMNS = [
    code_column(),
    Column("Người nhận", "name"),
    group_column("household__group__name", hide_on_phone=True),
    Column("Nội dung", lambda row: f"{row.code}: {row.what}"),
    Column("Số tiền, trị giá", "value_dong", "dong"),
    Column("Nguồn", "origin", hide_on_phone=True),
    Column("Ngày", when),
    Column("Chứng từ chi", lambda row: row.disbursement.voucher_number if row.disbursement else "", hide_on_phone=True),
    Column("Tình trạng", badge),
]


@needs(P.EDIT_PLAN, P.NOTE_PROGRESS, P.VIEW_REGISTER)
def grant_list(request: OfficeRequest) -> HttpResponseBase:
    """What households were given, all or the own agency's."""
    visible = found.grants(request.user, request.ward.pk)
    form = GrantFilter(request.GET, rows=visible, ward_id=request.ward.pk)
    rows = form.apply(visible)
    writes = bool(own_code_choices(request.user, request.ward.pk)) and request.user.may(P.NOTE_PROGRESS, request.ward.pk)
    page = ListPage(
        "Hỗ trợ hộ",
        "Tiền, hiện vật, dịch vụ cho từng hộ: ai quyết định, nguồn nào, trao ngày nào, chi theo chứng từ nào.",
        "khoản",
        GRANT_COLUMNS,
        Empty("Chưa có khoản hỗ trợ nào khớp.", "Ghi từng khoản, hoặc lập đợt hỗ trợ cho nhiều hộ cùng lúc."),
        BOOK.page_of,
        TABS,
        [("Ghi khoản hỗ trợ", BOOK.add_url(Grant)), ("Lập đợt hỗ trợ", BOOK.add_url(GrantBatch))] if writes else [],
        may_export=can_work(request.user, request.ward.pk, "FUNDS"),
    )
    return page.draw(request, found.with_day(rows), form)


def _verdict(row: Grant) -> str:
    if row.is_eligible:
        return f"Thuộc đối tượng. {row.basis}"
    return f"Chưa xác định thuộc đối tượng. {row.basis} Vẫn hỗ trợ vì: {row.override_reason}"


def _standing(row: Grant) -> str:
    words = [HouseholdClass.label_of(row.class_then) or "Chưa có phân loại", WindowKind.label_of(row.window_then)]
    return ", ".join(filter(None, words))


def _connected(request: OfficeRequest, row: Grant) -> list[tuple[str, Any]]:
    """Only what there is: conflict, refusal, list, row of a register, earlier part, contract, voucher."""
    facts: list[tuple[str, Any]] = []
    if row.conflict:
        facts.append(("Trùng hỗ trợ", f"{row.conflict} Vẫn hỗ trợ vì: {row.conflict_reason}"))
    if row.cancel_reason:
        facts.append(("Lý do không trao", row.cancel_reason))
    if row.batch is not None:
        facts.append(("Đợt", format_html('<a href="{}">{}</a>', BOOK.page_of(row.batch), row.batch.name)))
    held = holder_of(row)
    if held is not None:
        opens = can_read(request.user, request.ward.pk, *held.codes)
        facts.append(("Ghi ở sổ", format_html('<a href="{}">{}: {}</a>', holder_url(held), held.WORD, held) if opens else held.WORD))
    if row.part_of is not None:
        facts.append(("Phần sau của khoản", format_html('<a href="{}">{}</a>', BOOK.page_of(row.part_of), when(row.part_of))))
    if row.commitment is not None:
        facts.append(("Mua theo cam kết", str(row.commitment)))
    if row.line is not None:
        facts.append(("Chứng từ chi", row.disbursement.voucher_number if row.disbursement else "Chưa chi"))
    return facts


@needs(P.EDIT_PLAN, P.NOTE_PROGRESS, P.VIEW_REGISTER)
def grant(request: OfficeRequest, pk: int) -> HttpResponse:
    """One grant: what, for whom, from which money, and why the household was entitled."""
    row = get_object_or_404(found.grants(request.user, request.ward.pk), pk=pk)
    facts: list[tuple[str, Any]] = [
        ("Hộ", row.household), ("Người nhận", row.receiver or row.name), ("Dự án, chính sách", row.code),
        *([("Nội dung hỗ trợ của kế hoạch", row.content)] if row.content else []),
        ("Hình thức", GrantKind.label_of(row.kind)),
        ("Nội dung", row.what), ("Số tiền, trị giá", worth(row)), ("Nguồn", row.origin), ("Ngày quyết định", row.decided_on),
        ("Ngày trao", row.given_on or "Chưa trao"), ("Phân loại khi quyết định", _standing(row)), ("Đối tượng", _verdict(row)),
    ]  # fmt: skip
    facts += _connected(request, row)
    return RecordPage(BOOK, row, f"{row.what} cho {row.name}", facts, badge=badge(row)).draw(request)


def _home(row: Any) -> Household:
    home: Household = row.household if isinstance(row, Grant) else row.supported_home
    return home


def _side(place: int) -> Any:
    def read(item: Any) -> SafeString:
        row = item[place]
        if isinstance(row, Grant):
            words, url = f"{row.code}: {row.what}, {when(row).lower()}", reverse("support:grant", args=[row.pk])
        else:
            name, key = row.SUPPORT_PAGE
            words, url = f"{row.SUPPORT_CODE}: {row}, từ {format_dmy(row.supported_on)}", reverse(name, args=[getattr(row, key)])
        return format_html('<a href="{}">{}</a>', url, words)

    return read


CONFLICT_COLUMNS = [
    Column("Mã hộ", lambda item: _home(item[2]).code, css="nowrap"),
    Column("Chủ hộ", lambda item: _home(item[2]).head_name),
    Column("Có trước", _side(1)),
    Column("Có sau", _side(2)),
    Column("Quy định", lambda item: item[0].rule.words),
    Column("Lý do vẫn hỗ trợ", lambda item: item[2].conflict_reason or "Chưa ghi lý do"),
]


RULE_COLUMNS = [
    Column("Quy định", lambda rule: f"{rule.text}."),
    Column("Xét", lambda rule: f"{'Mọi năm' if rule.is_ever else 'Trong một năm'}, {'từng người' if rule.per_person else 'cả hộ'}"),
    Column("Căn cứ", "source"),
    Column("Đối chiếu", lambda rule: "Đã đối chiếu" if rule.is_verified else "Quy ước của đơn vị, cần đối chiếu văn bản"),
]


@needs(P.EDIT_PLAN, P.NOTE_PROGRESS, P.VIEW_REGISTER)
def conflicts(request: OfficeRequest) -> HttpResponse:
    """Households that have two things which exclude each other, grants or rows of registers, and the rules that say so."""
    pairs = found.found_conflicts(request.user, request.ward.pk)
    page = paginate(request, pairs, total=len(pairs))
    context = {
        "page": page,
        "n_pairs": len(pairs),
        "table": Table(CONFLICT_COLUMNS, page.rows, caption="Có thể trùng hỗ trợ", empty=Empty("Không có hộ nào trùng hỗ trợ.")),
        "rules": Table(RULE_COLUMNS, all_rules(), caption="Quy định đang dùng"),
        "tabs": [(label, reverse(name), reverse(name) == request.path) for label, name in TABS],
    }
    return render(request, "support/conflicts.html", context)
