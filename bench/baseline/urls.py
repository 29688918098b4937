"""Addresses of the baseline server."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from bench.baseline.changelist import site


def health(request: HttpRequest) -> HttpResponse:
    """The server is up."""
    return HttpResponse("ok")


urlpatterns = [path("healthz", health), path("admin/", site.urls)]
