"""The tab "Dinh dưỡng" of the household page."""

from django.http import HttpResponse
from django.shortcuts import render

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.ui.tables import Column, Empty, Table
from households.views.columns import name_column
from households.views.fetch import day_of, household_crumbs, household_of
from nutrition.rules.words import DoseKind, Round
from nutrition.selectors.household import nutrition_of
from nutrition.views import words
from nutrition.views.catalogue import BOOK
from nutrition.views.pregnancies import pregnancy_badge

WHO = name_column("Người", "member__full_name")
MEASUREMENTS = [
    WHO,
    Column("Ngày", "measured_on", "day"),
    Column("Cân nặng", words.kilograms),
    Column("Chiều cao", words.centimetres),
    Column("Phân loại", lambda row: words.class_badge(row.nutrition_class)),
]
DOSES = [
    WHO,
    Column("Ngày", "given_on", "day"),
    Column("Nội dung", lambda row: " ".join(filter(None, [DoseKind.label_of(row.kind), Round.label_of(row.round).lower()]))),
]
PREGNANCIES = [WHO, Column("Dự kiến sinh", "expected_on", "day"), Column("Tình trạng", pregnancy_badge)]
NOTHING = Empty("Chưa ghi gì.")


@needs(Permission.VIEW_REGISTER)
def nutrition(request: OfficeRequest, code: str) -> HttpResponse:
    """Everything recorded about nutrition of the household up to a day."""
    household, day = household_of(request, code), day_of(request)
    found = nutrition_of(request.user, household, day)
    wanted = (("Cân đo", MEASUREMENTS, found.measurements), ("Cho uống, cấp phát", DOSES, found.doses),
              ("Thai kỳ", PREGNANCIES, found.pregnancies))  # fmt: skip
    tables = [
        (heading, Table(columns, rows, caption=heading, empty=NOTHING, row_url=BOOK.page_of)) for heading, columns, rows in wanted if rows
    ]
    context = {"household": household, "day": day, "tables": tables, "crumbs": household_crumbs(household)}
    return render(request, "nutrition/household.html", context)
