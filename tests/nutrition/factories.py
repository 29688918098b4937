"""Rows of nutrition for tests. Every person is invented."""

from datetime import date
from itertools import count

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.text import fold
from households.models import Household, Member
from households.models.member import Sex
from households.rules.classes import HouseholdClass
from nutrition.models import Dose, GrowthMeasurement, Pregnancy, VitaminARound
from nutrition.rules.words import DoseKind, NutritionClass, Round, Standard
from tests.households.factories import decide, make_group, make_household

_numbers = count(1)
SINCE, BORN, DAY = date(2021, 12, 8), date(2022, 1, 15), date(2023, 6, 1)


def home(ward: Ward, by: User, household_class: HouseholdClass | None = HouseholdClass.POOR) -> Household:
    """A household of one woman, of a class since 08/12/2021."""
    household = make_household(make_group(ward), by, f"Nguyễn Thị Ví Dụ {next(_numbers)}")
    if household_class is not None:
        decide(household, household_class, SINCE, by)
    Member.objects.filter(household=household).update(birth_on=date(1995, 5, 1), sex=Sex.FEMALE)
    return household


def woman(household: Household) -> Member:
    return Member.objects.select_related("household").get(household=household, is_head=True)


def child(household: Household, born: date | None = BORN, sex: str = Sex.MALE, **fields: object) -> Member:
    name = f"Trẻ Ví Dụ {next(_numbers)}"
    return Member.objects.create(
        ward=household.ward, household=household, full_name=name, folded_name=fold(name), sort_order=5, relation="Con", birth_on=born,
        sex=sex, **fields,
    )  # fmt: skip


def unsaved(member: Member, on: date = DAY, weight_g: int = 10_000, height_mm: int = 780, **fields: object) -> GrowthMeasurement:
    """A measurement as the form hands it to the service: a small but plausible boy of 16 months."""
    values = {"lying": True} | fields
    return GrowthMeasurement(ward=member.ward, member=member, measured_on=on, weight_g=weight_g, height_mm=height_mm, **values)


def measurement(member: Member, by: User, on: date = DAY, code: NutritionClass = NutritionClass.MODERATE) -> GrowthMeasurement:
    """A stored measurement of a class, without its fact."""
    row = unsaved(member, on)
    row.recorded_by, row.standard, row.nutrition_class = by, Standard.WHO_2006, code
    row.save()
    return row


def dose(member: Member, by: User, kind: DoseKind = DoseKind.MICRONUTRIENTS, on: date = DAY, round_: str = "") -> Dose:
    return Dose.objects.create(ward=member.ward, member=member, recorded_by=by, kind=kind, given_on=on, year=on.year, round=round_)


def round_of(ward: Ward, by: User, round_: Round = Round.FIRST, on: date = DAY, **fields: object) -> VitaminARound:
    values = {"n_children": 200, "n_given": 190, "n_given_twice": 180 if round_ == Round.SECOND else None, "source": "Ví dụ"} | fields
    return VitaminARound.objects.create(ward=ward, recorded_by=by, round=round_, held_on=on, year=on.year, **values)


def pregnancy(member: Member, by: User, on: date = DAY, **fields: object) -> Pregnancy:
    values = {"expected_on": date(on.year, 12, 1)} | fields
    return Pregnancy.objects.create(ward=member.ward, member=member, recorded_by=by, registered_on=on, **values)
