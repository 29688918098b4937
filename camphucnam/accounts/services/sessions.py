"""Signing in and out, with their lines in the log."""

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest

from camphucnam.accounts import journal
from camphucnam.accounts.models import RoleGrant, User
from camphucnam.accounts.requests import OfficeRequest


def sign_in(request: HttpRequest, *, username: str, password: str) -> User | None:
    """Sign in and log it; None when name and password do not fit or the person holds no role today."""
    user = authenticate(request, username=username, password=password)
    if user is None:
        log_failure(username)
        return None
    login(request, user)
    journal.record("signed_in", by=user, ward_id=user.current_grants[0].ward_id, target=user)
    return user


def log_failure(username: str) -> None:
    """A line for a failed sign-in. A name that nobody has is not written down: it may be a password typed in the wrong box."""
    person = User.objects.filter(username=username).first()
    grant = RoleGrant.objects.filter(user=person).order_by("-pk").first() if person else None
    journal.record("sign_in_failed", by=None, ward_id=grant.ward_id if grant else 0, target=person)


def sign_out(request: OfficeRequest) -> None:
    """End the session and log it."""
    if request.user.is_authenticated:
        journal.record("signed_out", by=request.user, ward_id=request.ward.pk if request.ward else 0, target=request.user)
    logout(request)
