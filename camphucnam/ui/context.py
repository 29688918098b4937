"""What every page shows around its content."""

from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from camphucnam.ui.navigation import NavLink, links_for

FRAME = "office_frame"


class OfficeFrame:
    """Navigation, ward name and day of a request; each part is read when a template asks for it, once."""

    def __init__(self, request: HttpRequest) -> None:
        self._request: Any = request
        self._ward = getattr(request, "ward", None)

    @cached_property
    def _links(self) -> list[NavLink]:
        return links_for(self._request)

    @property
    def nav(self) -> list[NavLink]:
        """Links of the navigation."""
        return [link for link in self._links if not link.aside]

    @property
    def aside(self) -> list[NavLink]:
        """Links of the person's menu: what is needed a few times a year."""
        return [link for link in self._links if link.aside]

    @cached_property
    def today(self) -> date:
        """The day in the office's time zone."""
        return timezone.localdate()

    @cached_property
    def ward_name(self) -> str:
        """Name in force today, "phường …" as inside a sentence; empty without a ward. One query."""
        return str(self._ward.name_on(self.today)) if self._ward is not None else ""

    @property
    def is_demo(self) -> bool:
        """Whether the ward holds invented data."""
        return bool(self._ward and self._ward.is_demo)

    @cached_property
    def n_wards(self) -> int:
        """In how many wards the person works today."""
        return len({grant.ward_id for grant in self._request.user.current_grants}) if self._ward else 0

    @property
    def debug(self) -> bool:
        """Whether this is a demonstration or development process."""
        return settings.DEBUG


def office(request: HttpRequest) -> dict[str, object]:
    """Context processor: ``office`` is made once per request and shared by every template drawn for it; ``user`` is who looks."""
    frame = getattr(request, FRAME, None)
    if frame is None:
        frame = OfficeFrame(request)
        setattr(request, FRAME, frame)
    return {"office": frame, "user": getattr(request, "user", None)}
