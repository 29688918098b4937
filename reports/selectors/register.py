"""One reading of the register for the statutory forms, in a fixed number of queries.

Opening and closing are counted here by SQL, apart from the movement rules that the forms are computed with, so that a
fault in either shows as a difference.
"""

from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from camphucnam.accounts.models import Ward
from camphucnam.kernel.dates import day_before
from households.models import Assessment, HouseholdStay, Member, PopulationBaseline, ResidentialGroup, StatusPeriod
from households.rules.classes import STANDING_CLASSES, HouseholdClass
from households.rules.movements import HouseholdHistory
from households.selectors.histories import load_histories
from households.selectors.prepared import Prepared
from reports.rules.facts import Answers, Baseline, GroupFact, RegisterFacts, Standing
from reports.selectors.reading import one_reading

COUNTED = (*STANDING_CLASSES, HouseholdClass.AVERAGE)
CLASSES = {household_class.value: household_class for household_class in COUNTED}


def _covering(ward: int, day: date) -> QuerySet[StatusPeriod]:
    return StatusPeriod.objects.counting().covering(day).filter(ward=ward, household_class__in=COUNTED).order_by()


def _counted(ward: int, day: date) -> QuerySet[StatusPeriod, Any]:
    there = (
        HouseholdStay.objects.filter(household=OuterRef("household"))
        .filter(Q(from_on__isnull=True) | Q(from_on__lte=day), Q(to_on__isnull=True) | Q(to_on__gte=day))
        .order_by()
        .values("group")[:1]
    )
    persons = (
        Member.objects.present_on(day)
        .filter(household=OuterRef("household"))
        .order_by()
        .values("household")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return (
        _covering(ward, day)
        .annotate(
            lived=Coalesce(Subquery(there), F("household__group"), output_field=BigIntegerField()),
            persons=Coalesce(Subquery(persons), 0, output_field=IntegerField()),
        )
        .values_list("household_id", "household__code", "household_class", "lived", "persons")
    )


_COUNTED = Prepared(_counted)
_GROUPS = Prepared(lambda ward: ResidentialGroup.objects.filter(ward=ward).values_list("pk", "code", "name", "from_on", "to_on"))
_BASELINES = Prepared(
    lambda ward, day: (
        PopulationBaseline.objects.filter(group__ward=ward, on__lte=day)
        .order_by("on")
        .values_list("group_id", "n_households", "n_persons", "on")
    )
)
_AVERAGE = Prepared(
    lambda ward, day: (
        StatusPeriod.objects.counting()
        .filter(ward=ward, household_class=HouseholdClass.AVERAGE, from_on__lte=day)
        .order_by()
        .values_list("pk")[:1]
    )
)


def _newest_marks(ward: int, day: date) -> QuerySet[Assessment, Any]:
    newest = Assessment.objects.counting().filter(household=OuterRef("household"), assessed_on__lte=day).order_by("-assessed_on", "-pk")
    standing = _covering(ward, day).filter(household_class__in=STANDING_CLASSES).annotate(newest=Subquery(newest.values("pk")[:1]))
    found = Assessment.objects.filter(pk__in=standing.values("newest")).order_by()
    return found.values_list("household_id", "assessed_on", "deprived_mask", "known_mask")


_MARKS = Prepared(_newest_marks)


def count_on(ward_id: int, day: date) -> tuple[list[Standing], dict[str, int]]:
    """The households that stand in a counted class on ``day``, and the keys of their rows by code. One query."""
    rows = _COUNTED(ward_id, day)
    standings = [Standing(code, CLASSES[value], group, persons) for _, code, value, group, persons in rows]
    return standings, {row[1]: row[0] for row in rows}


def groups_for(ward_id: int, used: set[int], day: date) -> tuple[GroupFact, ...]:
    """Groups that exist on the day, and those that a figure speaks of although they were dissolved. One query."""
    return tuple(
        GroupFact(pk, code, name)
        for pk, code, name, from_on, to_on in _GROUPS(ward_id)
        if pk in used or ((from_on is None or from_on <= day) and (to_on is None or to_on >= day))
    )


def baselines_on(ward_id: int, day: date) -> dict[int, Baseline]:
    """The newest population figures of each group not after ``day``. One query."""
    return {group: Baseline(*figures) for group, *figures in _BASELINES(ward_id, day)}


def _used_groups(histories: list[HouseholdHistory], first: date, last: date, counted: list[Standing]) -> set[int]:
    """Groups in which a household lived on some day from the evening before ``first`` to ``last``."""
    used, eve = {standing.group for standing in counted}, day_before(first)
    for history in histories:
        if len(history.stays) == 1:
            used.add(history.stays[0].group)
        else:
            used.update(history.group_on(day) for day in (eve, *history.change_days(first, last), last))
    return used


def load_facts(ward: Ward, first_day: date, last_day: date) -> RegisterFacts:
    """Everything that forms 1 to 7 need, in one reading, so that all figures speak of one state of the register. Nine queries."""
    with one_reading():
        histories = load_histories(ward.pk, first_day, last_day)
        opening, _ = count_on(ward.pk, day_before(first_day))
        closing, keys = count_on(ward.pk, last_day)
        groups = groups_for(ward.pk, _used_groups(histories, first_day, last_day, [*opening, *closing]), last_day)
        baselines = baselines_on(ward.pk, last_day)
        marks = {household: answers for household, *answers in _MARKS(ward.pk, last_day)}
        knows_average = bool(_AVERAGE(ward.pk, last_day))
    standing = {item.code: keys[item.code] for item in closing if item.household_class in STANDING_CLASSES}
    return RegisterFacts(
        first_day,
        last_day,
        groups,
        tuple(histories),
        tuple(opening),
        tuple(closing),
        baselines,
        {code: Answers(*marks[pk]) for code, pk in standing.items() if pk in marks},
        knows_average,
    )
