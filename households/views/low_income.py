"""Low-income workers, the same as a workbook."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.documents.responses import download
from camphucnam.documents.sheets import workbook_of
from camphucnam.kernel.dates import format_dmy
from camphucnam.ui.badges import class_badge
from camphucnam.ui.filters import Filters
from camphucnam.ui.idempotency import once
from camphucnam.ui.navigation import url_of
from camphucnam.ui.pagination import paginate
from camphucnam.ui.tables import Column, Empty, Table
from households.forms.need_list import LowIncomeForm, LowIncomeListForm
from households.rules.facts import YES, FactKind
from households.selectors.groups import group_names
from households.selectors.low_income import LowIncomeRow, low_income_facts, low_income_rows
from households.selectors.need_list import Standing
from households.services.facts import fact_record
from households.views.fetch import FormPage, saved

LOW_INCOME = "Người lao động có thu nhập thấp"


def standing_badge(standing: Standing | None) -> SafeString:
    return class_badge(standing.value if standing else "", standing.label if standing else "Chưa có phân loại")


def sheet(request: OfficeRequest, title: str, described: str, columns: list[Column], rows: list) -> HttpResponseBase:
    record(Action.LIST_EXPORTED, by=request.user, ward_id=request.ward.pk, target_label=title, dieu_kien=described, dong=len(rows))
    now = timezone.localtime()
    who = f"{request.user.full_name} xuất lúc {now:%H:%M} ngày {format_dmy(now.date())}. Có thông tin cá nhân, không phổ biến."
    return download(workbook_of(title, [described, who], columns, rows), f"danh-sach-{now:%Y-%m-%d-%H%M%S}.xlsx")


LOW_INCOME_COLUMNS = [
    Column("Họ và tên", "fact__member__full_name"),
    Column("Năm sinh", lambda row: str(row.fact.member.birth_on.year) if row.fact.member.birth_on else "Chưa có số liệu"),
    Column("Mã hộ", "fact__member__household__code", css="nowrap"),
    Column("Tổ dân phố", "fact__member__household__group__name"),
    Column("Được xác nhận", "fact__on", "day"),
    Column("Văn bản", "fact__source"),
    Column("Phân loại của hộ", lambda row: standing_badge(row.standing)),
    Column("Cần xem lại", "doubt"),
]


@needs(Permission.VIEW_REGISTER)
def low_income(request: OfficeRequest) -> HttpResponseBase:
    """Who is confirmed on a day; with ``?xuat=1`` as a workbook."""
    form = LowIncomeListForm(request.GET, groups=group_names(request.user, request.ward.pk))
    values = form.cleaned_data if form.is_valid() else {}
    day = values.get("ngay") or timezone.localdate()
    found = low_income_facts(request.user, request.ward.pk, day, values.get("q", ""), values.get("to"))
    may_export = request.user.may(Permission.EXPORT_REGISTER, request.ward.pk)
    if may_export and request.GET.get("xuat"):
        return sheet(request, LOW_INCOME, f"Tại ngày {format_dmy(day)}", LOW_INCOME_COLUMNS, low_income_rows(found, request.ward.pk, day))
    page = paginate(request, found)
    context = {
        "day": day,
        "page": page,
        "table": _low_income_table(low_income_rows(page.rows, request.ward.pk, day)),
        "filters": Filters(form, request.GET),
        "may_export": may_export,
        "may_edit": request.user.may(Permission.EDIT_REGISTER, request.ward.pk),
    }
    return render(request, "households/low_income.html", context)


def _low_income_table(rows: list[LowIncomeRow]) -> Table:
    prefix = url_of("households:list")
    empty = Empty("Chưa ghi người lao động có thu nhập thấp nào.", "Ghi theo văn bản xác nhận; ngày là ngày được xác nhận.")
    address = lambda row: f"{prefix}{row.fact.member.household.code}/?muc=thong-tin"  # noqa: E731
    return Table(LOW_INCOME_COLUMNS, rows, caption=LOW_INCOME, row_url=address, empty=empty)


@needs(Permission.EDIT_REGISTER)
@once
def low_income_add(request: OfficeRequest) -> HttpResponse:
    """A confirmation by a document."""
    form = LowIncomeForm(request.POST or None, user=request.user, ward_id=request.ward.pk)
    back = reverse("households:low_income")
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        act = lambda: fact_record(  # noqa: E731
            values["person"], FactKind.LOW_INCOME_WORKER, YES, values["on"], values["source"], by=request.user
        )
        if saved(form, act):
            messages.success(request, f"Đã ghi {values['person'].full_name} là người lao động có thu nhập thấp.")
            return redirect(back)
    lead = "Khi không còn thuộc diện: mở trang của hộ, mục Thông tin thêm, ghi “Không” với ngày và văn bản."
    return FormPage(f"Ghi {LOW_INCOME.lower()}", "Ghi xác nhận", back, [(LOW_INCOME, back)], lead).draw(request, form)
