"""Facts that hold on a day, for many members or households at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from households.models import DwellingFact, MemberFact
from households.rules.facts import DwellingKind, FactKind

Keys = Iterable[int] | QuerySet[Any]


def facts_on(member_ids: Keys, day: date) -> dict[int, dict[FactKind, MemberFact]]:
    """Member → kind → the newest counting fact not after ``day``. One query; a member without facts gives an empty dictionary.

    ``member_ids`` may be a query of keys: ``facts_on(Member.objects.filter(household=…).values("pk"), day)``.
    """
    found: dict[int, dict[FactKind, MemberFact]] = defaultdict(dict)
    for fact in MemberFact.objects.counting().filter(member__in=member_ids, on__lte=day).order_by("on", "pk"):
        found[fact.member_id][FactKind(fact.kind)] = fact
    return found


def facts_then(moments: Iterable[tuple[int, date]]) -> dict[tuple[int, date], dict[FactKind, MemberFact]]:
    """(Member, day) → kind → the newest counting fact not after that day. One query; none for no member."""
    days: dict[int, set[date]] = defaultdict(set)
    for member, day in moments:
        days[member].add(day)
    found: dict[tuple[int, date], dict[FactKind, MemberFact]] = defaultdict(dict)
    if days:
        latest = max(max(own) for own in days.values())
        for fact in MemberFact.objects.counting().filter(member__in=days, on__lte=latest).order_by("on", "pk"):
            for day in days[fact.member_id]:
                if fact.on <= day:
                    found[fact.member_id, day][FactKind(fact.kind)] = fact
    return found


def dwelling_on(household_ids: Keys, day: date) -> dict[int, dict[DwellingKind, DwellingFact]]:
    """Household → kind → the newest counting fact not after ``day``. One query."""
    found: dict[int, dict[DwellingKind, DwellingFact]] = defaultdict(dict)
    for fact in DwellingFact.objects.counting().filter(household__in=household_ids, on__lte=day).order_by("on", "pk"):
        found[fact.household_id][DwellingKind(fact.kind)] = fact
    return found
