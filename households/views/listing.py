"""The list of households."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.numbers import MISSING, format_int
from camphucnam.ui.badges import class_badge
from camphucnam.ui.filters import Filters
from camphucnam.ui.navigation import url_of
from camphucnam.ui.pagination import PARAMETER, PER_PAGE, Page
from camphucnam.ui.tables import SORT_PARAMETER, Column, Empty, Table
from households.forms.listing import ListForm
from households.rules.classes import STANDING_CLASSES
from households.selectors.groups import group_names
from households.selectors.household_filter import ListFilter, Reader
from households.selectors.household_list import ListRow, list_page


def list_form(request: OfficeRequest) -> ListForm:
    """The filter as the address gives it, with the groups that the person may see."""
    return ListForm(request.GET, groups=group_names(request.user, request.ward.pk), today=timezone.localdate())


@needs(Permission.VIEW_REGISTER)
def household_list(request: OfficeRequest) -> HttpResponse:
    """One page of the list."""
    form = list_form(request)
    wanted = form.wanted(request.GET.get(SORT_PARAMETER, ""))
    page = _page(request, wanted)
    context = {
        "page": page,
        "table": _table(request, page, wanted),
        "filters": Filters(form, request.GET, folded=("pham_vi", "chi_so")),
        "wanted": wanted,
        "may_edit": request.user.may(Permission.EDIT_REGISTER, request.ward.pk),
        "may_export": request.user.may(Permission.EXPORT_REGISTER, request.ward.pk),
        "may_see_personal": request.user.may(Permission.VIEW_PERSONAL, request.ward.pk),
    }
    return render(request, "households/list.html", context)


def page_number(request: OfficeRequest) -> int:
    """The page that the address asks for."""
    asked = request.GET.get(PARAMETER, "1")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1


def _page(request: OfficeRequest, wanted: ListFilter) -> Page:
    reader = Reader.of(request.user, request.ward.pk)
    number = page_number(request)
    rows, total = list_page(reader, wanted, (number - 1) * PER_PAGE, PER_PAGE)
    if not rows and number > 1:
        _, total = list_page(reader, wanted, 0, 1)
        number = max(1, -(-total // PER_PAGE))
        rows, total = list_page(reader, wanted, (number - 1) * PER_PAGE, PER_PAGE)
    query = request.GET.copy()
    query.pop(PARAMETER, None)
    return Page(rows, number=number, total=total, per_page=PER_PAGE, query=query.urlencode() + "&" if query else "")


def _columns(day: date) -> list[Column]:
    return [
        Column("Mã hộ", "code", sort="ma", css="nowrap"),
        Column("Chủ hộ", "head_name", sort="ten"),
        Column("Tổ dân phố", "group_name", sort="to"),
        Column("Phân loại", standing_badge),
        Column("Từ ngày", "since", "day"),
        Column("Quyết định", "decision_number", css="nowrap", hide_on_phone=True),
        Column(
            "Hết 36 tháng", lambda row: _window_cell(row, day), title="Ngày cuối của thời hạn 36 tháng sau khi thoát nghèo, thoát cận nghèo"
        ),
        Column("Thiếu hụt", deprived_words, css="n", title="Số chỉ số thiếu hụt trên tổng số chỉ số, theo phiếu rà soát gần nhất"),
        Column("Số khẩu", "n_members", "number", title="Số nhân khẩu"),
    ]


def _table(request: OfficeRequest, page: Page, wanted: ListFilter) -> Table:
    prefix = url_of("households:list")
    suffix = f"?ngay={format_dmy(wanted.day)}" if wanted.day != timezone.localdate() else ""
    empty = Empty(
        "Không có hộ nào khớp.",
        "Bỏ bớt điều kiện lọc, đổi ngày xem, hoặc chọn phạm vi “Tất cả hộ” trong phần thêm điều kiện lọc.",
        "Xem tất cả hộ",
        f"{prefix}?pham_vi=tat_ca",
    )
    return Table(
        _columns(wanted.day),
        page.rows,
        caption="Danh sách hộ",
        row_url=lambda row: f"{prefix}{row.code}/{suffix}",
        link=1,
        empty=empty,
        request=request,
    )


def standing_badge(row: ListRow) -> SafeString:
    """The class, or "newly escaped" for a household inside its window."""
    if row.window is not None and row.window.kind is not None and row.household_class not in STANDING_CLASSES:
        return class_badge(row.window.kind, row.window.kind.label)
    return class_badge(row.household_class or "", row.household_class.label if row.household_class else "Chưa có phân loại")


def window_words(row: ListRow, day: date) -> str:
    """``08/12/2026, còn 214 ngày``."""
    return f"{format_dmy(row.window.last_day)}, còn {format_int(row.window.days_left(day))} ngày" if row.window else ""


def _window_cell(row: ListRow, day: date) -> SafeString:
    """The same on two lines; days and numbers need no escaping."""
    if row.window is None:
        return mark_safe("")
    left = format_int(row.window.days_left(day))
    return mark_safe(f'{format_dmy(row.window.last_day)}<br><span class="small muted nowrap">còn {left} ngày</span>')


def deprived_words(row: ListRow) -> str:
    """``3/12``."""
    return MISSING if row.n_deprived is None else f"{row.n_deprived}/{row.n_indicators}"
