"""Supports for learning: by the rate of the day, once a year and kind, paid once."""

from datetime import date

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.errors import DomainError, NotAllowed
from households.models import Household
from support.services.tying import Origin
from tests.welfare import factories as make
from welfare.models import SchoolSupport
from welfare.rules.schooling import SchoolSupportKind
from welfare.services.education import support_grant, support_pay

pytestmark = pytest.mark.django_db
GIFT = Origin(donor="Trường Ví Dụ")


@pytest.fixture
def poor(ward: Ward, officer: User) -> Household:
    """A poor household whose head is the child."""
    return make.home(ward, officer, born=date(2015, 1, 1))


def unsaved(household: Household, **fields: object) -> SchoolSupport:
    values = {
        "member": make.head(household),
        "school_year": 2022,
        "kind": SchoolSupportKind.LEARNING_COST,
        "from_on": make.DAY,
        "months": 4,
    }
    return SchoolSupport(ward=household.ward, **{**values, **fields})


def test_costs_of_learning_are_months_times_the_rate(rates: Ward, school: User, poor: Household) -> None:
    row = support_grant(unsaved(poor), GIFT, by=school)
    assert row.amount_dong == 600_000 and row.basis.replace("\u00a0", " ").startswith("4 tháng × 150.000 đồng, Nghị định số 81/2021")
    assert row.household == poor


def test_an_amount_of_ones_own_stands(rates: Ward, school: User, poor: Household) -> None:
    assert support_grant(unsaved(poor, amount_dong=500_000), GIFT, by=school).amount_dong == 500_000


@pytest.mark.parametrize(("fields", "words"), [({"from_on": date(2025, 10, 1)}, "Chưa có mức"), ({"months": 10}, "nhiều nhất 9 tháng")])
def test_what_no_rate_covers_is_refused(fields: dict, words: str, rates: Ward, school: User, poor: Household) -> None:
    with pytest.raises(DomainError, match=words):
        support_grant(unsaved(poor, **fields), GIFT, by=school)


def test_tuition_needs_no_amount(ward: Ward, school: User, poor: Household) -> None:
    row = support_grant(unsaved(poor, kind=SchoolSupportKind.TUITION), by=school)
    assert row.amount_dong is None
    with pytest.raises(DomainError, match="đã được ghi"):
        support_grant(unsaved(poor, kind=SchoolSupportKind.TUITION), by=school)


def test_paid_once(ward: Ward, school: User, officer: User, poor: Household) -> None:
    row = make.support(poor, officer)
    with pytest.raises(DomainError, match="trở đi"):
        support_pay(row, date(2023, 5, 31), version=1, by=school)
    row.refresh_from_db()
    support_pay(row, make.DAY, version=1, by=school)
    with pytest.raises(DomainError, match="Đã ghi chi"):
        support_pay(row, make.DAY, version=2, by=school)


def test_other_agencies_do_not_write(rates: Ward, health: User, poor: Household) -> None:
    with pytest.raises(NotAllowed):
        support_grant(unsaved(poor), GIFT, by=health)
