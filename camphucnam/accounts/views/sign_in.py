"""Signing in and out, the own password, the ward to work in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from camphucnam.accounts.decorators import signed_in
from camphucnam.accounts.forms.sign_in import PasswordForm, SignInForm, WardForm
from camphucnam.accounts.middleware import WARD_SESSION_KEY
from camphucnam.accounts.models import Ward
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.services import passwords, sessions
from camphucnam.kernel.errors import DomainError
from camphucnam.ui.idempotency import once

WRONG = "Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đang bị khóa, hết vai trò. Kiểm tra rồi thử lại."


def _next(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe else reverse("home")


@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page. Whoever has signed in already is led on."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(_next(request))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if sessions.sign_in(request, **form.cleaned_data) is not None:
            return HttpResponseRedirect(_next(request))
        form.add_error(None, WRONG)
    return render(request, "accounts/sign_in.html", {"form": form, "next": _next(request)}, status=200 if not form.errors else 422)


def locked_out(request: HttpRequest, response: HttpResponse | None = None, credentials: dict[str, Any] | None = None) -> HttpResponse:
    """429 after too many wrong passwords, called by django-axes."""
    return render(request, "accounts/locked_out.html", status=429)


@require_POST
def sign_out(request: OfficeRequest) -> HttpResponse:
    """End the session."""
    sessions.sign_out(request)
    return redirect("accounts:sign_in")


@signed_in
@once
def change_password(request: OfficeRequest) -> HttpResponse:
    """The own password; the only page open to people with a temporary one."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            passwords.change_password(
                old=form.cleaned_data["old"], new=form.cleaned_data["new"], ward_id=request.ward.pk if request.ward else 0, by=request.user
            )
        except DomainError as error:
            form.refuse(error, "old" if "hiện tại không đúng" in error.message else "new")
        else:
            update_session_auth_hash(request, request.user)
            messages.success(request, "Đã đổi mật khẩu. Các máy khác đang đăng nhập tài khoản này đã bị đăng xuất.")
            return redirect("home")
    return render(request, "accounts/change_password.html", {"form": form})


@signed_in
@once
def choose_ward(request: OfficeRequest) -> HttpResponse:
    """In which of the own wards to work; the choice holds for the session."""
    today = timezone.localdate()
    wards = Ward.objects.filter(pk__in={grant.ward_id for grant in request.user.current_grants}).prefetch_related("profiles")
    names = {ward.pk: ward.profile_on(today).name if ward.profiles.all() else ward.code for ward in wards}
    form = WardForm(request.POST or None, user=request.user, names=names, initial={"ward": request.ward.pk if request.ward else None})
    if request.method == "POST" and form.is_valid():
        request.session[WARD_SESSION_KEY] = form.cleaned_data["ward"]
        return redirect("home")
    return render(request, "accounts/choose_ward.html", {"form": form})
