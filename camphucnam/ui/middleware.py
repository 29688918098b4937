"""Turns refusals that no view caught, and addresses that do not exist in a demonstration, into pages of the office."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from camphucnam.kernel.errors import DomainError
from camphucnam.ui.views.errors import not_found, refused


class RefusalMiddleware:
    """A DomainError becomes a page with its sentence (409); its transaction has been rolled back already."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.DEBUG and response.status_code == 404 and not response.streaming:
            return not_found(request)  # visitors of a demonstration read our words too, not Django's technical page
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a refusal; None leaves every other exception to Django."""
        return refused(request, exception) if isinstance(exception, DomainError) else None
