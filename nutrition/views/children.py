"""The followed children and the page of one person."""

from datetime import date
from functools import partial
from typing import Any
from urllib.parse import quote

from django.db.models import Q
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.numbers import MISSING, format_int
from camphucnam.ui.tables import Column, Empty, Table
from households.models import Member
from households.models.member import Sex
from households.selectors.household_tabs import birth_words
from households.selectors.picking import number_of
from households.views.columns import code_column, group_column, household_words, may_open_households, name_column
from nutrition.forms.registers import ChildFilter
from nutrition.models import Dose, GrowthMeasurement, Pregnancy
from nutrition.models.base import NUTRITION
from nutrition.rules.due import newest_round
from nutrition.rules.limits import band, limits
from nutrition.rules.words import MALNOURISHED, DoseKind, Round
from nutrition.selectors import children as select
from nutrition.views import words
from nutrition.views.catalogue import BOOK
from nutrition.views.chart import growth_charts
from programs.policies import can_work
from programs.views.access import reads
from registers.models import Kept
from registers.selectors import PERSON, found_by
from registers.views.pages import ListPage, row_actions

TABS = (("Trẻ em", "nutrition:children"), ("Vitamin A", "nutrition:rounds"), ("Thai kỳ", "nutrition:pregnancies"))
STATES = [
    ("", "Tất cả"),
    ("suy_dinh_duong", "Suy dinh dưỡng"),
    ("chua_can_do", "Chưa cân đo trong năm"),
    ("chua_vi_chat", "Suy dinh dưỡng chưa bổ sung đa vi chất"),
    ("chua_vitamin_a", "Chưa uống vitamin A đợt này"),
]


def columns(day: date) -> list[Column]:
    """The list as of a day."""
    year = f"trong năm {day.year}, đến ngày {format_dmy(day)}"
    return [
        name_column("Họ và tên", "full_name"),
        code_column(),
        group_column(hide_on_phone=True),
        Column("Tháng tuổi", lambda row: _months(row, day), "number", title=f"Tháng tuổi tại ngày {format_dmy(day)}"),
        Column("Cân đo gần nhất", lambda row: row.measured_on, "day"),
        Column("Phân loại", lambda row: words.class_badge(row.nutrition_class)),
        Column("Đã cấp", lambda row: ", ".join(select.had(row)), title=f"Đã cấp {year}"),
        Column("Cần làm", lambda row: ", ".join(item.label for item in select.due(row, day)), title=f"Cần làm: chưa có {year}"),
    ]


def _months(row: Any, day: date) -> Any:
    months = select.months_of(row, day)
    return format_html('<span class="nowrap">sinh {}</span>', row.birth_on.year) if months is None else months


def _of_state(rows: Any, state: str, day: date) -> Any:
    if state == "chua_can_do":
        return rows.filter(Q(measured_on__isnull=True) | Q(measured_on__lt=date(day.year, 1, 1)))
    if state == "chua_vitamin_a":
        had = {"has_second": True} if newest_round(day) == Round.SECOND else {"has_first": True}
        return select.of_vitamin_a_age(rows, day).exclude(**had)
    if state == "suy_dinh_duong":
        return rows.filter(nutrition_class__in=MALNOURISHED)
    return rows.filter(nutrition_class__in=MALNOURISHED, has_micronutrients=False) if state == "chua_vi_chat" else rows


def _lead(day: date, unknown: tuple[int, int]) -> str:
    lead = f"Trẻ dưới 16 tuổi của hộ nghèo, hộ cận nghèo, hộ mới thoát trong 36 tháng, tại ngày {format_dmy(day)}."
    words = (
        "{} người của các hộ này chưa có ngày sinh nên chưa xét được.",
        "{} trẻ chỉ có năm sinh nên chưa xét được tháng tuổi; bổ sung ngày, tháng sinh trong danh sách hộ.",
    )
    open_ones = "".join(f" {text.format(format_int(n))}" for text, n in zip(words, unknown, strict=True) if n)
    return f"{lead}{open_ones} SDD: suy dinh dưỡng thấp còi hoặc nhẹ cân."


@reads(*NUTRITION)
def children(request: OfficeRequest) -> HttpResponseBase:
    """Children of followed households: age, newest measurement, what is due."""
    form = ChildFilter(request.GET, search="Tìm theo tên hoặc mã hộ", states=STATES)
    day = (form.cleaned_data.get("ngay") if form.is_valid() else None) or timezone.localdate()
    rows = found_by(select.children(request.user, request.ward.pk, day), form.text, PERSON)  # type: ignore[type-var]
    keeps = can_work(request.user, request.ward.pk, *NUTRITION)
    adds = [
        ("Ghi cân đo", BOOK.add_url(GrowthMeasurement)),
        ("Cho uống theo danh sách", reverse("nutrition:give")),
        ("Ghi cho một người", BOOK.add_url(Dose)),
    ]
    page = ListPage(
        "Dinh dưỡng của trẻ",
        _lead(day, select.n_without_birth(request.user, request.ward.pk, day)),
        "trẻ",
        columns(day),
        Empty("Không có trẻ nào khớp.", "Xóa bớt điều kiện lọc, hoặc bổ sung ngày sinh của trẻ trong danh sách hộ."),
        lambda row: reverse("nutrition:person", args=[row.pk]),
        TABS,
        adds if keeps else [],
        may_export=keeps,
    )
    return page.draw(request, _of_state(rows, form.state, day), form)


@reads(*NUTRITION)
def person(request: OfficeRequest, pk: int) -> HttpResponse:
    """Everything recorded about the nutrition of one person; the growth of a child as a chart."""
    row, today = get_object_or_404(select.people(request.user, request.ward.pk), pk=pk), timezone.localdate()
    keeps = can_work(request.user, request.ward.pk, *NUTRITION)
    measured = list(_shown(row.growth_measurements, keeps))
    counting = [item for item in measured if not item.is_voided]
    due = [item.label for child in select.children(request.user, request.ward.pk, today).filter(pk=pk) for item in select.due(child, today)]
    home = ("Hộ", household_words(row.household, opens=may_open_households(request)))
    context = {
        "person": row,
        "facts": [
            home,
            *_facts(row, counting),
            *([("Cần làm trong năm", ", ".join(due))] if due else []),
        ],
        "crumbs": [BOOK.list_of(GrowthMeasurement)],
        "adds": _adds(row) if keeps else [],
        "charts": growth_charts(row, counting),
        "sections": _sections(row, measured, keeps),
        "source": limits().source,
        "verified": limits().verified,
    }
    return render(request, "nutrition/person.html", context)


def _facts(row: Member, counting: list[GrowthMeasurement]) -> list[tuple[str, str]]:
    today = timezone.localdate()
    newest = [(f"Phân loại ngày {format_dmy(item.measured_on)}", words.class_badge(item.nutrition_class)) for item in counting[:1]]
    return [
        *newest,
        ("Ngày sinh", birth_words(row) or MISSING),
        ("Tuổi", words.age(select.months_of(row, today), row.birth_on)),
        ("Giới tính", Sex.label_of(row.sex) or MISSING),
    ]


def _adds(row: Member) -> list[tuple[str, str]]:
    """What can be recorded about this person now; nothing about who no longer lives in the household."""
    if row.left_on is not None and row.left_on <= timezone.localdate():
        return []
    about = f"?cho={quote(f'{row.household.code}/{number_of(row)}')}"
    is_child = row.birth_on is None or band("child").holds(row.birth_on, timezone.localdate())
    tables: list[tuple[str, type[Kept]]] = [("Ghi cân đo", GrowthMeasurement)] if is_child else []
    tables += [("Ghi cho uống, cấp phát", Dose)]
    tables += [] if is_child or row.sex == Sex.MALE else [("Đăng ký thai kỳ", Pregnancy)]
    return [(label, BOOK.add_url(table) + about) for label, table in tables]


def _sections(row: Member, measured: list[GrowthMeasurement], keeps: bool) -> list[tuple[str, Table]]:
    doses, pregnancies = list(_shown(row.doses, keeps)), list(_shown(row.pregnancies, keeps))
    found = [_table("Cho uống, cấp phát", DOSES, doses, keeps)]
    if measured or not pregnancies:
        found.insert(0, _table("Các lần cân đo", MEASUREMENTS, measured, keeps))
    if pregnancies:
        found.append(_table("Thai kỳ", PREGNANCIES, pregnancies, False))
    return found


def _shown(rows: Any, keeps: bool) -> Any:
    """Voided rows show to keepers, with the reason."""
    found = rows.select_related("member__household")
    return found if keeps else found.counting()


def _table(heading: str, wanted: list[Column], rows: list[Any], keeps: bool) -> tuple[str, Table]:
    acts = [Column("Việc", partial(row_actions, BOOK), css="nowrap")] if keeps else []
    return heading, Table([*wanted, *acts], rows, caption=heading, empty=Empty("Chưa ghi lần nào."))


def _age_then(item: GrowthMeasurement) -> str:
    return words.age(select.months_of(item.member, item.measured_on), item.member.birth_on)


MEASUREMENTS = [
    Column("Ngày", "measured_on", "day"),
    Column("Tuổi", _age_then),
    Column("Cân nặng", words.kilograms, css="nowrap"),
    Column("Chiều cao", words.centimetres, css="nowrap"),
    Column("Cao/tuổi", lambda item: words.score(item.height_for_age), title="Điểm z chiều cao theo tuổi"),
    Column("Nặng/tuổi", lambda item: words.score(item.weight_for_age), title="Điểm z cân nặng theo tuổi"),
    Column("Nặng/cao", lambda item: words.score(item.weight_for_height), title="Điểm z cân nặng theo chiều cao; từ 5 tuổi: BMI theo tuổi"),
    Column("Phân loại", lambda item: words.class_badge(item.nutrition_class)),
    Column("Chuẩn", words.standard, hide_on_phone=True),
]
DOSES = [
    Column("Ngày", "given_on", "day"),
    Column("Nội dung", lambda item: DoseKind.label_of(item.kind)),
    Column("Đợt", lambda item: f"{Round.label_of(item.round)} năm {item.year}" if item.round else ""),
    Column("Ghi chú", "note"),
]
PREGNANCIES = [
    Column("Thai kỳ", lambda item: format_html('<a href="{}">Đăng ký {}</a>', BOOK.page_of(item), format_dmy(item.registered_on))),
    Column("Dự kiến sinh", "expected_on", "day"),
    Column("Kết thúc", lambda item: format_dmy(item.ended_on) if item.ended_on else "Đang theo dõi"),
]
