"""Pages of the people who work for poverty reduction."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.safestring import SafeString

from activities.models import Cadre, CadreTraining
from activities.models.base import CADRES
from activities.rules.words import CadrePosition
from activities.selectors import registers
from activities.views.activities import days
from activities.views.catalogue import BOOK
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.ui.badges import state_badge
from camphucnam.ui.tables import Column, Empty
from households.models.member import Sex
from households.views.columns import name_column
from programs.policies import can_work
from programs.views.access import reads
from registers.forms import RegisterFilter
from registers.selectors import found_by
from registers.views.pages import ListPage, RecordPage, Section, voided_badge

STATES = [
    ("", "Đang làm"),
    ("chua_hoc", "Chưa tập huấn năm nay"),
    ("da_hoc", "Đã tập huấn năm nay"),
    ("thoi", "Đã thôi"),
    ("tat_ca", "Tất cả"),
]


def cadre_badge(row: Any) -> SafeString:
    """Voided, out of the post, trained this year or not."""
    if row.is_voided:
        return voided_badge(row)
    if row.to_on is not None and row.to_on < timezone.localdate():
        return state_badge("stopped", "Đã thôi")
    return state_badge("done", "Đã tập huấn") if row.is_trained else state_badge("waiting", "Chưa tập huấn")


def _where(row: Cadre) -> str:
    return ", ".join(str(place.name) for place in (row.group, row.agency) if place is not None)


def _of_state(rows: Any, state: str) -> Any:
    today = timezone.localdate()
    if state == "tat_ca":
        return rows
    if state == "thoi":
        return rows.filter(to_on__lt=today)
    rows = rows.exclude(to_on__lt=today)
    return rows.filter(is_trained=state == "da_hoc") if state else rows


CADRE_COLUMNS = [
    name_column("Họ và tên", "full_name"),
    Column("Giới tính", lambda row: Sex.label_of(row.sex)),
    Column("Vị trí", lambda row: CadrePosition.label_of(row.position)),
    Column("Tổ dân phố, đơn vị", _where),
    Column("Từ ngày", "from_on", "day", hide_on_phone=True),
    Column("Số lớp", "n_courses", "number", title="Số lớp đã học"),
    Column("Lớp gần nhất", "last_course_on", "day"),
    Column("Năm nay", cadre_badge),
]


@reads(*CADRES)
def cadres(request: OfficeRequest) -> HttpResponseBase:
    """Who works for poverty reduction, and who has not been trained this year."""
    form = RegisterFilter(request.GET, search="Tìm theo họ tên", states=STATES)
    year = timezone.localdate().year
    rows = found_by(registers.cadres(request.user, request.ward.pk, year), form.text, ("search_text",))
    rows = rows if form.with_voided else rows.counting()
    keeps = can_work(request.user, request.ward.pk, *CADRES)
    page = ListPage(
        "Cán bộ làm công tác giảm nghèo",
        f"Ai làm công tác giảm nghèo, từ khi nào, đã học lớp nào; tập huấn tính trong năm {year}.",
        "người",
        CADRE_COLUMNS,
        Empty("Chưa có ai khớp.", "Ghi những người làm công tác giảm nghèo của phường, rồi ghi lớp tập huấn họ đã học."),
        BOOK.page_of,
        adds=[("Ghi cán bộ", BOOK.add_url(Cadre))] if keeps else [],
        may_export=keeps,
    )
    return page.draw(request, _of_state(rows, form.state), form)


@reads(*CADRES)
def cadre(request: OfficeRequest, pk: int) -> HttpResponse:
    """One person with the courses."""
    row = get_object_or_404(registers.cadres(request.user, request.ward.pk, timezone.localdate().year), pk=pk)
    facts = [
        ("Giới tính", Sex.label_of(row.sex)), ("Vị trí", CadrePosition.label_of(row.position)), ("Tổ dân phố, đơn vị", _where(row)),
        ("Từ ngày", row.from_on), ("Đến hết ngày", row.to_on or "Đang làm"),
    ]  # fmt: skip
    columns = [
        Column("Lớp, nội dung", "course"),
        Column("Đơn vị tổ chức", "organiser"),
        Column("Thời gian", lambda r: days(r.from_on, r.to_on)),
        Column("Giấy chứng nhận", "certificate"),
    ]
    add = [("Ghi lớp tập huấn", BOOK.add_url(CadreTraining, row))]
    sections = [Section("Lớp tập huấn đã học", columns, row.trainings.all(), "Chưa học lớp nào.", add)]
    return RecordPage(BOOK, row, row.full_name, facts, sections, badge=cadre_badge(row)).draw(request)
