"""Vitamin A: figures of the rounds for the whole ward, and a round for the children of the register."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.kernel.numbers import percent
from camphucnam.ui.idempotency import once
from camphucnam.ui.tables import Column, Empty
from households.views.fetch import saved
from nutrition.forms.registers import RoundChoiceForm, RoundGiveForm
from nutrition.models import VitaminARound
from nutrition.models.base import NUTRITION
from nutrition.rules.due import newest_round
from nutrition.rules.words import Round
from nutrition.selectors import children as select
from nutrition.selectors import registers
from nutrition.services.doses import round_give
from nutrition.views import words
from nutrition.views.catalogue import BOOK
from nutrition.views.children import TABS
from programs.policies import can_work
from programs.views.access import keeps, reads
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


def _usual(day: date) -> dict[str, Any]:
    """The round of this half of the year, given today."""
    return {"round": newest_round(day), "given_on": day}


@keeps(*NUTRITION)
@once
def give(request: OfficeRequest) -> HttpResponse:
    """A round for many children at once; usable with a thumb."""
    choice = RoundChoiceForm(request.POST or request.GET or None, initial=(usual := _usual(timezone.localdate())))
    chosen = {**usual, **(choice.cleaned_data if choice.is_valid() else {})}
    waiting = {row.pk: row for row in select.waiting_for(request.user, request.ward.pk, Round(chosen["round"]), chosen["given_on"])}
    lines = [(row.pk, _line(row, chosen["given_on"])) for row in waiting.values()]
    form = RoundGiveForm(request.POST or None, initial=chosen, rows=lines)
    if request.method == "POST" and form.is_valid():
        values, done = form.cleaned_data, []
        people = [waiting[pk] for pk in values["children"]]
        act = lambda: done.append(  # noqa: E731
            round_give(request.ward, people, Round(values["round"]), values["given_on"], by=request.user)
        )
        if saved(form, act):
            messages.success(request, f"Đã ghi {done[0]} trẻ uống vitamin A, {Round.label_of(values['round']).lower()}.")
            return redirect("nutrition:children")
    context = {"choice": choice, "form": form, "n_waiting": len(lines), "day": chosen["given_on"], "round": Round.label_of(chosen["round"])}
    return render(request, "nutrition/give.html", {**context, "crumbs": [BOOK.list_of(VitaminARound)], "back": reverse("nutrition:rounds")})


def _line(row: Any, day: date) -> str:
    return f"{row.full_name} · {words.age(select.months_of(row, day))} · {row.household.code}"
