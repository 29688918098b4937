"""The ward's needs in a period, their counts, the same as a workbook; low-income workers."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.documents.responses import download
from camphucnam.documents.sheets import workbook_of
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.numbers import format_int
from camphucnam.ui.badges import class_badge, state_badge
from camphucnam.ui.filters import Filters
from camphucnam.ui.idempotency import once
from camphucnam.ui.navigation import url_of
from camphucnam.ui.pagination import paginate
from camphucnam.ui.tables import Column, Empty, Table
from households.forms.need_list import LowIncomeForm, LowIncomeListForm, NeedListForm
from households.rules.facts import YES, FactKind
from households.selectors.groups import group_names
from households.selectors.low_income import LowIncomeRow, low_income_facts, low_income_rows
from households.selectors.need_list import SHOWN, KindCount, NeedRow, Standing, counts_by_kind, need_rows, needs_listed
from households.services.facts import fact_record
from households.views.fetch import FormPage, saved

LOW_INCOME = "Người lao động có thu nhập thấp"


def _standing(standing: Standing | None) -> SafeString:
    return class_badge(standing.value if standing else "", standing.label if standing else "Chưa có phân loại")


def _result(row: NeedRow) -> SafeString:
    """The state on the last day, and by what or why."""
    badge = state_badge(row.state_kind, row.state.label)
    need = row.need
    if row.state == "met" and need.met_on:
        return format_html('<div>{} <br><span class="small">{}: {}</span></div>', badge, format_dmy(need.met_on), need.met_by)
    if row.state == "withdrawn" and need.withdrawn_on:
        return format_html('<div>{} <br><span class="small">{}: {}</span></div>', badge, format_dmy(need.withdrawn_on), need.end_reason)
    return badge


def _two_lines(first: str, second: str) -> SafeString:
    """The fact, and what stands behind it in small letters."""
    small = format_html('<br><span class="small muted">{}</span>', second) if second else ""
    return format_html("<div>{}{}</div>", first, small)


def _told(row: NeedRow) -> SafeString:
    by = f", {row.need.recorded_by.full_name} ghi" if row.need.recorded_by else ""
    return _two_lines(format_dmy(row.need.expressed_on), f"{row.channel_label}{by}")


SCREEN_COLUMNS = [
    Column("Chủ hộ", "need__household__head_name"),
    Column("Hộ", lambda row: _two_lines(row.need.household.code, row.need.household.group.name), css="nowrap"),
    Column("Phân loại", lambda row: _standing(row.standing)),
    Column("Nhu cầu", lambda row: _two_lines(row.kind_label, row.need.detail)),
    Column("Của ai", "who"),
    Column("Nêu ngày", _told),
    Column("Kết quả", _result),
]
NEED_COLUMNS = [
    Column("Chủ hộ", "need__household__head_name"),
    Column("Mã hộ", "need__household__code", css="nowrap"),
    Column("Tổ dân phố", "need__household__group__name"),
    Column("Phân loại", lambda row: _standing(row.standing)),
    Column("Nhu cầu", "kind_label"),
    Column("Của ai", "who"),
    Column("Cụ thể", "need__detail"),
    Column("Nêu ngày", "need__expressed_on", "day"),
    Column("Biết qua", "channel_label"),
    Column("Người ghi", lambda row: row.need.recorded_by.full_name if row.need.recorded_by else ""),
    Column("Kết quả", _result),
]


def _share(number: int) -> Callable[[KindCount], int]:
    return lambda row: row.shares[number]


COUNT_COLUMNS = [
    Column("Nhu cầu", lambda row: row.kind.label),
    Column("Có nhu cầu", lambda row: f"{format_int(row.n_needed)} {row.unit}", css="nowrap"),
    *(Column(kind.label, _share(n), "number", title=f"{kind.label} vào ngày cuối kỳ") for n, kind in enumerate(SHOWN)),
    Column("Hộ khác", _share(-1), "number"),
    Column("Đáp ứng trong kỳ", "n_met", "number"),
]


def _form(request: OfficeRequest) -> NeedListForm:
    return NeedListForm(request.GET, groups=group_names(request.user, request.ward.pk), today=timezone.localdate())


@needs(Permission.VIEW_REGISTER)
def need_list(request: OfficeRequest) -> HttpResponse:
    """Needs that count in the period, and how many people and households need what."""
    form = _form(request)
    wanted = form.wanted()
    page = paginate(request, needs_listed(request.user, request.ward.pk, wanted))
    counts = counts_by_kind(request.user, request.ward.pk, wanted.first, wanted.last)
    context = {
        "wanted": wanted,
        "page": page,
        "table": _need_table(need_rows(page.rows, request.ward.pk, wanted.last)),
        "counts": _count_table(counts) if any(line.n_needed for line in counts) else None,
        "filters": Filters(form, request.GET, folded=("tu_ngay", "den_ngay")),
        "may_export": request.user.may(Permission.EXPORT_REGISTER, request.ward.pk),
    }
    return render(request, "households/need_list.html", context)


def _need_table(rows: list[NeedRow]) -> Table:
    prefix = url_of("households:list")
    empty = Empty("Không có nhu cầu nào khớp.", "Nhu cầu được ghi ở trang của hộ, mục Nhu cầu. Bỏ bớt điều kiện lọc hoặc đổi kỳ.")
    return Table(
        SCREEN_COLUMNS, rows, caption="Nhu cầu", row_url=lambda row: f"{prefix}{row.need.household.code}/?muc=nhu-cau", empty=empty
    )


def _count_table(counts: list[KindCount]) -> Table:
    return Table(COUNT_COLUMNS, counts, caption="Số người, số hộ có nhu cầu trong kỳ")


@needs(Permission.EXPORT_REGISTER)
def need_export(request: OfficeRequest) -> HttpResponseBase:
    """Exactly the needs of the filter in the address; recorded with filter and count."""
    form = _form(request)
    wanted = form.wanted()
    rows = need_rows(needs_listed(request.user, request.ward.pk, wanted), request.ward.pk, wanted.last)
    period = f"Kỳ {format_dmy(wanted.first)} - {format_dmy(wanted.last)}"
    described = "; ".join([period, *(f"{chip.label}: {chip.value}" for chip in Filters(form, request.GET).chips)])
    return _sheet(request, "Nhu cầu của hộ, người dân", described, NEED_COLUMNS, rows)


def _sheet(request: OfficeRequest, title: str, described: str, columns: list[Column], rows: list) -> HttpResponseBase:
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
    Column("Phân loại của hộ", lambda row: _standing(row.standing)),
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
        return _sheet(request, LOW_INCOME, f"Tại ngày {format_dmy(day)}", LOW_INCOME_COLUMNS, low_income_rows(found, request.ward.pk, day))
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
