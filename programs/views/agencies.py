"""Keep the directory of agencies; who belongs to which."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.errors import DomainError, EditConflict
from camphucnam.ui.forms import OfficeForm
from camphucnam.ui.idempotency import once
from programs.forms.agency import AgencyDayForm, AgencyForm, AliasForm, ContactForm, NewAgencyForm, NothingForm
from programs.models import Agency, AgencyAlias, AgencyContact
from programs.selectors.people import people_by_agency
from programs.services.agency import (
    NewAgency,
    NewContact,
    agency_add,
    agency_change,
    agency_end,
    agency_reopen,
    alias_add,
    alias_retire,
    contact_add,
    contact_retire,
)


def _agency(request: OfficeRequest, pk: int) -> Agency:
    agency: Agency = get_object_or_404(Agency.objects.visible_to(request.user).in_ward(request.ward.pk), pk=pk)
    return agency


def _step(
    request: OfficeRequest, agency: Agency | None, form: OfficeForm, write: Callable[[dict[str, Any]], Agency], words: tuple[str, str, str]
) -> HttpResponse:
    """Draw the form; after sending write and go to the page of the agency. ``words``: heading, button, what is said when done."""
    heading, submit, done = words
    if request.method == "POST" and form.is_valid():
        try:
            written = write(form.cleaned_data)
        except EditConflict as error:
            form.conflict(error, Agency.objects.get(pk=agency.pk).version)  # type: ignore[union-attr,attr-defined]
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, done)
            return redirect("programs:agency", written.pk)
    back = reverse("programs:agency", args=[agency.pk]) if agency else reverse("programs:agencies")
    crumbs = [("Đơn vị và nhiệm vụ", reverse("programs:agencies")), *([(agency.name, back)] if agency else [])]
    context = {"form": form, "form_heading": heading, "submit": submit, "back": back, "crumbs": crumbs, "agency": agency}
    return render(request, "programs/agency_form.html", context)


@needs(Permission.EDIT_PLAN)
@once
def add_agency(request: OfficeRequest) -> HttpResponse:
    """An agency that the plan does not name."""

    def write(values: dict[str, Any]) -> Agency:
        new = NewAgency(values["code"], values["name"], values["kind"], values["is_requested"])
        return agency_add(request.ward, new, by=request.user)

    form = NewAgencyForm(request.POST or None, initial={"version": 1})
    return _step(request, None, form, write, ("Thêm đơn vị", "Thêm đơn vị", "Đã thêm đơn vị."))


@needs(Permission.EDIT_PLAN)
@once
def edit_agency(request: OfficeRequest, pk: int) -> HttpResponse:
    """Another name or kind."""
    agency = _agency(request, pk)
    initial = {"name": agency.name, "kind": agency.kind, "is_requested": agency.is_requested, "version": agency.version}

    def write(values: dict[str, Any]) -> Agency:
        return agency_change(
            agency, values["name"], values["kind"], is_requested=values["is_requested"], version=values["version"], by=request.user
        )

    form = AgencyForm(request.POST or None, initial=initial)
    return _step(request, agency, form, write, ("Sửa đơn vị", "Lưu đơn vị", "Đã lưu đơn vị; tên cũ được giữ làm tên gọi khác."))


@needs(Permission.EDIT_PLAN)
@once
def end_agency(request: OfficeRequest, pk: int) -> HttpResponse:
    """The agency is no longer there from a day on."""
    agency = _agency(request, pk)
    help_text = "Từ ngày này không giao thêm việc cho đơn vị; người của đơn vị không còn xem, ghi sổ của đơn vị."
    form = AgencyDayForm(request.POST or None, initial={"version": agency.version}, label="Kết thúc từ ngày", help_text=help_text)

    def write(values: dict[str, Any]) -> Agency:
        return agency_end(agency, values["on"], version=values["version"], by=request.user)

    return _step(request, agency, form, write, ("Kết thúc đơn vị", "Kết thúc đơn vị", "Đã ghi kết thúc đơn vị."))


@needs(Permission.EDIT_PLAN)
@once
def reopen_agency(request: OfficeRequest, pk: int) -> HttpResponse:
    """An ended agency is there again."""
    agency = _agency(request, pk)
    form = AgencyDayForm(request.POST or None, initial={"version": agency.version}, label="Hoạt động lại từ ngày")

    def write(values: dict[str, Any]) -> Agency:
        return agency_reopen(agency, values["on"], version=values["version"], by=request.user)

    return _step(request, agency, form, write, ("Mở lại đơn vị", "Mở lại đơn vị", "Đã mở lại đơn vị."))


@needs(Permission.EDIT_PLAN)
@once
def add_alias(request: OfficeRequest, pk: int) -> HttpResponse:
    """Another name by which documents call the agency."""
    agency = _agency(request, pk)
    form = AliasForm(request.POST or None)

    def write(values: dict[str, Any]) -> Agency:
        return alias_add(agency, values["name"], by=request.user).agency

    return _step(request, agency, form, write, ("Thêm tên gọi khác", "Thêm tên gọi", "Đã thêm tên gọi."))


@needs(Permission.EDIT_PLAN)
@once
def retire_alias(request: OfficeRequest, pk: int) -> HttpResponse:
    """A name that is no longer used."""
    visible = AgencyAlias.objects.visible_to(request.user).in_ward(request.ward.pk).current().filter(line__isnull=True)
    alias = get_object_or_404(visible.select_related("agency"), pk=pk)
    form = NothingForm(request.POST if request.method == "POST" else None)

    def write(values: dict[str, Any]) -> Agency:
        return alias_retire(alias, by=request.user).agency

    return _step(request, alias.agency, form, write, (f"Bỏ tên gọi “{alias.name}”", "Bỏ tên gọi", "Đã bỏ tên gọi."))


@needs(Permission.EDIT_PLAN)
@once
def add_contact(request: OfficeRequest, pk: int) -> HttpResponse:
    """Somebody through whom the agency is reached."""
    agency = _agency(request, pk)
    form = ContactForm(request.POST or None)

    def write(values: dict[str, Any]) -> Agency:
        return contact_add(agency, NewContact(**values), by=request.user).agency

    return _step(request, agency, form, write, ("Thêm liên hệ", "Thêm liên hệ", "Đã thêm liên hệ."))


@needs(Permission.EDIT_PLAN)
@once
def retire_contact(request: OfficeRequest, pk: int) -> HttpResponse:
    """A contact that no longer holds."""
    visible = AgencyContact.objects.visible_to(request.user).in_ward(request.ward.pk).current()
    contact = get_object_or_404(visible.select_related("agency"), pk=pk)
    form = NothingForm(request.POST if request.method == "POST" else None)

    def write(values: dict[str, Any]) -> Agency:
        return contact_retire(contact, by=request.user).agency

    return _step(request, contact.agency, form, write, (f"Thôi liên hệ qua {contact.name}", "Thôi liên hệ", "Đã thôi liên hệ."))


@needs(Permission.MANAGE_PEOPLE)
def agency_people(request: OfficeRequest) -> HttpResponse:
    """Every agency with its people and their terms; agencies for which nobody signs in stand out."""
    rows = people_by_agency(Agency.objects.current().filter(ward=request.ward), request.user, timezone.localdate())
    empty = sum(not row.present for row in rows)
    return render(request, "programs/agency_people.html", {"rows": rows, "n_empty": empty})
