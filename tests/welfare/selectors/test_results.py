"""Result lines: boundary days, no figure for nothing recorded, the same count as the targets."""

from datetime import date

import pytest

from camphucnam.accounts.models import User, Ward
from households.models import Household, Member
from households.rules.classes import HouseholdClass
from households.rules.facts import FactKind
from households.services.facts import fact_record
from indicators.rules.measures import MEASURES
from indicators.selectors.register import read_year
from tests.households.factories import decide
from tests.welfare import factories as make
from welfare.models import HousingCase, HousingMoney
from welfare.selectors.provided import assistance_provided, education_provided, housing_provided, insurance_provided, relief_provided
from welfare.selectors.results import (
    assistance_results,
    education_results,
    housing_results,
    insurance_results,
    legal_aid_results,
    relief_results,
)

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2023, 6, 1), date(2023, 6, 30)


def values(lines: list) -> dict[str, int | None]:
    return {line.code: line.value for line in lines}


def test_nothing_recorded_is_no_figure(ward: Ward) -> None:
    for results in (insurance_results, assistance_results, housing_results, education_results, legal_aid_results, relief_results):
        assert set(values(results(ward.pk, FIRST, LAST)).values()) == {None}


def test_the_insured_are_those_whom_t07_counts(ward: Ward, officer: User, poor: Household) -> None:
    near = make.home(ward, officer, HouseholdClass.NEAR_POOR, others=2)
    make.home(ward, officer, HouseholdClass.NOT_POOR)
    make.card(make.head(poor), to_on=LAST)
    first, second = Member.objects.filter(household=near, is_head=False)
    make.card(first, from_on=None), make.card(second, to_on=date(2023, 6, 29)), make.card(make.head(near), from_on=date(2023, 7, 1))
    facts = read_year(ward.pk, 2023, LAST)
    counted = {name: MEASURES[name].compute(facts).value for name in ("persons_poor_near_poor", "persons_insured")}
    found = values(insurance_results(ward.pk, FIRST, LAST))
    assert (found["insurance_persons"], found["insurance_covered"]) == (4, 2) == tuple(counted.values())


def test_cards_count_by_the_day_they_were_handed_over(ward: Ward, officer: User, poor: Household) -> None:
    row = make.batch(ward, officer, sent_on=make.DAY)
    for day in (date(2023, 5, 31), FIRST, LAST, date(2023, 7, 1)):
        home = make.home(ward, officer)
        make.line(row, home, officer, card=make.card(make.head(home)), issued_on=day)
    make.line(row, poor, officer)
    line = insurance_results(ward.pk, FIRST, LAST)[2]
    assert (line.value, len(line.households)) == (2, 2)
    given = list(insurance_provided(ward.pk))
    assert (poor.pk, "CS2", make.DAY, False) in [row[:4] for row in given] and sum(row[3] for row in given) == 4


@pytest.mark.parametrize(
    ("from_on", "to_on", "receiving", "eligible", "granted"),
    [
        (LAST, None, 1, 1, 1), (date(2023, 7, 1), None, 0, 1, 0), (FIRST, LAST, 1, 1, 1), (FIRST, date(2023, 6, 29), 0, 0, 1),
        (date(2023, 5, 31), None, 1, 1, 0),
    ],
)  # fmt: skip
def test_receiving_against_eligible_on_the_last_day(
    from_on: date, to_on: date | None, receiving: int, eligible: int, granted: int, rates: Ward, officer: User, poor: Household
) -> None:
    make.granted(poor, officer, from_on, to_on=to_on)
    found = values(assistance_results(rates.pk, FIRST, LAST))
    assert (found["social_protection_receiving"], found["social_protection_eligible"]) == (receiving, eligible)
    assert found["assistance_granted"] == granted
    assert found["assistance_monthly_dong"] == (540_000 if receiving else None)


def test_what_the_register_of_households_says_counts_too_and_is_named(ward: Ward, officer: User, poor: Household) -> None:
    waits, receives, gone = (make.home(ward, officer) for _ in range(3))
    fact_record(make.head(waits), FactKind.SOCIAL_PROTECTION_ELIGIBLE, "yes", FIRST, "Rà soát", by=officer)
    fact_record(make.head(receives), FactKind.SOCIAL_ALLOWANCE, "yes", FIRST, "Rà soát", by=officer)
    fact_record(make.head(gone), FactKind.SOCIAL_ALLOWANCE, "yes", FIRST, "Rà soát", by=officer)
    fact_record(make.head(gone), FactKind.SOCIAL_ALLOWANCE, "no", LAST, "Rà soát", by=officer)
    make.granted(poor, officer)
    lines = {line.code: line for line in assistance_results(ward.pk, FIRST, LAST)}
    assert lines["social_protection_receiving"].value == 2 and lines["social_protection_eligible"].value == 3
    assert lines["social_protection_receiving"].households == tuple(sorted([receives.pk, poor.pk]))
    assert "2 người theo danh sách hộ" in lines["social_protection_eligible"].note
    assert lines["assistance_monthly_dong"].value is None  # no rates were loaded


def test_who_left_the_household_or_was_refused_is_not_eligible(ward: Ward, officer: User, poor: Household) -> None:
    other = make.home(ward, officer)
    make.case(other, officer, refused_on=FIRST, refused_reason="Không đủ điều kiện")
    case = make.granted(poor, officer)
    Member.objects.filter(household=poor).update(left_on=LAST)
    found = values(assistance_results(ward.pk, FIRST, LAST))
    assert (found["social_protection_receiving"], found["social_protection_eligible"]) == (0, 0)
    assert sorted(assistance_provided(ward.pk)) == [(poor.pk, "CS7", make.DAY, True, case.member_id, "", "")]


@pytest.mark.parametrize(
    ("on", "supported"), [(date(2023, 5, 31), 0), (FIRST, 1), (LAST, 1), (date(2023, 7, 1), 0)]
)  # fmt: skip
def test_houses_count_by_the_day_of_the_handover(on: date, supported: int, ward: Ward, officer: User, poor: Household) -> None:
    near = make.home(ward, officer, HouseholdClass.NEAR_POOR)
    case = make.handed_over(near, officer, on)
    make.handed_over(poor, officer, on)
    HousingMoney.objects.create(ward=ward, case=case, recorded_by=officer, fund="budget", amount_dong=7, paid_on=on)
    lines = {line.code: line for line in housing_results(ward.pk, FIRST, LAST)}
    assert lines["near_poor_housing_supported"].value == supported
    assert lines["near_poor_housing_supported"].households == ((near.pk,) if supported else ())
    assert lines["housing_handed_over"].value == 2 * supported
    assert lines["housing_paid_dong"].value == (7 if supported else None)


def test_the_class_of_the_handover_counts_and_not_the_class_of_today(ward: Ward, officer: User) -> None:
    home = make.home(ward, officer, HouseholdClass.NEAR_POOR)
    decide(home, HouseholdClass.NOT_POOR, date(2023, 6, 15), officer)
    make.handed_over(home, officer, date(2023, 6, 14))
    assert values(housing_results(ward.pk, FIRST, LAST))["near_poor_housing_supported"] == 1
    HousingCase.objects.update(handed_over_on=date(2023, 6, 15))
    assert values(housing_results(ward.pk, FIRST, LAST))["near_poor_housing_supported"] == 0
    assert list(housing_provided(ward.pk)) == [(home.pk, "CS5", date(2023, 6, 15), True, None, "", "")]


def test_children_and_supports_of_a_period(ward: Ward, officer: User) -> None:
    out, unknown = (make.child(make.home(ward, officer, others=1), date(2015, 1, 1)) for _ in range(2))
    fact_record(out, FactKind.SCHOOLING, "never", FIRST, "Nhà trường", by=officer)
    make.support(out.household, officer, from_on=date(2023, 5, 31), paid_on=LAST)
    make.support(unknown.household, officer, from_on=LAST)
    lines = {line.code: line for line in education_results(ward.pk, FIRST, LAST)}
    assert (lines["children_school_age"].value, lines["children_out_of_school"].value) == (2, 1)
    assert lines["children_out_of_school"].households == (out.household.pk,) and "1 trẻ em chưa ghi" in lines["children_out_of_school"].note
    assert (lines["learners_supported"].value, lines["school_support_paid_dong"].value) == (1, 600_000)
    given = [row[3] for row in education_provided(ward.pk)]
    assert sorted(given) == [False, True]


def test_legal_aid_tells_no_household(ward: Ward, officer: User, poor: Household) -> None:
    make.legal(ward, officer, member=make.head(poor), household=poor, outside_name="", closed_on=LAST, result="Xong")
    make.legal(ward, officer, requested_on=date(2023, 5, 31), closed_on=date(2023, 7, 1), result="Xong")
    lines = legal_aid_results(ward.pk, FIRST, LAST)
    assert [line.value for line in lines] == [1, 1] and not any(line.households for line in lines)


def test_rice_counts_by_the_day_it_was_received(ward: Ward, officer: User, poor: Household) -> None:
    first, second = make.relief(ward, officer), make.relief(ward, officer)
    make.relief_line(first, poor, officer, received_on=FIRST), make.relief_line(second, poor, officer, received_on=LAST)
    make.relief_line(first, make.home(ward, officer), officer, received_on=date(2023, 7, 1))
    make.relief_line(second, make.home(ward, officer), officer)
    found = values(relief_results(ward.pk, FIRST, LAST))
    assert found == {"relief_households": 1, "relief_persons": 4, "relief_rice_kg": 60}
    assert sum(row[3] for row in relief_provided(ward.pk)) == 3
