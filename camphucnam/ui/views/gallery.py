"""All components on one page, for those who build pages. Only where DEBUG is on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def gallery(request: HttpRequest) -> HttpResponse:
    """The gallery."""
    return render(request, "ui/gallery.html")
