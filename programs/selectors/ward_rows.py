"""Rows of a whole ward that the rules are asked about, in queries composed once: composing them costs more than running them.

``LACKING`` reads only households that lack something: a mark in an assessment, or an expressed need.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from households.models import Assessment, DwellingFact, Household, Member, MemberFact, Need, StatusPeriod
from households.rules.escape_window import window_on
from households.rules.history import PeriodFact, class_on
from households.selectors.assessments import Marks
from households.selectors.histories import CLASSES, OPENINGS
from households.selectors.prepared import Prepared
from households.selectors.presence import still_here
from households.selectors.standings import HouseholdStanding
from programs.rules.traits import dwelling_kinds, person_kinds

NO_STANDING = HouseholdStanding(None)


def _all(ward: int, day: date) -> QuerySet[Household]:
    return Household.objects.in_ward(ward).order_by()


def _lacking(ward: int, day: date) -> QuerySet[Household]:
    marked = Assessment.objects.counting().filter(ward=ward, assessed_on__lte=day, deprived_mask__gt=0).order_by().values("household")
    wanting = Need.objects.counting_in(day, day).filter(household__ward=ward).order_by().values("household")
    return Household.objects.in_ward(ward).filter(Q(pk__in=marked) | Q(pk__in=wanting)).order_by()


@dataclass(frozen=True, slots=True)
class WardRows:
    """The readers of one choice of households; each takes the ward and the day."""

    periods: Prepared
    marks: Prepared
    members: Prepared
    member_facts: Prepared
    dwelling_facts: Prepared
    needs: Prepared


def _readers(chosen: Callable[[int, date], QuerySet[Household]]) -> WardRows:
    def periods(ward: int, day: date) -> QuerySet[StatusPeriod]:
        rows = StatusPeriod.objects.counting().filter(ward=ward, from_on__lte=day, household__in=chosen(ward, day).values("pk"))
        fields = ("household_id", "household_class", "from_on", "to_on", "opened_as", "pk")
        return rows.order_by("household_id", "from_on").values_list(*fields)

    def marks(ward: int, day: date) -> QuerySet[Assessment]:
        rows = Assessment.objects.counting().filter(ward=ward, assessed_on__lte=day, household__in=chosen(ward, day).values("pk"))
        fields = ("household_id", "assessed_on", "standard_code", "area_type", "income_score", "deprived_mask", "known_mask")
        return rows.order_by("assessed_on", "pk").values_list(*fields)

    def members(ward: int, day: date) -> QuerySet[Member]:
        rows = Member.objects.filter(ward=ward, household__in=chosen(ward, day).values("pk")).present_on(day)
        return rows.order_by("household_id", "sort_order", "pk").values_list("pk", "household_id", "sex", "birth_on")

    def member_facts(ward: int, day: date) -> QuerySet[MemberFact]:
        rows = MemberFact.objects.counting().filter(
            kind__in=person_kinds(), on__lte=day, member__household__in=chosen(ward, day).values("pk")
        )
        return rows.order_by("on", "pk").values_list("member_id", "kind", "value", "on")

    def dwelling_facts(ward: int, day: date) -> QuerySet[DwellingFact]:
        rows = DwellingFact.objects.counting().filter(kind__in=dwelling_kinds(), on__lte=day, household__in=chosen(ward, day).values("pk"))
        return rows.order_by("on", "pk").values_list("household_id", "kind", "value", "on")

    def needs(ward: int, day: date) -> QuerySet[Need]:
        told = Need.objects.counting_in(day, day).filter(household__ward=ward).exclude(met_on__lte=day).exclude(withdrawn_on__lte=day)
        rows = still_here(told, day)
        return rows.order_by("expressed_on", "pk").values_list("household_id", "kind", "expressed_on", "member_id")

    return WardRows(*(Prepared(reader) for reader in (periods, marks, members, member_facts, dwelling_facts, needs)))


ALL, LACKING = _readers(_all), _readers(_lacking)


def standings_of(rows: WardRows, ward_id: int, on: date) -> dict[int, HouseholdStanding]:
    """Household → class and running window on ``on``, for those that were ever on the list. One query."""
    periods: dict[int, list[PeriodFact]] = {}
    for household, household_class, from_on, to_on, opened_as, pk in rows.periods(ward_id, on):
        periods.setdefault(household, []).append(PeriodFact(CLASSES[household_class], from_on, to_on, OPENINGS[opened_as], pk))
    found = {}
    for household, history in periods.items():
        window = window_on(history, on)
        found[household] = HouseholdStanding(class_on(history, on), window.kind if window else None)
    return found


def marks_of(rows: WardRows, ward_id: int, on: date) -> dict[int, Marks]:
    """Household → its newest counting assessment not after ``on``. One query."""
    return {row[0]: Marks(*row) for row in rows.marks(ward_id, on)}
