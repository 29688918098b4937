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
from nutrition.rules.due import MEASURES, ChildYear, due_of
from nutrition.rules.limits import band
from nutrition.rules.words import MALNOURISHED, DoseKind, Due, Round
from programs.rules.ages import AgeBand

Members = MemberQuerySet


def followed_households(ward_id: int, day: date) -> list[int]:
    """Primary keys of households that are on the list, or in their 36-month window, on ``day``."""
    kinds = (*STANDING_CLASSES, *WindowKind)
    return [household for household, standing in standings_on(ward_id, day).items() if standing.is_one_of(*kinds)]


def people(user: User, ward_id: int) -> Members:
    """People of households for whom the person may record what was done."""
    here = Household.objects.servable_to(user).in_ward(ward_id).order_by().values("pk")
    return Member.objects.filter(household__in=here).select_related("household__group")


def _aged(members: Members, age: AgeBand, day: date) -> Members:
    """Members of the ages of a band on ``day``, like ``AgeBand.contains``."""
    found = members.filter(birth_on__lte=day)
    if age.lower_months is not None:
        found = found.filter(**{f"birth_on__{'lte' if age.lower_inclusive else 'lt'}": add_months(day, -age.lower_months)})
    if age.upper_months is not None:
        found = found.filter(birth_on__gt=add_months(day, -age.upper_months - int(age.upper_inclusive)))
    return found


def _living(user: User, ward_id: int, day: date) -> Members:
    return people(user, ward_id).filter(household__in=followed_households(ward_id, day)).present_on(day)


def n_without_birth(user: User, ward_id: int, day: date) -> int:
    """People of followed households whose birth is not known: nobody can tell whether they are children."""
    return _living(user, ward_id, day).filter(birth_on__isnull=True).count()


def children(user: User, ward_id: int, day: date) -> Members:
    """Children under 16 of followed households, who live there on ``day``, as ``ChildYear`` needs them."""
    return _with_year(_aged(_living(user, ward_id, day), band("child").age, day), day).order_by(
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
        has_product=Exists(had.filter(kind=DoseKind.PRODUCT)),
    )


def months_of(member: Member, day: date) -> int | None:
    """Completed months; None for an unknown birth."""
    return age_in_months(member.birth_on, day) if member.birth_on else None


def due(member: Any, day: date) -> list[Due]:
    """What a child of ``children`` has not had yet in the year of ``day``."""
    rounds = {Round.FIRST: member.has_first, Round.SECOND: member.has_second}
    year = ChildYear(
        born=member.birth_on,
        day=day,
        nutrition_class=member.nutrition_class or "",
        measured=member.measured_on is not None and member.measured_on.year == day.year,
        rounds=frozenset(number for number, had in rounds.items() if had),
        dewormed=member.is_dewormed,
        supplemented=member.has_micronutrients,
        has_product=member.has_product,
    )
    return due_of(year)


def had(member: Any) -> list[str]:
    """What a child of ``children`` had in the year, in words."""
    n_rounds = int(member.has_first) + int(member.has_second)
    given = (
        (member.has_micronutrients, DoseKind.MICRONUTRIENTS),
        (member.has_product, DoseKind.PRODUCT),
        (member.is_dewormed, DoseKind.DEWORMING),
    )
    return [*([f"{DoseKind.VITAMIN_A.label} {n_rounds}/2"] if n_rounds else []), *(kind.label for is_given, kind in given if is_given)]


def of_vitamin_a_age(members: Members, day: date) -> Members:
    """Those of the ages of vitamin A on ``day``."""
    return _aged(members, band("vitamin_a").age, day)


def waiting_for(user: User, ward_id: int, what: Due, day: date) -> Members:
    """Children for whom something is meant on ``day`` and who did not have it in the year."""
    measure = MEASURES[what]
    found = _aged(children(user, ward_id, day), band(measure.band).age, day)
    if measure.malnourished_only:
        found = found.filter(nutrition_class__in=MALNOURISHED)
    # A dose of a later day counts too: nobody gets a round twice.
    given = Dose.objects.counting().filter(member=OuterRef("pk"), year=day.year, kind=measure.kind, round=measure.round or "")
    return found.filter(~Exists(given))
