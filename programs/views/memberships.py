"""Which agencies a person belongs to: a part of the administrator's page about the person."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.models import User
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.errors import DomainError
from camphucnam.ui.idempotency import once
from programs.forms.membership import EndMembershipForm, MembershipForm
from programs.models import Agency, AgencyMembership
from programs.services.membership import membership_add, membership_end


def _person(request: OfficeRequest, pk: int) -> User:
    return get_object_or_404(User.objects.visible_to(request.user).in_ward(request.ward.pk), pk=pk)


@needs(Permission.MANAGE_PEOPLE)
def memberships(request: OfficeRequest, pk: int) -> HttpResponse:
    """The fragment on the page of the person."""
    person = _person(request, pk)
    rows = AgencyMembership.objects.visible_to(request.user).filter(user=person, agency__ward=request.ward).select_related("agency")
    return render(
        request, "programs/memberships.html", {"person": person, "rows": rows.order_by("-from_on"), "today": timezone.localdate()}
    )


@needs(Permission.MANAGE_PEOPLE)
@once
def add_membership(request: OfficeRequest, pk: int) -> HttpResponse:
    """Put the person into an agency."""
    person = _person(request, pk)
    agencies = Agency.objects.current().in_ward(request.ward.pk)
    form = MembershipForm(request.POST or None, agencies=agencies, initial={"from_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            membership_add(values["agency"], person, values["from_on"], is_lead_contact=values["is_lead_contact"], by=request.user)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, f"Đã đưa {person.full_name} vào {values['agency']}.")
            return redirect("accounts:person", person.pk)
    return render(request, "programs/add_membership.html", {"form": form, "person": person, "crumbs": _crumbs(person)})


@needs(Permission.MANAGE_PEOPLE)
@once
def end_membership(request: OfficeRequest, pk: int) -> HttpResponse:
    """The person leaves the agency."""
    visible = AgencyMembership.objects.visible_to(request.user).filter(agency__ward=request.ward).select_related("agency", "user")
    membership = get_object_or_404(visible, pk=pk)
    form = EndMembershipForm(request.POST or None, initial={"last_day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            membership_end(membership, form.cleaned_data["last_day"], by=request.user)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, f"{membership.user.full_name} thôi thuộc {membership.agency}.")
            return redirect("accounts:person", membership.user_id)
    context = {"form": form, "membership": membership, "crumbs": _crumbs(membership.user)}
    return render(request, "programs/end_membership.html", context)


def _crumbs(person: User) -> list[tuple[str, str]]:
    return [("Người dùng", reverse("accounts:people")), (person.full_name, reverse("accounts:person", args=[person.pk]))]
