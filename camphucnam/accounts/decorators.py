"""Who may open a view."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django_htmx.http import HttpResponseClientRedirect

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission

View = Callable[..., HttpResponseBase]


def _to_sign_in(request: OfficeRequest) -> HttpResponse:
    back = request.get_full_path() if request.method in {"GET", "HEAD"} and not request.htmx else "/"
    answer = redirect_to_login(back)
    return HttpResponseClientRedirect(answer.url) if request.htmx else answer


def needs(*permissions: Permission) -> Callable[[View], View]:
    """Only for people who hold one of ``permissions`` in the ward of the request.

    A visitor is led to the sign-in page; a signed-in person without the permission gets 404, as for a page that
    does not exist.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: OfficeRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            if request.ward is None or not request.user.permissions_in(request.ward.pk).intersection(permissions):
                raise Http404
            return view(request, *args, **kwargs)

        guarded.permissions = permissions  # type: ignore[attr-defined]
        return guarded

    return decorate


def signed_in(view: View) -> View:
    """Only for people who have signed in, whatever their role."""

    @wraps(view)
    def guarded(request: OfficeRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        return view(request, *args, **kwargs) if request.user.is_authenticated else _to_sign_in(request)

    guarded.permissions = ()  # type: ignore[attr-defined]
    return guarded
