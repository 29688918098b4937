"""Tabs of the household page that higher applications draw. They are addresses, never imports."""

from collections.abc import Iterable
from dataclasses import dataclass

from camphucnam.accounts.roles import Permission


@dataclass(frozen=True, slots=True)
class HouseholdTab:
    """A tab. ``url_name`` takes the code of the household and ``?ngay=``, and answers a fragment to htmx; whoever holds one of
    ``permissions`` sees the tab. Its template begins with ``{% extends request.htmx|yesno:"components/fragment.html,base.html" %}``."""

    key: str
    label: str
    url_name: str
    permissions: frozenset[Permission]


_TABS: list[HouseholdTab] = []


def install(tabs: Iterable[HouseholdTab]) -> None:
    """Set the tabs of this deployment; called once per process, by the project."""
    _TABS[:] = tabs


def tabs_for(held: frozenset[Permission]) -> list[HouseholdTab]:
    """Tabs that somebody with these permissions sees."""
    return [tab for tab in _TABS if tab.permissions & held]
