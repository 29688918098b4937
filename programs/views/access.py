"""Who may open the pages of a working register."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404
from django.http.response import HttpResponseBase

from camphucnam.accounts.decorators import View, needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from programs.policies import can_read, can_work


def keeps(*codes: str) -> Callable[[View], View]:
    """Only for people who keep the register of these (sub-)projects, policies or works (``check_can_work``); 404 for the others."""
    return _only(can_work, codes, Permission.EDIT_PLAN, Permission.NOTE_PROGRESS)


def reads(*codes: str) -> Callable[[View], View]:
    """For those, and for people who read the ward's list of households; 404 for the others."""
    return _only(can_read, codes, Permission.EDIT_PLAN, Permission.NOTE_PROGRESS, Permission.VIEW_REGISTER)


def _only(may: Callable[..., bool], codes: tuple[str, ...], *permissions: Permission) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @needs(*permissions)
        @wraps(view)
        def guarded(request: OfficeRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if not may(request.user, request.ward.pk, *codes):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate
