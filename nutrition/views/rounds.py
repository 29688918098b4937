"""Vitamin A: figures of the rounds for the whole ward."""

from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.safestring import mark_safe

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.kernel.numbers import percent
from camphucnam.ui.tables import Column, Empty
from nutrition.models import VitaminARound
from nutrition.models.base import NUTRITION
from nutrition.rules.words import Round
from nutrition.selectors import registers
from nutrition.views.catalogue import BOOK
from nutrition.views.children import TABS
from programs.policies import can_work
from programs.views.access import reads
from registers.forms import RegisterFilter
from registers.views.pages import ListPage, voided_badge

ROUNDS = [
    Column("Đợt", lambda row: f"{Round.label_of(row.round)} năm {row.year}"),
    Column("Kết thúc ngày", "held_on", "day"),
    Column("Số trẻ 6–36 tháng", "n_children", "number"),
    Column("Được uống", "n_given", "number"),
    Column("Tỷ lệ", lambda row: percent(row.n_given, row.n_children), "percent"),
    Column("Đủ 2 lần", lambda row: mark_safe("") if row.n_given_twice is None else row.n_given_twice, "number"),
    Column("Nguồn số liệu", lambda row: voided_badge(row) or row.source, hide_on_phone=True),
]


@reads(*NUTRITION)
def rounds(request: OfficeRequest) -> HttpResponseBase:
    """Rounds of the whole ward."""
    form = RegisterFilter(request.GET, search="Tìm theo nguồn số liệu", states=[("", "Tất cả"), *Round.choices()], state_label="Đợt")
    rows = registers.rounds(request.user, request.ward.pk)
    rows = rows if form.with_voided else rows.counting()
    rows = rows.filter(source__icontains=form.text) if form.text else rows
    may_keep = can_work(request.user, request.ward.pk, *NUTRITION)
    adds = [("Ghi số liệu đợt toàn phường", BOOK.add_url(VitaminARound)), ("Cho uống theo danh sách", reverse("nutrition:give"))]
    page = ListPage(
        "Vitamin A",
        "Số liệu từng đợt cho mọi trẻ từ 6 đến 36 tháng tuổi của phường; trẻ của hộ trong danh sách ghi tên ở “Cho uống theo danh sách”.",
        "đợt",
        ROUNDS,
        Empty("Chưa có số liệu đợt nào.", "Ghi số trẻ của phường và số trẻ được uống sau mỗi đợt."),
        BOOK.void_url if may_keep else None,
        TABS,
        adds if may_keep else [],
        may_export=may_keep,
    )
    return page.draw(request, rows.filter(round=form.state) if form.state else rows, form)
