"""The administrator's pages: who works here, with which roles."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from camphucnam.accounts import policies, selectors
from camphucnam.accounts.decorators import needs
from camphucnam.accounts.forms.people import AddPersonForm, LockForm, PeopleFilterForm, PersonForm, RoleForm
from camphucnam.accounts.models import RoleGrant, User
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.accounts.services import passwords, people
from camphucnam.accounts.views.tables import grants_table, people_table
from camphucnam.kernel.errors import DomainError, EditConflict
from camphucnam.ui.filters import Filters
from camphucnam.ui.idempotency import once
from camphucnam.ui.pagination import paginate

NONCE = "temporary_password_nonce"


def _person(request: OfficeRequest, pk: int) -> User:
    return get_object_or_404(User.objects.visible_to(request.user).in_ward(request.ward.pk), pk=pk)


@needs(Permission.MANAGE_PEOPLE)
def people_list(request: OfficeRequest) -> HttpResponse:
    """Everyone with a role in this ward."""
    form, today = PeopleFilterForm(request.GET), timezone.localdate()
    asked = form.cleaned_data if form.is_valid() else {}
    found = selectors.people_of_ward(
        request.user,
        request.ward.pk,
        search=asked.get("tim", ""),
        role=asked.get("vai_tro", ""),
        state=asked.get("trang_thai", ""),
        day=today,
    )
    page = paginate(request, found)
    filters = Filters(form, request.GET)
    return render(request, "accounts/people.html", {"page": page, "filters": filters, "table": people_table(page.rows, today)})


@needs(Permission.MANAGE_PEOPLE)
@once
def add_person(request: OfficeRequest) -> HttpResponse:
    """A new person; the temporary password is shown once on the person's page."""
    form = AddPersonForm(request.POST or None, initial={"from_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            person, nonce = people.add_person(**form.cleaned_data, ward=request.ward, by=request.user)
        except DomainError as error:
            form.refuse(error)
        else:
            request.session[NONCE] = [person.pk, nonce]
            messages.success(request, f"Đã thêm {person.full_name}.")
            return redirect("accounts:person", person.pk)
    return render(request, "accounts/add_person.html", {"form": form})


@needs(Permission.MANAGE_PEOPLE)
def person_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """One person: description, roles in this ward, and what higher apps add (groups, agencies)."""
    person, today = _person(request, pk), timezone.localdate()
    owner, nonce = request.session.pop(NONCE, (0, ""))
    grants = person.grants.filter(ward=request.ward).order_by("-from_on", "-pk")
    context = {
        "person": person,
        "table": grants_table(grants, today, request),
        "password": passwords.temporary_password(person.pk, nonce) if owner == person.pk else "",
        "why_not": policies.why_not_change(request.user, person),
        "is_self": person.pk == request.user.pk,
    }
    return render(request, "accounts/person.html", context)


@needs(Permission.MANAGE_PEOPLE)
@once
def change_person(request: OfficeRequest, pk: int) -> HttpResponse:
    """Change name, e-mail, telephone."""
    person = _person(request, pk)
    values = {"full_name": person.full_name, "email": person.email, "phone": person.phone, "version": person.version}
    form = PersonForm(request.POST or None, initial=values)
    if request.method == "POST" and form.is_valid():
        try:
            people.change_person(person, **form.cleaned_data, ward=request.ward, by=request.user)
        except EditConflict as error:
            form.conflict(error, person.version)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, "Đã lưu.")
            return redirect("accounts:person", person.pk)
    return render(request, "accounts/change_person.html", {"form": form, "person": person})


@needs(Permission.MANAGE_PEOPLE)
@require_POST
@once
def lock_person(request: OfficeRequest, pk: int) -> HttpResponse:
    """Lock or unlock the account."""
    person, form = _person(request, pk), LockForm(request.POST)
    if form.is_valid():
        people.set_active(person, active=not person.is_active, version=form.cleaned_data["version"], ward=request.ward, by=request.user)
        messages.success(request, f"Đã {'mở khóa' if person.is_active else 'khóa'} tài khoản {person.username}.")
    return redirect("accounts:person", person.pk)


@needs(Permission.MANAGE_PEOPLE)
@require_POST
@once
def reset_password(request: OfficeRequest, pk: int) -> HttpResponse:
    """A temporary password for somebody who forgot the own one, shown once."""
    person = _person(request, pk)
    request.session[NONCE] = [person.pk, passwords.reset_password(person, ward_id=request.ward.pk, by=request.user)]
    return redirect("accounts:person", person.pk)


@needs(Permission.MANAGE_PEOPLE)
@once
def grant_role(request: OfficeRequest, pk: int) -> HttpResponse:
    """One more role in this ward."""
    person = _person(request, pk)
    form = RoleForm(request.POST or None, initial={"from_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            grant = people.grant_role(person, ward=request.ward, by=request.user, **form.cleaned_data)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, f"Đã giao vai trò {grant.role_label} cho {person.full_name}.")
            return redirect("accounts:person", person.pk)
    return render(request, "accounts/grant_role.html", {"form": form, "person": person, "cancel": reverse("accounts:person", args=[pk])})


@needs(Permission.MANAGE_PEOPLE)
@require_POST
@once
def end_role(request: OfficeRequest, pk: int) -> HttpResponse:
    """End a role as of today."""
    grant = get_object_or_404(RoleGrant.objects.visible_to(request.user).filter(ward=request.ward).select_related("user"), pk=pk)
    people.end_role(grant, by=request.user)
    messages.success(request, f"Đã thu vai trò {grant.role_label} của {grant.user.full_name}.")
    return redirect("accounts:person", grant.user_id)
