"""The same thing for many children of the register at once."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.ui.idempotency import once
from households.views.fetch import saved
from nutrition.forms.registers import GiveChoiceForm, GiveForm
from nutrition.models import GrowthMeasurement
from nutrition.models.base import NUTRITION
from nutrition.rules.due import newest_round
from nutrition.rules.words import Due, Round
from nutrition.selectors import children as select
from nutrition.services.doses import doses_give
from nutrition.views import words
from nutrition.views.catalogue import BOOK
from programs.views.access import keeps


def _usual(day: date) -> dict[str, Any]:
    """Vitamin A of the round under way, given today."""
    due = Due.VITAMIN_A_SECOND if newest_round(day) is Round.SECOND else Due.VITAMIN_A_FIRST
    return {"what": due, "given_on": day}


@keeps(*NUTRITION)
@once
def give(request: OfficeRequest) -> HttpResponse:
    """Tick the children who had it; usable with a thumb."""
    usual = _usual(timezone.localdate())
    choice = GiveChoiceForm(request.POST or request.GET or None, initial=usual)
    chosen = {**usual, **(choice.cleaned_data if choice.is_valid() else {})}
    what, day = Due(chosen["what"]), chosen["given_on"]
    waiting = {row.pk: row for row in select.waiting_for(request.user, request.ward.pk, what, day)}
    form = GiveForm(request.POST or None, initial=chosen, rows=[(pk, _line(row, day)) for pk, row in waiting.items()])
    if request.method == "POST" and form.is_valid():
        people = [waiting[pk] for pk in form.cleaned_data["children"]]
        if saved(form, lambda: doses_give(request.ward, people, what, day, by=request.user)):
            messages.success(request, f"Đã ghi {len(people)} trẻ: {what.label}.")
            return redirect("nutrition:children")
    context = {"choice": choice, "form": form, "n_waiting": len(waiting), "day": day, "what": what.label}
    return render(
        request,
        "nutrition/give.html",
        {**context, "crumbs": [BOOK.list_of(GrowthMeasurement)], "back": reverse("nutrition:children")},
    )


def _line(row: Any, day: date) -> str:
    return f"{row.full_name} · {words.age(select.months_of(row, day), row.birth_on)} · {row.household.code}"
