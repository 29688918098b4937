"""Sets the ward of the request and forbids caching of private pages."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from camphucnam.accounts.models import Ward

WARD_SESSION_KEY = "ward_id"


def ward_of(request: HttpRequest) -> Ward | None:
    """The ward chosen in this session, else the first ward in which the person holds a role today."""
    wards = {grant.ward_id: grant.ward for grant in request.user.current_grants} if request.user.is_authenticated else {}
    if not wards:
        return None
    return wards.get(request.session.get(WARD_SESSION_KEY, 0)) or next(iter(wards.values()))


class OfficeMiddleware:
    """``request.ward`` for every signed-in request; `no-store` on every page that a person has signed in to see."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.ward = None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            request.ward = ward_of(request)  # type: ignore[attr-defined]
            if request.user.must_change_password:
                change = reverse("accounts:change_password")
                if request.path not in {change, reverse("accounts:sign_out")}:
                    return HttpResponseRedirect(change)
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response
