"""The dated names of the ward: letterhead, authorities, recipients, signatories."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.forms.ward import WardProfileForm
from camphucnam.accounts.models import WardProfile
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.accounts.services.wards import ward_profile_save
from camphucnam.kernel.errors import DomainError, EditConflict
from camphucnam.ui.idempotency import once


@needs(Permission.MANAGE_WARD)
def ward_names(request: OfficeRequest) -> HttpResponse:
    """All dated names, newest first, the ones in force marked."""
    profiles = list(WardProfile.objects.filter(ward=request.ward).order_by("-from_on"))
    today = timezone.localdate()
    current = next((profile for profile in profiles if profile.from_on <= today), None)
    return render(request, "accounts/ward_names.html", {"profiles": profiles, "current": current})


@needs(Permission.MANAGE_WARD)
@once
def change_ward_names(request: OfficeRequest, pk: int | None = None) -> HttpResponse:
    """Change one set of names, or add one that begins as a copy of the newest."""
    newest = WardProfile.objects.filter(ward=request.ward).order_by("-from_on").first()
    profile = get_object_or_404(WardProfile, ward=request.ward, pk=pk) if pk else None
    seen = profile.version if profile else 0
    start = {} if profile or newest is None else {name: getattr(newest, name) for name in WardProfileForm.Meta.fields if name != "from_on"}
    form = WardProfileForm(request.POST or None, instance=profile or WardProfile(ward=request.ward), initial={**start, "version": seen})
    if request.method == "POST" and form.is_valid():
        try:
            ward_profile_save(form.instance, version=form.cleaned_data["version"], by=request.user)
        except EditConflict as error:
            form.refuse(error)
            typed: Any = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict; its copy may be changed
            typed["version"] = str(WardProfile.objects.get(pk=form.instance.pk).version)
            form.data = typed
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, "Đã lưu tên và thẩm quyền của phường.")
            return redirect("accounts:ward_names")
    return render(request, "accounts/change_ward_names.html", {"form": form, "profile": profile})
