"""What higher applications add to the household page: tabs (addresses, never imports), and who answers which kinds of needs."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from households.rules.needs import NeedKind

Answered = Callable[[User, int], Collection[NeedKind]]
"""(person, primary key of the ward) → kinds of needs that the person answers."""


@dataclass(frozen=True, slots=True)
class HouseholdTab:
    """A tab. ``url_name`` takes the code of the household and ``?ngay=``, and answers a fragment to htmx; whoever holds one of
    ``permissions`` sees the tab. Its template begins with ``{% extends request.htmx|yesno:"components/fragment.html,base.html" %}``."""

    key: str
    label: str
    url_name: str
    permissions: frozenset[Permission]


_TABS: list[HouseholdTab] = []
_ANSWERED: list[Answered] = []


def install(tabs: Iterable[HouseholdTab], answered: Answered) -> None:
    """Set the tabs of this deployment, and who answers needs; called once per process, by the project."""
    _TABS[:] = tabs
    _ANSWERED[:] = [answered]


def answered_by(user: User, ward_id: int) -> frozenset[NeedKind]:
    """Kinds of needs that the person answers; confidential ones open to nobody else."""
    return frozenset(kind for answered in _ANSWERED for kind in answered(user, ward_id))


def tabs_for(held: frozenset[Permission]) -> list[HouseholdTab]:
    """Tabs that somebody with these permissions sees."""
    return [tab for tab in _TABS if tab.permissions & held]
