"""Suggestions while somebody types a household or a person."""

from collections.abc import Callable

from django.http import HttpResponse

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.models import User
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from households.forms.picking import options
from households.selectors.picking import suggest_households, suggest_persons

Suggest = Callable[[User, int, str], list[str]]


def _answer(request: OfficeRequest, suggest: Suggest) -> HttpResponse:
    """The input may have any name: htmx tells which one asks."""
    typed = request.GET.get(request.htmx.trigger_name or "q", "")[:200]
    return HttpResponse(options(suggest(request.user, request.ward.pk, typed)))


@needs(Permission.VIEW_REGISTER, Permission.SERVE_HOUSEHOLDS, Permission.VIEW_OWN_GROUP)
def household(request: OfficeRequest) -> HttpResponse:
    """Households."""
    return _answer(request, suggest_households)


@needs(Permission.VIEW_REGISTER, Permission.SERVE_HOUSEHOLDS, Permission.VIEW_OWN_GROUP)
def person(request: OfficeRequest) -> HttpResponse:
    """People living in them."""
    return _answer(request, suggest_persons)
