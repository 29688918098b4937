"""Confirmations and the tracking copy of loans."""

from datetime import date

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.errors import DomainError, NotAllowed
from households.models import Household
from households.rules.classes import HouseholdClass
from livelihoods.models import Loan, LoanBalance, LoanConfirmation, LoanExtension
from livelihoods.services import credit
from tests.households.factories import decide
from tests.livelihoods import factories as make

pytestmark = pytest.mark.django_db


def asked(household: Household, programme: str, on: date, **fields: object) -> LoanConfirmation:
    return LoanConfirmation(
        ward=household.ward,
        household=household,
        borrower=make.adult(household),
        programme=programme,
        confirmed_on=on,
        purpose="Mua lưới",
        **fields,
    )


def test_a_poor_household_is_confirmed_with_its_reasons(poor: Household, officer: User) -> None:
    row = credit.loan_confirm(asked(poor, "ho_ngheo", date(2025, 3, 1)), by=officer)
    assert row.class_label == "Hộ nghèo" and "6,6" in row.terms and row.number == ""
    assert any("hộ nghèo" in text for text, _ in row.grounds) and all(len(pair) == 2 for pair in row.grounds)
    assert AuditEvent.objects.filter(action="loan_confirmed", household_code=poor.code).exists()


def test_another_class_is_refused_with_the_reason(poor: Household, officer: User) -> None:
    with pytest.raises(DomainError, match=r"hộ là hộ nghèo.*chỉ áp dụng cho hộ cận nghèo"):
        credit.loan_confirm(asked(poor, "ho_can_ngheo", date(2025, 3, 1)), by=officer)
    assert not LoanConfirmation.objects.exists()


@pytest.mark.parametrize(("on", "confirmed"), [(date(2026, 2, 28), True), (date(2026, 3, 1), False), (date(2023, 2, 27), False)])
def test_the_window_decides_to_the_day(ward: Ward, officer: User, on: date, confirmed: bool) -> None:
    household = make.home(ward, officer)
    decide(household, HouseholdClass.NOT_POOR, date(2023, 2, 28), officer)
    if confirmed:
        assert credit.loan_confirm(asked(household, "ho_moi_thoat_ngheo", on), by=officer).pk
    else:
        with pytest.raises(DomainError, match="Không xác nhận được"):
            credit.loan_confirm(asked(household, "ho_moi_thoat_ngheo", on), by=officer)


def test_more_than_the_bank_lends_is_refused(poor: Household, officer: User) -> None:
    with pytest.raises(DomainError, match="100 triệu"):
        credit.loan_confirm(asked(poor, "ho_ngheo", date(2025, 3, 1), amount_dong=100_000_001), by=officer)
    assert credit.loan_confirm(asked(poor, "ho_ngheo", date(2025, 3, 1), amount_dong=100_000_000), by=officer).pk


def test_the_borrower_lives_in_the_household(poor: Household, ward: Ward, officer: User) -> None:
    row = asked(poor, "ho_ngheo", date(2025, 3, 1))
    row.borrower = make.adult(make.home(ward, officer))
    with pytest.raises(DomainError, match="không thuộc hộ"):
        credit.loan_confirm(row, by=officer)


def test_credit_is_the_officers_own(poor: Household, keeper: User) -> None:
    """The plan gives credit to nobody: the committee's agency does not keep it."""
    with pytest.raises(NotAllowed):
        credit.loan_confirm(asked(poor, "ho_ngheo", date(2025, 3, 1)), by=keeper)
    with pytest.raises(NotAllowed):
        credit.balance_record(
            LoanBalance(ward=poor.ward, loan=make.loan(poor, keeper), on=date(2023, 6, 1), outstanding_dong=1, source="x"), by=keeper
        )


@pytest.mark.parametrize(("on", "owed", "words"), [("2023-01-14", 1, "15/01/2023"), ("2023-06-01", 50_000_001, "lớn hơn số tiền vay")])
def test_balances_that_cannot_be(poor: Household, officer: User, on: str, owed: int, words: str) -> None:
    row = LoanBalance(ward=poor.ward, loan=make.loan(poor, officer), on=date.fromisoformat(on), outstanding_dong=owed, source="Ngân hàng")
    with pytest.raises(DomainError, match=words):
        credit.balance_record(row, by=officer)


def test_a_day_has_one_balance_and_extensions_go_forward(poor: Household, officer: User) -> None:
    loan: Loan = make.loan(poor, officer)
    wanted = {"ward": poor.ward, "loan": loan, "on": date(2023, 6, 1), "outstanding_dong": 30_000_000, "source": "Ngân hàng"}
    credit.balance_record(LoanBalance(**wanted), by=officer)
    with pytest.raises(DomainError, match="Đã ghi dư nợ"):
        credit.balance_record(LoanBalance(**wanted), by=officer)
    longer = {"ward": poor.ward, "loan": loan, "decided_on": date(2025, 12, 1), "reason": "Thiên tai"}
    with pytest.raises(DomainError, match="15/01/2026"):
        credit.loan_extend(LoanExtension(new_due_on=date(2026, 1, 15), **longer), by=officer)
    assert credit.loan_extend(LoanExtension(new_due_on=date(2026, 1, 16), **longer), by=officer).pk
