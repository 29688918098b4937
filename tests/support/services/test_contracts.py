"""Goods for households bought under one contract: the money of the contract and of its grants is bound once."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.errors import DomainError, EditConflict, NotAllowed
from households.models import Household
from support.models import BudgetLine, Commitment, CommitmentCut, Disbursement, Grant, Settlement
from support.rules.budget import Balance, Overspent
from support.rules.words import GrantState, Purpose
from support.selectors.budget import balance_of, contracts_with_room, covered_by, left_of
from support.services import grants, money
from support.services.commitments import commitment_reduce, cut_void
from support.services.lines import YearClosed
from support.services.treasury import plan_payments
from support.services.tying import Origin
from support.views.catalogue import BOOK
from tests.posting import post
from tests.support import factories as make
from tests.support.services.test_treasury import payment
from tests.support.tied import INPUT

pytestmark = pytest.mark.django_db
MILLION = make.MILLION
VOUCHER = money.Voucher("CT1", make.DAY)


def contract(line: BudgetLine, amount: int, by: User, covering: tuple[Grant, ...] = ()) -> Commitment:
    row = Commitment(ward=line.ward, line=line, amount_dong=amount, purpose="Mua bò", document_number="1/HĐ", on=make.DAY)
    return money.commitment_make(row, [grant.pk for grant in covering], by=by)


@pytest.fixture
def decided(ward: Ward, line: BudgetLine, officer: User) -> tuple[Grant, ...]:
    """Four million each for two households, of a line of ten."""
    return tuple(make.grant(make.home(ward, officer), officer, line=line, value_dong=4 * MILLION) for _ in range(2))


def test_the_contract_takes_over_what_was_promised(line: BudgetLine, finance: User, decided: tuple[Grant, ...]) -> None:
    assert balance_of(line).committed == 8 * MILLION
    with pytest.raises(Overspent):
        contract(line, 9 * MILLION, finance)
    row = contract(line, 9 * MILLION, finance, decided)
    found = balance_of(line)
    assert (found.contracted, found.promised, found.committed, found.free) == (9 * MILLION, 0, 9 * MILLION, MILLION)
    assert (left_of(row), covered_by(row)) == (9 * MILLION, 8 * MILLION)
    assert contracts_with_room([line]) == [(row, MILLION)]


def test_grants_under_a_contract_are_paid_on_it(line: BudgetLine, finance: User, decided: tuple[Grant, ...]) -> None:
    row = contract(line, 9 * MILLION, finance, decided)
    paid = money.grants_pay(line, [decided[0].pk], VOUCHER, by=finance)
    assert (paid.commitment, paid.purpose, paid.amount_dong) == (row, Purpose.GRANTS, 4 * MILLION)
    assert balance_of(line) == Balance(allocated=10 * MILLION, contracted=9 * MILLION, paid_covered=4 * MILLION)
    other = Disbursement(
        ward=line.ward, line=line, commitment=row, purpose=Purpose.OTHER, reason="Vận chuyển", paid_on=make.DAY, voucher_number="CT2",
        amount_dong=2 * MILLION,
    )  # fmt: skip
    with pytest.raises(Overspent, match=r"trong đó 4\.000\.000.*dành cho khoản hỗ trợ"):
        money.disbursement_pay(other, by=finance)
    with pytest.raises(DomainError, match="ghi kèm"):
        money.commitment_void(row, "Nhầm", version=1, by=finance)
    decided[1].refresh_from_db()
    assert decided[1].commitment == row  # nothing of the refused voiding stays
    money.disbursement_void(paid, "Nhầm", version=1, by=finance)
    assert (balance_of(line).spent, covered_by(row)) == (0, 8 * MILLION)


def test_a_contract_that_is_called_off_leaves_promises(line: BudgetLine, finance: User, decided: tuple[Grant, ...]) -> None:
    row = contract(line, 9 * MILLION, finance, decided)
    money.commitment_void(row, "Không mua nữa", version=1, by=finance)
    assert balance_of(line) == Balance(allocated=10 * MILLION, promised=8 * MILLION)
    assert not Grant.objects.filter(commitment__isnull=False).exists()


@pytest.mark.parametrize("verb", [grants.grant_cancel, grants.grant_void])
def test_a_grant_that_falls_away_leaves_room_in_the_contract(
    verb: object, line: BudgetLine, finance: User, decided: tuple[Grant, ...]
) -> None:
    row = contract(line, 8 * MILLION, finance, decided)
    decided[0].refresh_from_db()
    verb(decided[0], "Từ chối", version=decided[0].version, by=finance)  # type: ignore[operator]
    assert (balance_of(line).committed, covered_by(row)) == (8 * MILLION, 4 * MILLION)
    assert contracts_with_room([line]) == [(row, 4 * MILLION)]


def test_a_grant_is_decided_under_a_signed_contract(line: BudgetLine, ward: Ward, finance: User, officer: User) -> None:
    row = contract(line, 10 * MILLION, finance)
    with pytest.raises(Overspent):
        make.grant(make.home(ward, officer), finance, line=line)
    make.grant(make.home(ward, officer), finance, line=line, commitment=row, value_dong=9 * MILLION)
    assert (balance_of(line).committed, covered_by(row)) == (10 * MILLION, 9 * MILLION)
    with pytest.raises(Overspent, match=r"chỉ còn 1\.000\.000"):
        make.grant(make.home(ward, officer), finance, line=line, commitment=row, value_dong=2 * MILLION)
    elsewhere = contract(make.line(ward, officer, source="tinh"), MILLION, officer)
    with pytest.raises(DomainError, match="dòng kinh phí khác"):
        make.grant(make.home(ward, officer), finance, line=line, commitment=elsewhere)
    money.commitment_void(elsewhere, "Nhầm", version=1, by=officer)
    with pytest.raises(DomainError, match="đã bị hủy"):
        make.grant(make.home(ward, officer), finance, line=elsewhere.line, commitment=elsewhere)


def test_a_register_row_is_bought_under_a_contract(line: BudgetLine, finance: User, officer: User, poor: Household) -> None:
    row = contract(line, 10 * MILLION, finance)
    given = INPUT.write(INPUT.new(poor, officer), Origin(line=line, commitment=row), by=officer)
    assert given.grant.commitment == row and covered_by(row) == MILLION and given.grant.state == GrantState.GIVEN


def test_one_voucher_pays_one_contract(line: BudgetLine, finance: User, decided: tuple[Grant, ...], poor: Household) -> None:
    contract(line, 4 * MILLION, finance, decided[:1])
    with pytest.raises(DomainError, match="mỗi hợp đồng một chứng từ"):
        money.grants_pay(line, [grant.pk for grant in decided], VOUCHER, by=finance)
    rows = [payment(n, 4 * MILLION, "CT1", grant.household.code) for n, grant in enumerate(decided, 4)]
    plan = plan_payments(line.ward, 2023, rows)
    assert [(item.row, item.column) for item in plan.problems] == [(5, "Số chứng từ")]
    assert not plan_payments(line.ward, 2023, [rows[0], payment(5, 4 * MILLION, "CT2", decided[1].household.code)]).problems
    with pytest.raises(DomainError, match="Tải lại trang"):
        contract(line, 4 * MILLION, finance, decided)  # one of them is covered already


END = money.Paper("3/TLHĐ", date(2023, 11, 1), "Nghiệm thu ít hơn hợp đồng")


def paid_on(row: Commitment, amount: int, by: User) -> Disbursement:
    values = {"purpose": Purpose.OTHER, "reason": "Mua bò", "paid_on": make.DAY, "voucher_number": "CT9", "amount_dong": amount}
    return money.disbursement_pay(Disbursement(ward=row.ward, line=row.line, commitment=row, **values), by=by)


def test_a_contract_that_ends_below_its_amount_lets_the_year_be_settled(line: BudgetLine, finance: User) -> None:
    row = contract(line, 6 * MILLION, finance)
    paid_on(row, 5 * MILLION, finance)
    settlement, paper = Settlement.objects.get(), money.Paper("9/QT", date(2023, 12, 1))
    with pytest.raises(DomainError, match="đã cam kết mà chưa chi"):
        money.settlement_close(settlement, paper, version=1, by=finance)
    cut = commitment_reduce(row, 5 * MILLION, END, version=1, by=finance)
    assert (row.amount_dong, cut.amount_dong, cut.reason) == (5 * MILLION, MILLION, END.note)
    assert balance_of(line) == Balance(allocated=10 * MILLION, contracted=5 * MILLION, paid_contracted=5 * MILLION)
    settlement.refresh_from_db()
    money.settlement_close(settlement, paper, version=settlement.version, by=finance)
    with pytest.raises(YearClosed):
        cut_void(cut, "Nhầm", version=1, by=finance)
    assert AuditEvent.objects.filter(details__viec="Giảm cam kết").count() == 1


def test_what_was_paid_or_is_covered_stays_bound(line: BudgetLine, finance: User, decided: tuple[Grant, ...]) -> None:
    row = contract(line, 6 * MILLION, finance, decided[:1])
    paid_on(row, MILLION, finance)
    between = 5 * MILLION + 1
    for amount, paper, said in (
        (5 * MILLION - 1, END, r"nhiều nhất 1\.000\.000"), (6 * MILLION, END, "nhỏ hơn số tiền cam kết"),
        (between, replace(END, on=date(2023, 5, 1)), "Ngày văn bản 01/05/2023 sớm hơn ngày cam kết 01/06/2023"),
        (between, replace(END, note=" "), "Ghi lý do"), (between, replace(END, on=date(2999, 1, 1)), "sau hôm nay"),
    ):  # fmt: skip
        with pytest.raises(DomainError, match=said):
            commitment_reduce(row, amount, paper, version=row.version, by=finance)
    stale = Commitment.objects.get()
    commitment_reduce(row, 5 * MILLION, END, version=row.version, by=finance)
    with pytest.raises(EditConflict):
        commitment_reduce(stale, between, END, version=1, by=finance)
    assert (left_of(row), covered_by(row)) == (4 * MILLION, 4 * MILLION)


def test_nothing_paid_is_voided_and_not_reduced_to_nothing(line: BudgetLine, finance: User, health: User) -> None:
    row = contract(line, MILLION, finance)
    with pytest.raises(DomainError, match="hủy cam kết"):
        commitment_reduce(row, 0, END, version=1, by=finance)
    with pytest.raises(NotAllowed):
        commitment_reduce(row, 1, END, version=1, by=health)


def test_a_reduction_written_wrongly_binds_its_money_again(line: BudgetLine, finance: User) -> None:
    row = contract(line, 8 * MILLION, finance)
    cut = commitment_reduce(row, 5 * MILLION, END, version=1, by=finance)
    other = contract(line, 5 * MILLION, finance)
    with pytest.raises(Overspent):
        cut_void(cut, "Nhầm", version=1, by=finance)
    money.commitment_void(other, "Thôi", version=1, by=finance)
    cut_void(cut, "Nhầm", version=1, by=finance)
    row.refresh_from_db()
    assert (row.amount_dong, balance_of(line).committed) == (8 * MILLION, 8 * MILLION)


def test_a_contract_is_reduced_on_its_page(line: BudgetLine, finance: User, client_of: Any) -> None:
    row, client = contract(line, 6 * MILLION, finance), client_of(finance)
    paid_on(row, 5 * MILLION, finance)
    url = BOOK.step_url(row, "giam")
    page = client.get(BOOK.page_of(line)).content.decode()
    assert url in page and "Lý do" not in page
    assert "Không thấp hơn 5.000.000" in client.get(url).content.decode()
    data = {"version": row.version, "amount": "5.000.000", "number": "3/TLHĐ", "on": "01/11/2023", "reason": "Nghiệm thu ít hơn"}
    assert post(client, url, data)["Location"] == BOOK.page_of(line)
    page = client.get(BOOK.page_of(line)).content.decode()
    assert "ký 6.000.000" in page and "Nghiệm thu ít hơn" in page
    cut = CommitmentCut.objects.get()
    assert post(client, BOOK.void_url(cut), {"version": 1, "reason": "Nhầm"})["Location"] == BOOK.page_of(line)
    assert "ký 6.000.000" not in client.get(BOOK.page_of(line)).content.decode()
