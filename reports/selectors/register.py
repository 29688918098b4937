"""One reading of the register for the statutory forms, in a fixed number of queries.

Opening and closing are counted here by SQL, apart from the movement rules that the forms are computed with, so that a
fault in either shows as a difference.
"""

from datetime import date

from django.db import transaction
from django.db.models import BigIntegerField, Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from camphucnam.accounts.models import Ward
from camphucnam.kernel.dates import day_before
from households.models import HouseholdStay, Member, PopulationBaseline, ResidentialGroup, StatusPeriod
from households.rules.classes import STANDING_CLASSES, HouseholdClass
from households.rules.movements import HouseholdHistory
from households.selectors.assessments import latest_marks
from households.selectors.histories import load_histories
from reports.rules.facts import Answers, Baseline, GroupFact, RegisterFacts, Standing

COUNTED = (*STANDING_CLASSES, HouseholdClass.AVERAGE)


def count_on(ward_id: int, day: date) -> tuple[list[Standing], dict[str, int]]:
    """The households that stand in a counted class on ``day``, and the keys of their rows by code. Two queries."""
    there = (
        HouseholdStay.objects.filter(household=OuterRef("household"))
        .filter(Q(from_on__isnull=True) | Q(from_on__lte=day), Q(to_on__isnull=True) | Q(to_on__gte=day))
        .order_by()
        .values("group")[:1]
    )
    periods = StatusPeriod.objects.counting().covering(day).filter(ward=ward_id, household_class__in=COUNTED).order_by()
    lived = periods.annotate(lived=Coalesce(Subquery(there), F("household__group"), output_field=BigIntegerField()))
    rows = list(lived.values_list("household_id", "household__code", "household_class", "lived"))
    persons = dict(
        Member.objects.present_on(day)
        .filter(household__in=periods.values("household"))
        .order_by()
        .values("household")
        .annotate(n=Count("pk"))
        .values_list("household", "n")
    )
    standings = [Standing(code, HouseholdClass(value), group, persons.get(pk, 0)) for pk, code, value, group in rows]
    return standings, {code: pk for pk, code, _, _ in rows}


def groups_for(ward_id: int, used: set[int], day: date) -> tuple[GroupFact, ...]:
    """Groups that exist on the day, and those that a figure speaks of although they were dissolved. One query."""
    rows = ResidentialGroup.objects.filter(ward=ward_id).values_list("pk", "code", "name", "from_on", "to_on")
    return tuple(
        GroupFact(pk, code, name)
        for pk, code, name, from_on, to_on in rows
        if pk in used or ((from_on is None or from_on <= day) and (to_on is None or to_on >= day))
    )


def baselines_on(ward_id: int, day: date) -> dict[int, Baseline]:
    """The newest population figures of each group not after ``day``. One query."""
    rows = PopulationBaseline.objects.filter(group__ward=ward_id, on__lte=day).order_by("on")
    return {row.group_id: Baseline(row.n_households, row.n_persons, row.on) for row in rows}


def _used_groups(histories: list[HouseholdHistory], first: date, last: date, counted: list[Standing]) -> set[int]:
    used = {standing.group for standing in counted}
    for history in histories:
        used.update(history.group_on(day) for day in (day_before(first), *history.change_days(first, last), last))
    return used


@transaction.atomic
def load_facts(ward: Ward, first_day: date, last_day: date) -> RegisterFacts:
    """Everything that forms 1 to 7 need. One transaction, so that all figures speak of one state of the register."""
    histories = load_histories(ward.pk, first_day, last_day)
    opening, _ = count_on(ward.pk, day_before(first_day))
    closing, keys = count_on(ward.pk, last_day)
    standing = {keys[item.code]: item.code for item in closing if item.household_class in STANDING_CLASSES}
    marks = latest_marks(list(standing), last_day)
    average = StatusPeriod.objects.counting().filter(ward=ward.pk, household_class=HouseholdClass.AVERAGE, from_on__lte=last_day)
    return RegisterFacts(
        first_day,
        last_day,
        groups_for(ward.pk, _used_groups(histories, first_day, last_day, [*opening, *closing]), last_day),
        tuple(histories),
        tuple(opening),
        tuple(closing),
        baselines_on(ward.pk, last_day),
        {standing[pk]: Answers(mark.assessed_on, mark.deprived_mask, mark.known_mask) for pk, mark in marks.items()},
        average.exists(),
    )
