"""Pages of legal aid, for those who keep the register and nobody else."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.safestring import SafeString

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.kernel.dates import format_dmy
from camphucnam.ui.badges import state_badge
from camphucnam.ui.tables import Column, Empty
from households.views.columns import code_column
from programs.views.access import keeps
from registers.forms import RegisterFilter
from registers.querysets import KeptQuerySet
from registers.selectors import found_by
from registers.views.pages import ListPage, RecordPage, voided_badge
from welfare.models import LegalAidCase
from welfare.models.base import LEGAL_AID
from welfare.rules.legal import LegalField, LegalForm, LegalGround
from welfare.views.catalogue import BOOK


def legal_badge(row: Any) -> SafeString:
    """Voided, over or not."""
    if row.is_voided:
        return voided_badge(row)
    return state_badge("done", f"Xong {format_dmy(row.closed_on)}") if row.closed_on else state_badge("running", "Đang trợ giúp")


COLUMNS = [
    Column("Yêu cầu ngày", "requested_on", "day"),
    Column("Người yêu cầu", "name"),
    code_column(lambda row: row.household.code if row.household else ""),
    Column("Đối tượng", lambda row: LegalGround.label_of(row.ground), hide_on_phone=True),
    Column("Lĩnh vực", lambda row: LegalField.label_of(row.field)),
    Column("Hình thức", lambda row: LegalForm.label_of(row.form), hide_on_phone=True),
    Column("Nơi trợ giúp", "helper"),
    Column("Tình trạng", legal_badge),
]


def _cases(request: OfficeRequest) -> KeptQuerySet:
    return LegalAidCase.objects.visible_to(request.user).in_ward(request.ward.pk).select_related("member", "household__group")


@keeps(*LEGAL_AID)
def legal_aid(request: OfficeRequest) -> HttpResponseBase:
    """Requests for legal aid by field."""
    form = RegisterFilter(request.GET, search="Tìm theo họ tên", states=[("", "Tất cả"), *LegalField.choices()], state_label="Lĩnh vực")
    rows = found_by(_cases(request), form.text, ("search_text",))
    rows = rows if form.with_voided else rows.counting()
    page = ListPage(
        "Trợ giúp pháp lý",
        "Vụ việc trợ giúp pháp lý miễn phí cho người nghèo, cận nghèo, người có khó khăn về tài chính. Nội dung chỉ người giữ sổ xem được.",
        "vụ việc",
        COLUMNS,
        Empty("Chưa có vụ việc nào khớp.", "Ghi khi người dân yêu cầu, rồi ghi kết quả khi xong."),
        BOOK.page_of,
        adds=[("Ghi vụ việc", BOOK.add_url(LegalAidCase))],
        link=1,
        may_export=True,
        confidential=True,
    )
    return page.draw(request, rows.filter(field=form.state) if form.state else rows, form)


@keeps(*LEGAL_AID)
def legal_aid_case(request: OfficeRequest, pk: int) -> HttpResponse:
    """One request."""
    row = get_object_or_404(_cases(request), pk=pk)
    facts = [
        ("Yêu cầu ngày", row.requested_on), ("Hộ", row.household or "Ngoài danh sách"),
        ("Đối tượng", LegalGround.label_of(row.ground)), ("Lĩnh vực", LegalField.label_of(row.field)), ("Nội dung", row.matter),
        ("Hình thức", LegalForm.label_of(row.form)), ("Người, nơi trợ giúp", row.helper), ("Xong ngày", row.closed_on),
        ("Kết quả", row.result),
    ]  # fmt: skip
    return RecordPage(BOOK, row, row.name, facts, badge=legal_badge(row)).draw(request)
