"""The households behind a figure, for those who may see the register."""

from collections.abc import Collection
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.dates import format_dmy
from camphucnam.ui.badges import class_badge
from camphucnam.ui.pagination import paginate
from camphucnam.ui.tables import Column, Empty, Table
from households.models import Household
from households.rules.classes import STANDING_CLASSES, HouseholdClass
from households.rules.movements import DECREASES, INCREASES, stock_on
from households.views.columns import name_column
from indicators.models import Target
from indicators.rules.facts import YearFacts
from indicators.rules.table import TargetRow
from indicators.selectors.register import read_year
from indicators.selectors.targets import rows_of, standing
from indicators.views.days import DayChoice, chosen_day
from indicators.views.words import MOVEMENT_WORDS

SETS = {
    "tu": "Hộ được tính vào kết quả",
    "mau": "Hộ thuộc diện tính",
    "thieu": "Hộ chưa đạt",
    "chua-ro": "Hộ chưa rõ",
}
OPENING, CLOSING = 1, 9


@dataclass(frozen=True, slots=True)
class Behind:
    """What the list is about."""

    heading: str
    lead: str
    households: Collection[int]
    crumbs: list[tuple[str, str]]


@needs(Permission.VIEW_REGISTER)
def target_behind(request: OfficeRequest, year: int, code: str) -> HttpResponse:
    """Households behind a figure of a target on a day."""
    mine = Target.objects.visible_to(request.user).in_ward(request.ward.pk)
    target = get_object_or_404(standing(mine), year=year, code=code)
    choice = chosen_day(request, [year])
    part = request.GET.get("phan", "tu")
    if part not in SETS or choice.day.year != year:
        raise Http404
    facts = read_year(request.ward.pk, year, choice.day)
    row = rows_of(request.ward.pk, [target], facts)[0]
    page = reverse("indicators:target", args=[year, code]) + choice.query
    crumbs = [("Chỉ tiêu", reverse("indicators:targets") + choice.query), (f"{code} {target.short_name}", page)]
    lead = f"Chỉ tiêu {code}: {target.short_name}. Số liệu đến ngày {format_dmy(choice.day)}."
    return _draw(request, Behind(SETS[part], lead, _set_of(row, part), crumbs), facts, choice)


def _set_of(row: TargetRow, part: str) -> Collection[int]:
    numerator, denominator = row.numerator.figure, row.denominator.figure if row.denominator else None
    if part == "mau":
        return denominator.households if denominator else ()
    if part == "thieu":
        return numerator.lacking
    if part == "chua-ro":
        return {*numerator.unknown, *(denominator.unknown if denominator else ())}
    return numerator.households


@needs(Permission.VIEW_REGISTER)
def movement_behind(request: OfficeRequest, table: str, column: int) -> HttpResponse:
    """Households behind a column of the movement from 1 January to the day."""
    if table not in STANDING_CLASSES or column not in (OPENING, CLOSING, *DECREASES, *INCREASES):
        raise Http404
    its_class = HouseholdClass(table)
    choice = chosen_day(request, Target.objects.in_ward(request.ward.pk).binding().current().values_list("year", flat=True))
    facts = read_year(request.ward.pk, choice.day.year, choice.day)
    heading = f"{its_class.label}: {MOVEMENT_WORDS[its_class][column].lower()}"
    lead = f"Diễn biến từ ngày {format_dmy(facts.first_day)} đến ngày {format_dmy(facts.on)}, cột {column}."
    crumbs = [("Bảng tổng hợp", reverse("indicators:dashboard") + choice.query)]
    return _draw(request, Behind(heading, lead, _moved(facts, its_class, column), crumbs), facts, choice)


def _moved(facts: YearFacts, its_class: HouseholdClass, column: int) -> set[int]:
    if column in (OPENING, CLOSING):
        day = facts.eve if column == OPENING else facts.on
        stocks = ((household.pk, stock_on(household.history, day)) for household in facts.households)
        return {pk for pk, stock in stocks if stock and stock.table is its_class}
    codes = {flow.code for flow in facts.flows if flow.table is its_class and flow.column == column}
    return {household.pk for household in facts.households if household.history.code in codes}


def _draw(request: OfficeRequest, behind: Behind, facts: YearFacts, choice: DayChoice) -> HttpResponse:
    visible = Household.objects.visible_to(request.user).in_ward(request.ward.pk)
    found = visible.filter(pk__in=behind.households).order_by("head_sort_key", "code")
    page = paginate(request, found.values("pk", "code", "head_name", "group__name"), total=len(behind.households))
    classes = {household.pk: household.class_on(facts.on) for household in facts.households}
    prefix = reverse("households:list")
    columns = [
        Column("Mã hộ", "code", css="nowrap"),
        name_column("Chủ hộ", "head_name"),
        Column("Tổ dân phố", "group__name"),
        Column(f"Phân loại ngày {format_dmy(facts.on)}", lambda row: _badge(classes.get(row["pk"]))),
    ]
    table = Table(
        columns,
        page.rows,
        caption=behind.heading,
        row_url=lambda row: f"{prefix}{row['code']}/{choice.query}",
        link=1,
        empty=Empty("Không có hộ nào."),
    )
    return render(request, "indicators/behind.html", {"behind": behind, "page": page, "table": table})


def _badge(household_class: HouseholdClass | None) -> str:
    return class_badge(household_class or "", household_class.label if household_class else "Đã rời danh sách")
