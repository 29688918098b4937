"""Confirm who may borrow, and keep the tracking copy of loans."""

from django.db import transaction

from camphucnam.accounts.models import User
from camphucnam.audit.actions import Action
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from livelihoods.models import Loan, LoanBalance, LoanConfirmation, LoanExtension, LoanUseCheck
from livelihoods.rules.loan_programmes import programme
from livelihoods.selectors.credit import loan_verdict
from registers.services.keeping import change, check_household, check_member, check_not_future, check_standing, keep, log
from registers.services.needs import meet


def _check_borrower(row: LoanConfirmation | Loan) -> None:
    if row.borrower.household_id != row.household_id:
        raise DomainError(f"{row.borrower.full_name} không thuộc hộ {row.household.code}. Chọn lại người vay.")


@transaction.atomic
def loan_confirm(confirmation: LoanConfirmation, *, by: User) -> LoanConfirmation:
    """The ward confirms on a day; refused with every reason when neither class nor window fits, or more is asked for than is lent."""
    on = confirmation.confirmed_on
    check_not_future(on, "Ngày xác nhận")
    check_household(confirmation.household, confirmation.ward_id)
    _check_borrower(confirmation)
    check_member(confirmation.borrower, confirmation.ward_id, on)
    found = loan_verdict(confirmation.household, confirmation.programme, on)
    if not found.verdict.eligible:
        raise DomainError("Không xác nhận được. " + " ".join(reason.text for reason in found.verdict.reasons))
    limit = found.terms.max_dong if found.terms else None
    if limit is not None and confirmation.amount_dong is not None and confirmation.amount_dong > limit:
        raise DomainError(f"Số tiền đề nghị vay vượt mức tối đa của chương trình ({found.terms.max_text if found.terms else ''}).")
    confirmation.class_label = found.class_label
    confirmation.grounds = [[reason.text, reason.source] for reason in found.verdict.reasons]
    confirmation.terms = found.terms.words if found.terms else ""
    keep(confirmation, by=by, ngay=format_dmy(on))
    log(Action.LOAN_CONFIRMED, confirmation, by, ngay=format_dmy(on))
    return confirmation


@transaction.atomic
def confirmation_number(confirmation: LoanConfirmation, number: str, *, version: int, by: User) -> LoanConfirmation:
    """The number that the clerk gave."""
    return change(confirmation, {"number": number}, version=version, by=by, so_van_ban=number)


@transaction.atomic
def loan_record(loan: Loan, *, by: User) -> Loan:
    """A loan as the bank or the savings group reported it; it meets the household's need to borrow."""
    programme(loan.programme)
    check_not_future(loan.disbursed_on, "Ngày giải ngân")
    check_household(loan.household, loan.ward_id)
    _check_borrower(loan)
    keep(loan, by=by)
    meet(loan, by=by)
    return loan


@transaction.atomic
def balance_record(balance: LoanBalance, *, by: User) -> LoanBalance:
    """What was owed on a day; 0 settles the loan."""
    check_standing(balance.loan)
    check_not_future(balance.on, "Ngày của số dư")
    if balance.on < balance.loan.disbursed_on:
        raise DomainError(f"Món vay giải ngân ngày {format_dmy(balance.loan.disbursed_on)}; số dư phải từ ngày đó trở đi.")
    if balance.outstanding_dong > balance.loan.amount_dong:
        raise DomainError("Dư nợ gốc không thể lớn hơn số tiền vay. Kiểm tra lại số vừa nhập.")
    return keep(balance, by=by, ngay=format_dmy(balance.on))


@transaction.atomic
def loan_extend(extension: LoanExtension, *, by: User) -> LoanExtension:
    """More time, by a decision of the bank."""
    check_standing(extension.loan)
    check_not_future(extension.decided_on, "Ngày gia hạn")
    if extension.decided_on < extension.loan.disbursed_on:
        raise DomainError(f"Món vay giải ngân ngày {format_dmy(extension.loan.disbursed_on)}; ngày gia hạn phải từ ngày đó trở đi.")
    if extension.new_due_on <= extension.loan.due_on:
        raise DomainError(f"Hạn mới phải sau hạn trong hợp đồng ({format_dmy(extension.loan.due_on)}).")
    return keep(extension, by=by, ngay=format_dmy(extension.decided_on))


@transaction.atomic
def use_check(check: LoanUseCheck, *, by: User) -> LoanUseCheck:
    """A visit that asked how the money is used."""
    check_standing(check.loan)
    check_not_future(check.on, "Ngày kiểm tra")
    if check.on < check.loan.disbursed_on:
        raise DomainError(f"Món vay giải ngân ngày {format_dmy(check.loan.disbursed_on)}; ngày kiểm tra phải từ ngày đó trở đi.")
    return keep(check, by=by, ngay=format_dmy(check.on))
