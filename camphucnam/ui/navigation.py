"""The navigation: what it holds is told by the project (composition on top), who sees it by permissions."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True, slots=True)
class NavItem:
    """A link for everyone who holds one of ``permissions`` in the ward of the request; ``aside`` puts it into the person's menu.

    ``holds``: names of pages, and ``apps`` applications, that belong under the link though their addresses begin otherwise.
    """

    url_name: str
    label: str
    permissions: frozenset[str]
    aside: bool = False
    holds: tuple[str, ...] = ()
    apps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NavLink:
    """A link as drawn."""

    url: str
    label: str
    active: bool
    aside: bool = False


_ITEMS: list[NavItem] = []


def install(items: Iterable[NavItem]) -> None:
    """Set the navigation of this deployment; called once, by the project's URL module."""
    _ITEMS[:] = items


@cache
def url_of(name: str) -> str:
    """The address of a page without arguments; empty while its application does not offer it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def links_for(request: Any) -> list[NavLink]:
    """The links of the signed-in person; the one whose address begins the current path most closely is active, else the one that
    holds the application of the page."""
    ward = getattr(request, "ward", None)
    if ward is None:
        return []
    held = request.user.permissions_in(ward.pk)
    visible = [(url, item) for item in _ITEMS if item.permissions & held and (url := url_of(item.url_name))]
    places = [(start, url) for url, item in visible for start in (url, *map(url_of, item.holds)) if start]
    begins = [(len(start), url) for start, url in places if request.path.startswith(start)]
    app = getattr(getattr(request, "resolver_match", None), "namespace", "")
    current = max(begins, default=(0, next((url for url, item in visible if app and app in item.apps), "")))[1]
    return [NavLink(url, item.label, url == current, item.aside) for url, item in visible]
