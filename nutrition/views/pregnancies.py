"""Pregnancies that the health station follows."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.safestring import SafeString

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.ui.badges import state_badge
from camphucnam.ui.tables import Column, Empty
from households.views.columns import code_column, group_column, name_column
from nutrition.models import AntenatalVisit, Pregnancy
from nutrition.models.base import NUTRITION
from nutrition.rules.words import Outcome
from nutrition.selectors import registers
from nutrition.views.catalogue import BOOK
from nutrition.views.children import TABS
from programs.policies import can_work
from programs.views.access import reads
from registers.forms import RegisterFilter
from registers.selectors import found_by, person_paths
from registers.views.pages import ListPage, RecordPage, Section, voided_badge

STATES = [("", "Đang theo dõi"), ("qua_ngay", "Quá ngày dự kiến sinh"), ("ket_thuc", "Đã kết thúc"), ("tat_ca", "Tất cả")]


def pregnancy_badge(row: Any) -> SafeString:
    """Voided, ended, past the expected day, or followed."""
    if row.is_voided:
        return voided_badge(row)
    if row.ended_on is not None:
        return state_badge("stopped", Outcome.label_of(row.outcome))
    overdue = row.expected_on < timezone.localdate()
    return state_badge("late", "Quá ngày dự kiến sinh") if overdue else state_badge("running", "Đang theo dõi")


def _of_state(rows: Any, state: str) -> Any:
    if state == "tat_ca":
        return rows
    if state == "ket_thuc":
        return rows.filter(ended_on__isnull=False)
    rows = rows.filter(ended_on__isnull=True)
    return rows.filter(expected_on__lt=timezone.localdate()) if state else rows


PREGNANCIES = [
    name_column("Họ và tên", "member__full_name"),
    code_column("member__household__code"),
    group_column("member__household__group__name", hide_on_phone=True),
    Column("Đăng ký", "registered_on", "day"),
    Column("Dự kiến sinh", "expected_on", "day"),
    Column("Lần khám", "n_visits", "number", title="Số lần khám thai"),
    Column("Khám gần nhất", lambda row: row.last_visit_on, "day"),
    Column("Đa vi chất", "n_supplemented", "number", title="Số lần khám có cấp đa vi chất"),
    Column("Tình trạng", pregnancy_badge),
]


@reads(*NUTRITION)
def pregnancies(request: OfficeRequest) -> HttpResponseBase:
    """Pregnancies: visits, micronutrients, who is past the expected day."""
    form = RegisterFilter(request.GET, search="Tìm theo tên hoặc mã hộ", states=STATES)
    rows = found_by(registers.pregnancies(request.user, request.ward.pk), form.text, person_paths("member"))
    rows = rows if form.with_voided else rows.counting()
    keeps = can_work(request.user, request.ward.pk, *NUTRITION)
    page = ListPage(
        "Thai kỳ",
        "Phụ nữ có thai của các hộ được theo dõi: ngày dự kiến sinh, các lần khám, đa vi chất đã cấp.",
        "thai kỳ",
        PREGNANCIES,
        Empty("Không có thai kỳ nào khớp.", "Đăng ký khi biết có thai; kết thúc khi sinh."),
        BOOK.page_of,
        TABS,
        [("Đăng ký thai kỳ", BOOK.add_url(Pregnancy))] if keeps else [],
        may_export=keeps,
    )
    return page.draw(request, _of_state(rows, form.state), form)


@reads(*NUTRITION)
def pregnancy(request: OfficeRequest, pk: int) -> HttpResponse:
    """One pregnancy and its visits."""
    row = get_object_or_404(registers.pregnancies(request.user, request.ward.pk), pk=pk)
    facts = [
        ("Hộ", row.member.household),
        ("Tổ dân phố", row.member.household.group.name),
        ("Đăng ký theo dõi ngày", row.registered_on), ("Dự kiến sinh ngày", row.expected_on),
        ("Kết thúc", f"{Outcome.label_of(row.outcome)}, {row.ended_on:%d/%m/%Y}" if row.ended_on else "Đang theo dõi"),
    ]  # fmt: skip
    visits = [
        Column("Ngày", "on", "day"),
        Column("Đa vi chất", lambda item: "Có cấp" if item.micronutrients else "Không"),
        Column("Ghi chú", "note"),
    ]
    add = [] if row.ended_on else [("Ghi lần khám", BOOK.add_url(AntenatalVisit, row))]
    sections = [Section("Các lần khám thai", visits, row.visits.all(), "Chưa khám lần nào.", add)]
    return RecordPage(BOOK, row, row.member.full_name, facts, sections, badge=pregnancy_badge(row)).draw(request)
