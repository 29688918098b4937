"""What grants and money add up to, and what each household was provided with."""

from datetime import date

import pytest

from camphucnam.accounts.models import User, Ward
from households.models import Household
from programs.rules.words import Means
from support.models import BudgetLine, Disbursement
from support.registry import REGISTERS
from support.rules.words import GrantKind
from support.selectors.budget import balance_of
from support.selectors.results import grant_results, grants_provided, money_results
from support.services import grants, money
from support.services.lines import Heading
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
        (poor.pk, "DA2", date(2023, 6, 10), True, None, Means.ANY, ""), (other.household_id, "DA2", make.DAY, False, None, Means.ANY, "")
    }  # fmt: skip
    money.grants_pay(line, [one.pk], money.Voucher("CT1", date(2023, 6, 12)), by=officer)
    assert values(money_results("DA2", ward.pk, *YEAR)) == {"money_allocated": 10 * make.MILLION, "money_spent": make.MILLION}


QUARTERS = [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)]


@pytest.fixture
def next_year(ward: Ward, plan: object, finance: User) -> BudgetLine:
    """Decided on 20/12/2025 for 2026, and more in April; paid in March, in August and in January after the year."""
    heading = Heading(2026, "CS5", "phuong")
    line = money.allocation_record(ward, heading, 80 * make.MILLION, money.Paper("1/QĐ", date(2025, 12, 20)), by=finance).line
    money.allocation_record(ward, heading, 5 * make.MILLION, money.Paper("2/QĐ", date(2026, 4, 2)), by=finance)
    for number, day, amount in ((1, date(2026, 3, 1), 10), (2, date(2026, 8, 1), 7), (3, date(2027, 1, 20), 4)):
        Disbursement.objects.create(
            ward=ward, line=line, purpose="other", reason="Gạch", paid_on=day, voucher_number=f"V{number}",
            amount_dong=amount * make.MILLION, recorded_by=finance,
        )  # fmt: skip
    return line


def test_money_counts_in_the_year_of_its_line(ward: Ward, next_year: BudgetLine) -> None:
    """Whatever the day of the decision; quarters add up to what the budget page says of the year."""
    found = [money_results("CS5", ward.pk, date(2026, 1, 1), last) for last in QUARTERS]
    assert [values(lines)["money_allocated"] for lines in found] == [n * make.MILLION for n in (80, 85, 85, 85)]
    assert [values(lines)["money_spent"] for lines in found] == [n * make.MILLION for n in (10, 10, 17, 17)]
    assert [line.label for line in found[1]] == ["Kinh phí năm 2026 được giao đến ngày 30/06/2026", "Kinh phí năm 2026 đã chi trong kỳ"]
    page = balance_of(next_year)
    assert page.allocated == values(found[3])["money_allocated"]
    whole = values(money_results("CS5", ward.pk, date(2026, 1, 1), date(2027, 1, 31)))
    assert (whole["money_allocated"], whole["money_spent"]) == (page.allocated, page.spent), "with the days of settlement after the year"


def test_a_period_says_what_it_paid_from_another_year(ward: Ward, next_year: BudgetLine) -> None:
    before, after = ((date(year, 1, 1), date(year, 12, 31)) for year in (2025, 2027))
    assert values(money_results("CS5", ward.pk, *before)) == {"money_allocated": 0, "money_spent": 0}
    later = money_results("CS5", ward.pk, *after)
    assert values(later) == {"money_allocated": 0, "money_spent": 0}
    assert later[1].note == "Trong kỳ còn chi 4.000.000\u00a0đồng của kinh phí năm khác."


@pytest.mark.parametrize("quarter", [(1, 3, 31, 10), (4, 6, 30, 0), (7, 9, 30, 7), (10, 12, 31, 0)])
def test_each_quarter_has_its_payments(quarter: tuple[int, int, int, int], ward: Ward, next_year: BudgetLine) -> None:
    first, month, day, amount = quarter
    found = money_results("CS5", ward.pk, date(2026, first, 1), date(2026, month, day))
    assert values(found)["money_spent"] == amount * make.MILLION


def test_a_gift_of_unknown_value_is_told(ward: Ward, plan: object, officer: User, poor: Household) -> None:
    gift = make.grant(poor, officer, kind=GrantKind.IN_KIND, item="gạo", value_dong=None)
    grants.grant_hand_over(gift, make.DAY, "", version=1, by=officer)
    last = grant_results("DA2", ward.pk, *YEAR)[-1]
    assert last.value is None and "1 khoản" in last.note


def test_what_households_had_is_told_once() -> None:
    assert sum(item.provided is not None for item in REGISTERS) == 1
