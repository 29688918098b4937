"""Children of followed households, with their newest measurement and what they had in the year."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from camphucnam.accounts.models import User
from camphucnam.kernel.dates import age_in_months, day_before, latest_birth
from households.models import Household, Member
from households.models.member import BirthPrecision
from households.querysets import MemberQuerySet
from households.rules.classes import STANDING_CLASSES, WindowKind
from households.selectors.standings import standings_on
from nutrition.models import Dose, GrowthMeasurement
from nutrition.rules.due import MEASURES, ChildYear, due_of
from nutrition.rules.limits import Band, band
from nutrition.rules.words import MALNOURISHED, DoseKind, Due, Round

Members = MemberQuerySet


def followed_households(ward_id: int, day: date) -> list[int]:
    """Primary keys of households that are on the list, or in their 36-month window, on ``day``."""
    kinds = (*STANDING_CLASSES, *WindowKind)
    return [household for household, standing in standings_on(ward_id, day).items() if standing.is_one_of(*kinds)]


def people(user: User, ward_id: int) -> Members:
    """People of households for whom the person may record what was done."""
    here = Household.objects.servable_to(user).in_ward(ward_id).order_by().values("pk")
    return Member.objects.filter(household__in=here).select_related("household__group")


def _aged(members: Members, wanted: Band, day: date) -> Members:
    """Members of the ages of a band on ``day``, like ``Band.holds``."""
    age, found = wanted.age, members.filter(birth_on__lte=day)
    if wanted.by_month:
        found = found.exclude(birth_precision=BirthPrecision.YEAR)
    if age.lower_months is not None:
        found = found.filter(birth_on__lte=latest_birth(day if age.lower_inclusive else day_before(day), age.lower_months))
    return found if age.ends_before is None else found.filter(birth_on__gt=latest_birth(day, age.ends_before))


def _living(user: User, ward_id: int, day: date) -> Members:
    return people(user, ward_id).filter(household__in=followed_households(ward_id, day)).present_on(day)


def n_without_birth(user: User, ward_id: int, day: date) -> tuple[int, int]:
    """People of followed households who cannot be judged: those without a birth, who may be children or not; and those known by a year
    of birth only, who may be of the ages of vitamin A or not."""
    eldest = latest_birth(day, band("vitamin_a").age.ends_before or 0)
    by_year = Q(birth_precision=BirthPrecision.YEAR, birth_on__year__gte=eldest.year, birth_on__lte=day)
    counted = {"unknown": Count("pk", filter=Q(birth_on__isnull=True)), "by_year": Count("pk", filter=by_year)}
    found = _living(user, ward_id, day).order_by().aggregate(**counted)
    return found["unknown"], found["by_year"]


def children(user: User, ward_id: int, day: date) -> Members:
    """Children under 16 of followed households, who live there on ``day``, as ``ChildYear`` needs them."""
    return _with_year(_aged(_living(user, ward_id, day), band("child"), day), day).order_by(
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
    """Completed months; None for an unknown birth and for a year of birth alone."""
    return None if member.birth_on is None or not month_known(member) else age_in_months(member.birth_on, day)


def month_known(member: Member) -> bool:
    """Whether more than the year of birth is known."""
    return member.birth_on is not None and member.birth_precision != BirthPrecision.YEAR


def due(member: Any, day: date) -> list[Due]:
    """What a child of ``children`` has not had yet in the year of ``day``."""
    rounds = {Round.FIRST: member.has_first, Round.SECOND: member.has_second}
    year = ChildYear(
        born=member.birth_on,
        month_known=month_known(member),
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
    return _aged(members, band("vitamin_a"), day)


def waiting_for(user: User, ward_id: int, what: Due, day: date) -> Members:
    """Children for whom something is meant on ``day`` and who did not have it in the year."""
    measure = MEASURES[what]
    found = _aged(children(user, ward_id, day), band(measure.band), day)
    if measure.malnourished_only:
        found = found.filter(nutrition_class__in=MALNOURISHED)
    # A dose of a later day counts too: nobody gets a round twice.
    given = Dose.objects.counting().filter(member=OuterRef("pk"), year=day.year, kind=measure.kind, round=measure.round or "")
    return found.filter(~Exists(given))
