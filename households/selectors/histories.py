"""Load households' histories as frozen facts for the movement rules, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from camphucnam.kernel.dates import day_before
from households.models import Household, HouseholdStay, Member, StatusPeriod
from households.rules.classes import STANDING_CLASSES, HouseholdClass, Opening
from households.rules.history import PeriodFact
from households.rules.movements import HouseholdHistory, Presence, Stay

CLASSES = {item.value: item for item in HouseholdClass}
OPENINGS = {item.value: item for item in Opening}


def periods_by_household(households: QuerySet[Household] | Iterable[int]) -> dict[int, list[PeriodFact]]:
    """Counting periods of the given households (a queryset of keys or keys), oldest first."""
    found: dict[int, list[PeriodFact]] = defaultdict(list)
    rows = (
        StatusPeriod.objects.counting()
        .filter(household__in=households)
        .order_by("household_id", "from_on")
        .values_list("household_id", "household_class", "from_on", "to_on", "opened_as", "pk")
    )
    for household, household_class, from_on, to_on, opened_as, pk in rows:
        found[household].append(PeriodFact(CLASSES[household_class], from_on, to_on, OPENINGS[opened_as], pk))
    return found


def load_histories(ward_id: int, first_day: date, last_day: date) -> list[HouseholdHistory]:
    """Histories of the ward's households that stood poor or near-poor on some day from the evening before
    ``first_day`` to ``last_day``: all that movement tables between these days need. Four queries.
    """
    standing = (
        StatusPeriod.objects.counting()
        .filter(ward=ward_id, household_class__in=STANDING_CLASSES)
        .overlapping(day_before(first_day), last_day)
    )
    keys = list(standing.values_list("household_id", flat=True).distinct())
    return histories_of(keys)


def histories_of(keys: list[int]) -> list[HouseholdHistory]:
    """Histories of the households with these keys, ordered by key."""
    codes = dict(Household.objects.filter(pk__in=keys).order_by("pk").values_list("pk", "code"))
    periods = periods_by_household(keys)
    stays: dict[int, list[Stay]] = defaultdict(list)
    for household, group, from_on, to_on in HouseholdStay.objects.filter(household__in=keys).values_list(
        "household_id", "group_id", "from_on", "to_on"
    ):
        stays[household].append(Stay(group, from_on, to_on))
    presences: dict[int, list[Presence]] = defaultdict(list)
    for household, joined_on, left_on in (
        Member.objects.filter(household__in=keys).order_by().values_list("household_id", "joined_on", "left_on")
    ):
        presences[household].append(Presence(joined_on, left_on))
    return [
        HouseholdHistory(code, tuple(periods[key]), tuple(stays[key]), tuple(presences[key])) for key, code in codes.items() if key in stays
    ]
