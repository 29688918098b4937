"""The tab "Hỗ trợ" of the household page."""

from types import SimpleNamespace

from django.http import HttpResponse
from django.shortcuts import render

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.ui.tables import Column, Empty, Table
from households.views.fetch import day_of, household_crumbs, household_of
from support.selectors.grants import YearTotal, of_household
from support.views.catalogue import BOOK
from support.views.grants import badge, when, worth

COLUMNS = [
    Column("Nội dung", lambda row: f"{row.code}: {row.what}"),
    Column("Người nhận", "name"),
    Column("Số tiền, trị giá", worth, css="n"),
    Column("Nguồn", "origin"),
    Column("Ngày", when),
    Column("Tình trạng", badge),
]

TOTALS = [
    Column("Năm trao", lambda row: str(row.year)),
    Column("Số khoản", "n_given", "number"),
    Column("Tiền, trị giá", "given_dong", "dong"),
    Column("Ghi chú", lambda row: f"{row.n_unvalued} khoản chưa ghi trị giá" if row.n_unvalued else ""),
]


@needs(Permission.VIEW_REGISTER)
def grants(request: OfficeRequest, code: str) -> HttpResponse:
    """Everything that the household was given or promised up to a day, across the years."""
    household, day = household_of(request, code), day_of(request)
    rows, totals = of_household(request.user, household, day)
    table = Table(COLUMNS, rows, caption="Hỗ trợ của hộ", row_url=BOOK.page_of, empty=Empty("Hộ chưa được hỗ trợ khoản nào."))
    years = Table(TOTALS, totals, caption="Đã trao theo năm", foot=_whole(totals)) if totals else None
    context = {"household": household, "day": day, "table": table, "years": years, "crumbs": household_crumbs(household)}
    return render(request, "support/household.html", context)


def _whole(totals: list[YearTotal]) -> SimpleNamespace:
    """The last row: all years."""
    sums = {name: sum(getattr(row, name) for row in totals) for name in ("n_given", "given_dong", "n_unvalued")}
    return SimpleNamespace(year="Cộng", **sums)
