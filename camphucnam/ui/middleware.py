"""Turns a refusal that no view caught into a page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from camphucnam.kernel.errors import DomainError
from camphucnam.ui.views.errors import refused


class RefusalMiddleware:
    """A DomainError becomes a page with its sentence (409); its transaction has been rolled back already."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a refusal; None leaves every other exception to Django."""
        return refused(request, exception) if isinstance(exception, DomainError) else None
