"""Fetch-and-authorise, the day looked at, and the one way in which forms are sent to services."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError, EditConflict
from camphucnam.ui.forms import OfficeFormMixin
from households.forms.household import DayForm
from households.models import Household, Member

Crumbs = list[tuple[str, str]]


def household_of(request: OfficeRequest, code: str) -> Household:
    """The household with this code, if the person may see it; 404 otherwise, as for one that does not exist."""
    found = Household.objects.visible_to(request.user).in_ward(request.ward.pk).select_related("group", "ward")
    return get_object_or_404(found, code=code)


def member_of(request: OfficeRequest, code: str, pk: int) -> Member:
    """A member of a household that the person may see."""
    household = household_of(request, code)
    member = get_object_or_404(Member, household=household, pk=pk)
    member.household = household
    return member


def day_of(request: OfficeRequest) -> date:
    """The day of ``?ngay=``, today where none or no real one is given (then a message says so)."""
    today = timezone.localdate()
    form = DayForm(request.GET)
    if not form.is_valid():
        messages.error(request, str(form.errors["ngay"][0]))
        return today
    return form.cleaned_data["ngay"] or today


def household_url(household: Household, day: date | None = None, tab: str = "") -> str:
    """Address of a household's page."""
    query = "&".join(part for part in (f"muc={tab}" if tab else "", f"ngay={format_dmy(day)}" if day else "") if part)
    return reverse("households:household", args=[household.code]) + (f"?{query}" if query else "")


def household_crumbs(household: Household) -> Crumbs:
    """The way back from a page about a household."""
    return [("Danh sách hộ", reverse("households:list")), (f"{household.code} {household.head_name}", household_url(household))]


def saved(form: Any, act: Callable[[], object], record: Any = None) -> bool:
    """Call the service; show a refusal in the form and keep what was typed. ``record`` carries the version that counts."""
    try:
        act()
    except EditConflict as error:
        if record is None:
            form.refuse(error)
        else:
            record.refresh_from_db(fields=["version"])
            form.conflict(error, record.version)
    except DomainError as error:
        form.refuse(error)
    else:
        return True
    return False


@dataclass(frozen=True, slots=True)
class FormPage:
    """What the page with one form shows around it."""

    heading: str
    submit: str
    back: str
    crumbs: Crumbs
    lead: str = ""
    danger: bool = False

    def draw(self, request: OfficeRequest, form: OfficeFormMixin, **extra: object) -> HttpResponse:
        """The page; a fresh form or one with its errors."""
        return render(request, "households/form_page.html", {"page": self, "form": form, **extra})
