"""The one place that derives names for lists, search and order, and that gives out household codes."""

import re
from collections.abc import Iterable

from camphucnam.kernel.text import clean, fold, name_sort_key
from households.models import Household, Member, ResidentialGroup

_SEARCH_LENGTH = Household._meta.get_field("search_text").max_length or 0
_NUMBERED = re.compile(r"^(.*?)(\d+)$")
CODE_DIGITS = 4


def apply_names(household: Household, head_name: str, member_names: Iterable[str] = ()) -> Household:
    """Set ``head_name``, ``head_sort_key`` and ``search_text`` of a household; the caller saves.

    ``member_names`` are the people living in it now; the head may be among them. Search finds the code and every name.
    """
    household.head_name = clean(head_name)
    household.head_sort_key = name_sort_key(household.head_name)
    names = dict.fromkeys(fold(name) for name in (household.head_name, *member_names))
    household.search_text = " | ".join([fold(household.code), *names])[:_SEARCH_LENGTH]
    return household


def set_member_name(member: Member, full_name: str) -> Member:
    """Set a member's name and its folded form; the caller saves."""
    member.full_name = clean(full_name)
    member.folded_name = fold(member.full_name)
    return member


def new_codes(group: ResidentialGroup, count: int = 1) -> list[str]:
    """Codes for new households of a group, ``TDP01-0001`` and on: behind the highest number in use in the ward."""
    prefix = f"{group.code}-"
    used = Household.objects.in_ward(group.ward_id).filter(code__startswith=prefix).values_list("code", flat=True)
    numbers = [int(match[2]) for code in used if (match := _NUMBERED.match(code)) and match[1] == prefix]
    start = max(numbers, default=0) + 1
    return [f"{prefix}{number:0{CODE_DIGITS}d}" for number in range(start, start + count)]
