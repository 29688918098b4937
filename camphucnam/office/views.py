"""The address ``/``: leads everyone to the own first page."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from camphucnam.accounts.decorators import signed_in
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.office.navigation import FIRST_PAGES
from camphucnam.ui.navigation import url_of


@signed_in
def home(request: OfficeRequest) -> HttpResponse:
    """Redirect by permission; a person whose part is not installed here is told so."""
    held = request.user.permissions_in(request.ward.pk) if request.ward else frozenset()
    for permission, name in FIRST_PAGES:
        if permission in held and (url := url_of(name)):
            return HttpResponseRedirect(url)
    return render(request, "errors/no_first_page.html")
