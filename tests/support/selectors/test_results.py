"""What grants and money add up to, and what each household was provided with."""

from datetime import date

import pytest

from camphucnam.accounts.models import User, Ward
from households.models import Household
from support.models import BudgetLine
from support.registry import REGISTERS
from support.rules.words import GrantKind
from support.selectors.results import grant_results, grants_provided, money_results
from support.services import grants, money
from tests.support import factories as make

pytestmark = pytest.mark.django_db
YEAR = date(2023, 1, 1), date(2023, 12, 31)


def values(lines: list) -> dict[str, int | None]:
    return {line.code: line.value for line in lines}


def test_nothing_recorded_is_no_zero(ward: Ward, plan: object) -> None:
    assert set(values([*grant_results("DA2", ward.pk, *YEAR), *money_results("DA2", ward.pk, *YEAR)]).values()) == {None}


def test_given_in_the_period_counts(ward: Ward, line: BudgetLine, officer: User, poor: Household) -> None:
    one, other = make.grant(poor, officer, line=line), make.grant(make.home(ward, officer), officer, line=line)
    grants.grant_hand_over(one, date(2023, 6, 10), "", version=1, by=officer)
    found = grant_results("DA2", ward.pk, *YEAR)
    assert values(found) == {"grants_given": 1, "grant_households": 1, "grant_value": make.MILLION}
    assert found[0].households == (poor.pk,)
    assert values(grant_results("DA2", ward.pk, date(2023, 6, 11), date(2023, 12, 31)))["grants_given"] == 0
    assert values(grant_results("CS1", ward.pk, *YEAR))["grants_given"] is None
    assert set(grants_provided(ward.pk)) == {
        (poor.pk, "DA2", date(2023, 6, 10), True), (other.household_id, "DA2", make.DAY, False)
    }  # fmt: skip
    money.grants_pay(line, [one.pk], money.Voucher("CT1", date(2023, 6, 12)), by=officer)
    assert values(money_results("DA2", ward.pk, *YEAR)) == {"money_allocated": 10 * make.MILLION, "money_spent": make.MILLION}


def test_a_gift_of_unknown_value_is_told(ward: Ward, plan: object, officer: User, poor: Household) -> None:
    gift = make.grant(poor, officer, kind=GrantKind.IN_KIND, item="gạo", value_dong=None)
    grants.grant_hand_over(gift, make.DAY, "", version=1, by=officer)
    last = grant_results("DA2", ward.pk, *YEAR)[-1]
    assert last.value is None and "1 khoản" in last.note


def test_what_households_had_is_told_once() -> None:
    assert sum(item.provided is not None for item in REGISTERS) == 1
