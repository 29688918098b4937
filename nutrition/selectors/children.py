"""Children of followed households, with their newest measurement and what they had in the year."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from camphucnam.accounts.models import User
from camphucnam.kernel.dates import add_months, age_in_months
from households.models import Household, Member
from households.querysets import MemberQuerySet
from households.rules.classes import STANDING_CLASSES, WindowKind
from households.selectors.standings import standings_on
from nutrition.models import Dose, GrowthMeasurement
from nutrition.rules.due import ChildYear, due_of
from nutrition.rules.limits import band
from nutrition.rules.words import DoseKind, Due, Round

Members = MemberQuerySet


def followed_households(ward_id: int, day: date) -> list[int]:
    """Primary keys of households that are on the list, or in their 36-month window, on ``day``."""
    kinds = (*STANDING_CLASSES, *WindowKind)
    return [household for household, standing in standings_on(ward_id, day).items() if standing.is_one_of(*kinds)]


def people(user: User, ward_id: int) -> Members:
    """People of households for whom the person may record what was done."""
    here = Household.objects.servable_to(user).in_ward(ward_id).order_by().values("pk")
    return Member.objects.filter(household__in=here).select_related("household__group")


def _aged(members: Members, from_months: int, to_months: int, day: date) -> Members:
    """Completed months on ``day``, both inside."""
    return members.filter(birth_on__lte=add_months(day, -from_months), birth_on__gt=add_months(day, -to_months - 1))


def children(user: User, ward_id: int, day: date) -> Members:
    """Children under 16 of followed households, who live there on ``day``, as ``ChildYear`` needs them."""
    wanted = band("micronutrients")
    found = people(user, ward_id).filter(household__in=followed_households(ward_id, day)).present_on(day)
    return _with_year(_aged(found, wanted.from_months, wanted.to_months, day), day).order_by(
        "household__group__sort_order", "household__code", "sort_order", "pk"
    )


def _with_year(members: Members, day: date) -> Members:
    newest = GrowthMeasurement.objects.counting().filter(member=OuterRef("pk"), measured_on__lte=day).order_by("-measured_on", "-pk")
    had = Dose.objects.counting().filter(member=OuterRef("pk"), year=day.year, given_on__lte=day)
    vitamin_a = had.filter(kind=DoseKind.VITAMIN_A)
    columns: dict[str, Any] = {name: Subquery(newest.values(name)[:1]) for name in ("measured_on", "nutrition_class")}
    return members.annotate(
        **columns,
        has_first=Exists(vitamin_a.filter(round=Round.FIRST)),
        has_second=Exists(vitamin_a.filter(round=Round.SECOND)),
        has_micronutrients=Exists(had.filter(kind=DoseKind.MICRONUTRIENTS)),
        is_dewormed=Exists(had.filter(kind=DoseKind.DEWORMING)),
    )


def months_of(member: Member, day: date) -> int | None:
    """Completed months; None for an unknown birth."""
    return age_in_months(member.birth_on, day) if member.birth_on else None


def due(member: Any, day: date) -> list[Due]:
    """What a child of ``children`` has not had yet in the year of ``day``."""
    rounds = {Round.FIRST: member.has_first, Round.SECOND: member.has_second}
    year = ChildYear(
        months=age_in_months(member.birth_on, day),
        nutrition_class=member.nutrition_class or "",
        measured=member.measured_on is not None and member.measured_on.year == day.year,
        rounds=frozenset(number for number, had in rounds.items() if had),
        dewormed=member.is_dewormed,
        supplemented=member.has_micronutrients,
    )
    return due_of(year, day.month)


def waiting_for(user: User, ward_id: int, round_: Round, day: date) -> Members:
    """Children of the vitamin A band who did not have this round in the year of ``day``."""
    wanted = band("vitamin_a")
    found = _aged(children(user, ward_id, day), wanted.from_months, wanted.to_months, day)
    # A dose of a later day counts too: nobody gets a round twice.
    had = Dose.objects.counting().filter(member=OuterRef("pk"), year=day.year, kind=DoseKind.VITAMIN_A, round=round_)
    return found.filter(~Exists(had))
