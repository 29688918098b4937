"""How a household stands for a grant on the day of its decision: eligible or not and why, class, window, what it has had."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from camphucnam.accounts.models import User
from households.models import Household, Member
from households.rules.classes import HouseholdClass, WindowKind
from households.selectors.standings import standings_on
from programs.rules.eligibility import judge
from programs.selectors.eligibility import facts_of, plan_for_day, rules_for
from support.models import Grant
from support.rules.double_benefit import Benefit, conflicts_of
from support.rules.words import GrantState

LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Prospect:
    """What is kept with a grant. ``conflict`` is empty where nothing speaks against it."""

    is_eligible: bool
    basis: str
    class_then: str
    window_then: str
    conflict: str


def prospects(ward_id: int, code: str, households: Iterable[Household], on: date) -> dict[int, Prospect]:
    """Primary key → prospect for a code on a day; DomainError for an unknown code or no plan."""
    chosen = list(households)
    plan = plan_for_day(ward_id, on)
    rules = rules_for(plan, code)
    remark = "" if plan.year == on.year else f" Chưa có kế hoạch năm {on.year}; xét theo kế hoạch năm {plan.year}."
    had = benefits_of([household.pk for household in chosen])
    found = {}
    for household in chosen:
        facts = facts_of(household, on)
        verdict = judge(rules, facts)
        against = " ".join(dict.fromkeys(item.words for item in conflicts_of(Benefit(code, on), had[household.pk])))
        found[household.pk] = Prospect(
            verdict.eligible,
            (" ".join(reason.text for reason in verdict.reasons) + remark)[:LONGEST],
            facts.household_class.value if facts.household_class else "",
            facts.window_class.value if facts.window_class else "",
            against[:LONGEST],
        )
    return found


def benefits_of(households: Sequence[int]) -> dict[int, list[Benefit]]:
    """Primary key of the household → grants that it has had or is promised, oldest first."""
    found: dict[int, list[Benefit]] = defaultdict(list)
    rows = Grant.objects.counting().filter(household__in=households).exclude(state=GrantState.CANCELLED)
    rows = rows.annotate(day=Coalesce(F("given_on"), F("decided_on"))).order_by("day", "pk")
    for household, code, day, pk in rows.values_list("household", "code", "day", "pk"):
        found[household].append(Benefit(code, day, pk))
    return found


@dataclass(frozen=True, slots=True)
class Filter:
    """Which households a list is made for. Empty sets do not limit; ``only_eligible`` leaves out whoever is not entitled to the code."""

    standings: frozenset[HouseholdClass | WindowKind] = frozenset()
    groups: frozenset[int] = frozenset()
    only_eligible: bool = False


def households_of(user: User, ward_id: int, wanted: Filter, on: date) -> list[Household]:
    """Households that were on the list by the day and match, by group and code."""
    standings = standings_on(ward_id, on)
    keys = [
        pk
        for pk, standing in standings.items()
        if standing.household_class is not None and (not wanted.standings or standing.is_one_of(*wanted.standings))
    ]
    rows: QuerySet[Household] = Household.objects.servable_to(user).in_ward(ward_id).filter(pk__in=keys)
    if wanted.groups:
        rows = rows.filter(group__in=wanted.groups)
    return list(rows.select_related("group", "ward").order_by("group__sort_order", "code"))


def n_people(households: Iterable[int], on: date) -> dict[int, int]:
    """Primary key → members living there on the day."""
    found: dict[int, int] = defaultdict(int)
    for household in Member.objects.filter(household__in=list(households)).present_on(on).values_list("household", flat=True):
        found[household] += 1
    return found
