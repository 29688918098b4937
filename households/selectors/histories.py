"""Load households' histories as frozen facts for the movement rules, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, F, QuerySet

from camphucnam.kernel.dates import day_before
from households.models import Household, HouseholdStay, Member, StatusPeriod
from households.rules.classes import STANDING_CLASSES, HouseholdClass, Opening
from households.rules.history import PeriodFact
from households.rules.movements import HouseholdHistory, Presence, Stay
from households.selectors.prepared import Prepared

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


def _standing(ward: int, eve: date, last: date) -> QuerySet[StatusPeriod]:
    """Keys of the households that stood poor or near-poor on some day between the two days."""
    periods = StatusPeriod.objects.counting().filter(ward=ward, household_class__in=STANDING_CLASSES).overlapping(eve, last)
    return periods.order_by().values("household")


_PERIODS = Prepared(
    lambda ward, eve, last: (
        StatusPeriod.objects.counting()
        .filter(ward=ward, household__in=_standing(ward, eve, last))
        .order_by("household_id", "from_on")
        .values_list("household_id", "household__code", "household_class", "from_on", "to_on", "opened_as", "pk")
    )
)
_STAYS = Prepared(
    lambda ward, eve, last: (
        HouseholdStay.objects.filter(household__in=_standing(ward, eve, last))
        .order_by("household_id", F("from_on").asc(nulls_first=True))
        .values_list("household_id", "group_id", "from_on", "to_on")
    )
)
# Most members have been there since before the register: they come as one line per household.
_PRESENCES = Prepared(
    lambda ward, eve, last: (
        Member.objects.filter(household__in=_standing(ward, eve, last))
        .order_by()
        .values("household_id", "joined_on", "left_on")
        .annotate(n=Count("pk"))
        .values_list("household_id", "joined_on", "left_on", "n")
    )
)


def load_histories(ward_id: int, first_day: date, last_day: date) -> list[HouseholdHistory]:
    """Histories of the ward's households that stood poor or near-poor on some day from the evening before
    ``first_day`` to ``last_day``: all that movement tables between these days need. Three queries.
    """
    between = ward_id, day_before(first_day), last_day
    codes: dict[int, str] = {}
    periods: dict[int, list[PeriodFact]] = defaultdict(list)
    for household, code, household_class, from_on, to_on, opened_as, pk in _PERIODS(*between):
        codes[household] = code
        periods[household].append(PeriodFact(CLASSES[household_class], from_on, to_on, OPENINGS[opened_as], pk))
    stays: dict[int, list[Stay]] = defaultdict(list)
    for household, group, from_on, to_on in _STAYS(*between):
        stays[household].append(Stay(group, from_on, to_on))
    presences: dict[int, list[Presence]] = defaultdict(list)
    for household, joined_on, left_on, n in _PRESENCES(*between):
        presences[household] += [Presence(joined_on, left_on)] * n
    return [
        HouseholdHistory(code, tuple(periods[key]), tuple(stays[key]), tuple(presences[key])) for key, code in codes.items() if key in stays
    ]
