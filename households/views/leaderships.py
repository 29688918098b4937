"""The part of the people page that tells which groups a person leads."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.models import User
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.dates import format_dmy
from camphucnam.ui.idempotency import once
from households.forms.group import LeadershipEndForm, LeadershipForm
from households.models import GroupLeadership, ResidentialGroup
from households.services.group import leadership_add, leadership_end
from households.views.fetch import saved


def _person(request: OfficeRequest, pk: int) -> User:
    """A person with a role, now or before, in the ward of the request."""
    return get_object_or_404(User.objects.visible_to(request.user).in_ward(request.ward.pk), pk=pk)


def _draw(request: OfficeRequest, person: User, form: LeadershipForm) -> HttpResponse:
    lines = GroupLeadership.objects.filter(user=person, group__ward=request.ward.pk).select_related("group").order_by("-from_on")
    return render(request, "households/leaderships.html", {"person": person, "lines": lines, "form": form, "today": timezone.localdate()})


def _form(request: OfficeRequest) -> LeadershipForm:
    form = LeadershipForm(request.POST or None, initial={"from_on": timezone.localdate()})
    field: Any = form.fields["group"]
    field.queryset = ResidentialGroup.objects.in_ward(request.ward.pk).standing_on(timezone.localdate())
    return form


@needs(Permission.MANAGE_PEOPLE)
@once
def leaderships(request: OfficeRequest, pk: int) -> HttpResponse:
    """The fragment; POST gives the person a group and answers the fragment again."""
    person = _person(request, pk)
    form = _form(request)
    if request.method == "POST" and form.is_valid() and saved(form, lambda: leadership_add(person, **form.cleaned_data, by=request.user)):
        return redirect(request.path)
    return _draw(request, person, form)


@needs(Permission.MANAGE_PEOPLE)
@once
def end_leadership(request: OfficeRequest, pk: int, leadership: int) -> HttpResponse:
    """The person leads the group until the end of a day."""
    person = _person(request, pk)
    record = get_object_or_404(
        GroupLeadership.objects.select_related("group", "user"), user=person, group__ward=request.ward.pk, pk=leadership
    )
    form = LeadershipEndForm(request.POST or None, initial={"to_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid() and saved(form, lambda: leadership_end(record, **form.cleaned_data, by=request.user)):
        messages.success(request, f"{person.full_name} phụ trách {record.group.name} đến hết {format_dmy(record.to_on)}.")
        return redirect("households:leaderships", pk=pk)
    return render(request, "households/leadership_end.html", {"person": person, "leadership": record, "form": form})
