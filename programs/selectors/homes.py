"""Households as lists name them, in the order of lists, and the people that rows are about."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from camphucnam.accounts.models import User
from camphucnam.kernel.text import fold
from households.models import Household, Member, ResidentialGroup


@dataclass(frozen=True, slots=True)
class Home:
    """What a list says about a household."""

    pk: int
    code: str
    head: str
    group: str


def homes_for(user: User, ward_id: int, *, text: str = "", group: int | None = None) -> dict[int, Home]:
    """Households of the ward that the person may choose from, in the order of lists, by key. One query."""
    rows = Household.objects.servable_to(user).in_ward(ward_id)
    if group is not None:
        rows = rows.filter(group=group)
    for word in fold(text).split():
        rows = rows.filter(Q(search_text__icontains=word) | Q(code__icontains=word))
    rows = rows.order_by("head_sort_key", "code")
    return {row[0]: Home(*row) for row in rows.values_list("pk", "code", "head_name", "group__name")}


def groups_of(ward_id: int) -> list[tuple[int, str]]:
    """(key, name) of the ward's residential groups."""
    return list(ResidentialGroup.objects.filter(ward=ward_id).order_by("sort_order", "pk").values_list("pk", "name"))


def names_of(members: Iterable[int]) -> dict[int, str]:
    """Names of these people."""
    return dict(Member.objects.filter(pk__in=set(members)).values_list("pk", "full_name"))
