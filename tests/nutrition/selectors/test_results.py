"""Result lines of T14 and T15, and what households have had."""

from datetime import date

import pytest

from camphucnam.accounts.models import User, Ward
from households.models import Member
from households.rules.classes import HouseholdClass
from nutrition.models import GrowthMeasurement, VitaminARound
from nutrition.rules.words import DoseKind, NutritionClass, Round
from nutrition.selectors.results import nutrition_provided, nutrition_results
from programs.rules.words import Means
from tests.households.factories import decide
from tests.nutrition import factories as make

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2023, 1, 1), date(2023, 12, 31)


def values(ward: Ward, first: date = FIRST, last: date = LAST) -> dict[str, int | None]:
    return {line.code: line.value for line in nutrition_results(ward.pk, first, last)}


def test_nothing_recorded_is_no_figure(ward: Ward) -> None:
    assert set(values(ward).values()) == {None}


def test_t14_comes_from_the_rounds_of_all_children(ward: Ward, officer: User) -> None:
    make.round_of(ward, officer, Round.FIRST, date(2023, 6, 2), n_children=210)
    found = values(ward)
    assert (found["children_6_36_vitamin_a_twice"], found["children_6_36"]) == (None, 210)
    second = make.round_of(ward, officer, Round.SECOND, LAST, n_children=200, n_given=195, n_given_twice=188)
    assert (values(ward)["children_6_36_vitamin_a_twice"], values(ward)["children_6_36"]) == (188, 200)
    assert values(ward, last=date(2023, 12, 30))["children_6_36_vitamin_a_twice"] is None
    VitaminARound.objects.filter(pk=second.pk).update(voided_at="2024-01-01T00:00Z", voided_by=officer, void_reason="Sai")
    assert values(ward)["children_6_36"] == 210


T15 = ("malnourished_children_supplemented", "malnourished_children_under_16")


def test_t15_counts_by_class_age_and_dose(ward: Ward, officer: User, child: Member) -> None:
    make.measurement(child, officer, date(2022, 11, 1))
    make.dose(child, officer, on=FIRST)
    near = make.child(make.home(ward, officer, HouseholdClass.NEAR_POOR))
    make.measurement(near, officer, LAST, NutritionClass.ACUTE)
    healthy = make.child(child.household)
    make.measurement(healthy, officer, code=NutritionClass.NORMAL)
    for other in (
        make.child(make.home(ward, officer, HouseholdClass.NOT_POOR)),
        make.child(child.household, date(2007, 12, 31)),
        make.child(child.household, left_on=LAST),
    ):
        make.measurement(other, officer)
    lines = {line.code: line for line in nutrition_results(ward.pk, FIRST, LAST)}
    assert [lines[code].value for code in T15] == [1, 2]
    assert lines[T15[0]].households == (child.household_id,)
    assert set(lines[T15[1]].households) == {child.household_id, near.household_id}
    assert lines["children_measured"].value == 5


def test_the_first_day_of_being_sixteen_and_doses_outside(ward: Ward, officer: User, child: Member) -> None:
    young = make.child(child.household, date(2008, 1, 1))
    make.measurement(young, officer)
    make.dose(young, officer, on=date(2022, 12, 31))
    make.dose(young, officer, DoseKind.PRODUCT, on=LAST)
    assert [values(ward)[code] for code in T15] == [0, 1]
    assert values(ward, FIRST, date(2024, 1, 1))[T15[1]] == 0


def test_households_that_escaped_count_and_those_that_escaped_near_poverty_do_not(ward: Ward, officer: User, child: Member) -> None:
    near = make.child(make.home(ward, officer, HouseholdClass.NEAR_POOR))
    for member in (child, near):
        make.measurement(member, officer)
        decide(member.household, HouseholdClass.NOT_POOR, date(2023, 12, 8), officer)
    lines = {line.code: line for line in nutrition_results(ward.pk, FIRST, LAST)}
    assert (lines[T15[1]].value, lines[T15[1]].households) == (1, (child.household_id,))


def test_voided_measurements_do_not_count(ward: Ward, officer: User, child: Member) -> None:
    make.measurement(child, officer)
    GrowthMeasurement.objects.update(voided_at="2024-01-01T00:00Z", voided_by=officer, void_reason="Sai")
    assert values(ward)[T15[1]] is None


def test_pregnancies_that_overlap_the_period(ward: Ward, officer: User, child: Member) -> None:
    row = make.pregnancy(make.woman(child.household), officer, date(2022, 10, 1), expected_on=date(2023, 2, 1))
    assert values(ward)["pregnancies"] == 1
    type(row).objects.update(ended_on=date(2022, 12, 31), outcome="birth")
    assert values(ward)["pregnancies"] == 0


def test_what_households_have_had(ward: Ward, officer: User, child: Member) -> None:
    make.dose(child, officer, on=FIRST)
    make.measurement(child, officer, LAST)
    assert set(nutrition_provided(ward.pk)) == {
        (child.household_id, "DA3.TDA2", FIRST, True, child.pk, Means.SUPPLEMENT, ""),
        (child.household_id, "DA3.TDA2", LAST, True, child.pk, Means.WEIGHING, ""),
    }
