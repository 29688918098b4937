"""Allocate, commit, pay, take back, settle; and two people at once."""

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection

from activities.services.activities import activity_void
from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.errors import DomainError, EditConflict, NotAllowed
from households.models import Household
from support.models import AllocationEntry, BudgetLine, Commitment, Disbursement, Grant, Settlement
from support.rules.budget import Overspent
from support.rules.words import Direction, GrantState, Purpose, SettlementState
from support.selectors.budget import balance_of
from support.selectors.codes import contents_of_year
from support.services import budgeting, grants, money
from support.services.lines import Heading, YearClosed
from tests.activities import factories as activities
from tests.support import factories as make

pytestmark = pytest.mark.django_db
MILLION = make.MILLION


def commitment(line: BudgetLine, amount: int) -> Commitment:
    return Commitment(ward=line.ward, line=line, amount_dong=amount, purpose="Mua giống", document_number="1/HĐ", on=make.DAY)


def payment(line: BudgetLine, amount: int, number: str = "CT1", **fields: Any) -> Disbursement:
    values = {"purpose": Purpose.OTHER, "reason": "In tài liệu", "paid_on": make.DAY} | fields
    return Disbursement(ward=line.ward, line=line, amount_dong=amount, voucher_number=number, **values)


def test_adjustments_are_further_entries(line: BudgetLine, finance: User) -> None:
    money.allocation_adjust(line, Direction.MORE, 5 * MILLION, make.PAPER, version=1, by=finance)
    money.allocation_adjust(line, Direction.LESS, 3 * MILLION, make.PAPER, version=2, by=finance)
    assert list(line.entries.values_list("amount_dong", flat=True)) == [10 * MILLION, 5 * MILLION, -3 * MILLION]
    assert balance_of(line).allocated == 12 * MILLION
    with pytest.raises(EditConflict):
        money.allocation_adjust(line, Direction.MORE, 1, make.PAPER, version=2, by=finance)
    with pytest.raises(Overspent):
        money.allocation_adjust(line, Direction.LESS, 13 * MILLION, make.PAPER, version=3, by=finance)


def test_money_of_one_line_is_recorded_on_one_line(ward: Ward, line: BudgetLine, finance: User) -> None:
    assert make.line(ward, finance, MILLION) == line
    assert make.line(ward, finance, MILLION, source="tinh") != line
    with pytest.raises(DomainError, match="không có dự án hay chính sách"):
        make.line(ward, finance, MILLION, code="DA99")


def test_money_of_a_content_stands_apart_from_money_of_the_whole(ward: Ward, line: BudgetLine, finance: User) -> None:
    text = contents_of_year(ward.pk, 2023)["DA2"][2]
    own = make.line(ward, finance, 3 * MILLION, content=text)
    again = make.line(ward, finance, MILLION, content=text)
    assert own.pk == again.pk != line.pk
    assert (balance_of(own).allocated, balance_of(line).allocated) == (4 * MILLION, 10 * MILLION)
    with pytest.raises(Overspent):
        money.commitment_make(commitment(own, 5 * MILLION), by=finance)
    assert "Vật tư, nguyên liệu" in str(own)


@pytest.mark.parametrize("code", ["DA2", "DA3.TDA1", "CS5"])
def test_a_content_is_one_of_the_plan(code: str, ward: Ward, plan: object, finance: User) -> None:
    foreign = contents_of_year(ward.pk, 2023)["DA3.TDA2"][0]
    with pytest.raises(DomainError, match="không có nội dung đã chọn"):
        make.line(ward, finance, code=code, content=foreign)


def test_a_commitment_is_paid_and_not_overpaid(line: BudgetLine, finance: User) -> None:
    row = money.commitment_make(commitment(line, 8 * MILLION), by=finance)
    with pytest.raises(Overspent, match="Không đủ kinh phí"):
        money.commitment_make(commitment(line, 3 * MILLION), by=finance)
    money.disbursement_pay(payment(line, 5 * MILLION, commitment=row), by=finance)
    with pytest.raises(Overspent, match=r"chỉ còn 3\.000\.000"):
        money.disbursement_pay(payment(line, 4 * MILLION, "CT2", commitment=row), by=finance)
    found = balance_of(line)
    assert (found.committed, found.spent, found.remaining, found.free) == (8 * MILLION, 5 * MILLION, 5 * MILLION, 2 * MILLION)
    with pytest.raises(DomainError, match="còn các dòng ghi kèm"):
        money.commitment_void(row, "Ghi nhầm", version=row.version, by=finance)


def test_a_voucher_counts_once(line: BudgetLine, finance: User) -> None:
    row = money.disbursement_pay(payment(line, MILLION), by=finance)
    with pytest.raises(DomainError, match=r"Chứng từ CT1 đã ghi ngày 01/06/2023, 1\.000\.000.đồng, cho DA2, Ngân sách phường, năm 2023"):
        money.disbursement_pay(payment(line, MILLION), by=finance)
    money.disbursement_void(row, "Ghi nhầm số tiền", version=row.version, by=finance)
    money.disbursement_pay(payment(line, 2 * MILLION), by=finance)
    assert balance_of(line).spent == 2 * MILLION


def test_what_goes_to_households_needs_their_grants(line: BudgetLine, finance: User, poor: Household) -> None:
    with pytest.raises(DomainError, match="gắn với khoản hỗ trợ"):
        money.disbursement_pay(payment(line, MILLION, purpose=Purpose.GRANTS), by=finance)
    row = make.grant(poor, finance, line=line)
    assert (balance_of(line).promised, balance_of(line).committed) == (MILLION, MILLION)
    paid = money.grants_pay(line, [row.pk], money.Voucher("CT9", make.DAY), by=finance)
    assert (paid.amount_dong, list(paid.grants.all())) == (MILLION, [row])
    assert (balance_of(line).promised, balance_of(line).paid_grants) == (0, MILLION)
    with pytest.raises(DomainError, match="chưa chi"):
        money.grants_pay(line, [row.pk], money.Voucher("CT10", make.DAY), by=finance)
    money.disbursement_void(paid, "Nhầm nguồn", version=paid.version, by=finance)
    row.refresh_from_db()
    assert row.disbursement is None and balance_of(line).promised == MILLION


def test_an_entry_that_is_needed_stays(line: BudgetLine, finance: User) -> None:
    money.disbursement_pay(payment(line, MILLION), by=finance)
    entry = line.entries.get()
    with pytest.raises(Overspent):
        budgeting.entry_void(entry, "Ghi nhầm", version=1, by=finance)
    make.line(line.ward, finance, 2 * MILLION)
    budgeting.entry_void(entry, "Ghi nhầm", version=1, by=finance)
    assert balance_of(line).allocated == 2 * MILLION


def test_days_are_of_the_year_and_not_ahead(line: BudgetLine, finance: User) -> None:
    with pytest.raises(DomainError, match="sớm hơn"):
        money.disbursement_pay(payment(line, MILLION, paid_on=date(2022, 12, 31)), by=finance)
    with pytest.raises(DomainError, match="không thể sau hôm nay"):
        money.disbursement_pay(payment(line, MILLION, paid_on=date(2100, 1, 1)), by=finance)
    with pytest.raises(DomainError, match=r"chỉ chi đến hết ngày 31/01/2024 \(Luật Ngân sách nhà nước.*ngày chi 01/02/2024 muộn hơn"):
        money.disbursement_pay(payment(line, MILLION, paid_on=date(2024, 2, 1)), by=finance)
    assert money.disbursement_pay(payment(line, MILLION, paid_on=date(2024, 1, 31)), by=finance).pk


@pytest.mark.parametrize("number", ["CT-1", "ct 1", "Ct1"])
def test_one_paper_is_not_paid_from_two_lines(number: str, ward: Ward, line: BudgetLine, finance: User, poor: Household) -> None:
    other = make.line(ward, finance, source="tinh")
    money.disbursement_pay(payment(line, MILLION, "CT-1"), by=finance)
    with pytest.raises(DomainError, match="Chứng từ CT-1 đã ghi ngày 01/06/2023"):
        money.disbursement_pay(payment(other, MILLION, number), by=finance)
    grant = make.grant(poor, finance, line=other)
    with pytest.raises(DomainError, match="Chứng từ CT-1 đã ghi ngày 01/06/2023"):
        money.grants_pay(other, [grant.pk], money.Voucher(number, make.DAY), by=finance)
    with pytest.raises(DomainError, match="Chứng từ CT-1 đã ghi"):
        money.disbursement_pay(payment(line, 2 * MILLION, number), by=finance)
    money.disbursement_pay(payment(other, 2 * MILLION, number), by=finance)  # one paper may be paid from two sources
    money.disbursement_pay(payment(other, MILLION, f"{number}/2"), by=finance)


def test_one_paper_gives_once(line: BudgetLine, finance: User) -> None:
    heading, paper = Heading(2023, "DA2", "phuong"), money.Paper("21/QĐ-UBND", date(2023, 3, 1))
    entry = money.allocation_record(line.ward, heading, MILLION, paper, by=finance)
    again = money.Paper("21 / qđ ubnd", date(2023, 3, 1))
    with pytest.raises(DomainError, match=r"Văn bản số 21/QĐ-UBND ngày 01/03/2023, số tiền 1\.000\.000.đồng, đã ghi cho DA2"):
        money.allocation_record(line.ward, heading, MILLION, again, by=finance)
    with pytest.raises(DomainError, match="Văn bản số 21/QĐ-UBND"):
        money.allocation_adjust(line, Direction.MORE, MILLION, again, version=1, by=finance)
    money.allocation_adjust(line, Direction.LESS, MILLION, again, version=1, by=finance)
    money.allocation_record(line.ward, heading, 2 * MILLION, paper, by=finance)
    budgeting.entry_void(entry, "Ghi nhầm", version=1, by=finance)
    assert money.allocation_record(line.ward, heading, MILLION, again, by=finance).pk


def test_papers_come_in_their_order(line: BudgetLine, finance: User, poor: Household) -> None:
    grant, settlement = make.grant(poor, finance, line=line), Settlement.objects.get()
    with pytest.raises(DomainError, match=rf"Ngày chi 31/05/2023 sớm hơn ngày quyết định 01/06/2023 của khoản hỗ trợ hộ {poor.code}"):
        money.grants_pay(line, [grant.pk], money.Voucher("CT1", date(2023, 5, 31)), by=finance)
    money.grants_pay(line, [grant.pk], money.Voucher("CT1", date(2023, 6, 2)), by=finance)
    for day, said in ((date(2023, 6, 1), "sớm hơn chứng từ chi CT1 ngày 02/06/2023"), (date(2023, 1, 1), "Ngày quyết toán 01/01/2023")):
        with pytest.raises(DomainError, match=said):
            money.settlement_close(settlement, money.Paper("QT", day), version=1, by=finance)
        settlement.refresh_from_db()
    make_paper = money.Paper("9/QĐ", date(2023, 12, 1))
    money.allocation_adjust(line, Direction.MORE, 1, make_paper, version=1, by=finance)
    with pytest.raises(DomainError, match="sớm hơn văn bản 9/QĐ ngày 01/12/2023"):
        money.settlement_close(settlement, money.Paper("QT", date(2023, 11, 1)), version=1, by=finance)
    money.settlement_close(settlement, money.Paper("QT", date(2023, 12, 1)), version=1, by=finance)


def test_a_settled_year_refuses_every_write(line: BudgetLine, finance: User, officer: User, poor: Household) -> None:
    grant, made = make.grant(poor, finance, line=line), money.commitment_make(commitment(line, MILLION), by=finance)
    settlement = Settlement.objects.get()
    with pytest.raises(DomainError, match="đã cam kết mà chưa chi"):
        money.settlement_close(settlement, make.PAPER, version=1, by=finance)
    paid = money.grants_pay(line, [grant.pk], money.Voucher("CT1", make.DAY), by=finance)
    money.commitment_void(made, "Không mua nữa", version=1, by=finance)
    settlement.refresh_from_db()
    money.settlement_close(settlement, money.Paper("12/QĐ-UBND", make.DAY), version=settlement.version, by=finance)
    assert (settlement.state, settlement.allocated_dong, settlement.spent_dong) == (SettlementState.CLOSED, 10 * MILLION, MILLION)
    line.refresh_from_db()
    tries: list[Callable[[], object]] = [
        lambda: make.line(line.ward, finance, MILLION),
        lambda: money.allocation_adjust(line, Direction.MORE, 1, make.PAPER, version=line.version, by=finance),
        lambda: budgeting.need_state(line, 5, version=line.version, by=finance),
        lambda: money.commitment_make(commitment(line, 1), by=finance),
        lambda: money.disbursement_pay(payment(line, 1, "CT5"), by=finance),
        lambda: money.disbursement_void(paid, "x", version=paid.version, by=finance),
        lambda: budgeting.entry_void(line.entries.get(), "x", version=1, by=finance),
        lambda: make.grant(make.home(line.ward, officer), finance, line=line),
        lambda: grants.grant_void(Grant.objects.get(), "x", version=1, by=finance),
    ]
    for attempt in tries:
        with pytest.raises(YearClosed, match=r"Ngân sách phường năm 2023 đã quyết toán theo văn bản số 12/QĐ-UBND"):
            attempt()
    assert make.line(line.ward, finance, MILLION, source="tinh").pk
    with pytest.raises(NotAllowed):
        money.settlement_reopen(settlement, "Sửa sai", version=settlement.version, by=finance)
    money.settlement_reopen(settlement, "Sửa sai", version=settlement.version, by=officer)
    assert make.line(line.ward, finance, MILLION) == line


def test_who_keeps_which_money(ward: Ward, line: BudgetLine, finance: User, front: User, health: User, officer: User) -> None:
    assert make.line(ward, front, MILLION, source="vi-nguoi-ngheo").pk
    assert make.line(ward, officer, MILLION, source="tinh").pk
    for user, source in ((front, "phuong"), (health, "vi-nguoi-ngheo")):
        with pytest.raises(NotAllowed):
            make.line(ward, user, MILLION, source=source)
    for user in (front, health):
        with pytest.raises(NotAllowed):
            money.disbursement_pay(payment(line, MILLION), by=user)
    assert AllocationEntry.objects.count() == 3


@pytest.mark.needs("postgresql")
@pytest.mark.django_db(transaction=True)
def test_two_people_do_not_spend_the_same_money(line: BudgetLine, finance: User) -> None:
    """Ten million, and two payments of seven at once: one is refused. Only a server locks rows; a file is locked as a whole."""
    barrier, outcomes = threading.Barrier(2), []

    def pay(number: str) -> None:
        try:
            barrier.wait()
            money.disbursement_pay(payment(line, 7 * MILLION, number), by=finance)
            outcomes.append("")
        except Overspent:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=pay, args=[f"CT{n}"]) for n in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if connection.vendor == "postgresql":
        assert sorted(outcomes) == ["", "refused"]
    assert balance_of(line).free >= 0


def test_states_are_known() -> None:
    assert set(GrantState) == set(grants.GRANT_TRANSITIONS)


def test_an_activity_that_was_paid_for_stays(ward: Ward, line: BudgetLine, finance: User, officer: User, client_of: Any) -> None:
    activity = activities.done(ward, officer, "DA2", cost_dong=MILLION)
    client, url = client_of(officer), f"/hoat-dong/{activity.pk}/"
    assert "Đã chi theo chứng từ" not in client.get(url).content.decode()
    paid = money.disbursement_pay(payment(line, 2 * MILLION, purpose=Purpose.ACTIVITY, activity=activity, reason=""), by=finance)
    with pytest.raises(DomainError, match=r"đã chi 2\.000\.000.đồng theo chứng từ"):
        activity_void(activity, "Ghi nhầm", version=1, by=officer)
    page = client.get(url).content.decode().replace("\u00a0", " ")
    assert "Đã chi theo chứng từ" in page and "Chứng từ nhiều hơn số ghi ở hoạt động 1.000.000 đồng" in page
    money.disbursement_void(paid, "Nhầm", version=1, by=finance)
    activity.refresh_from_db()
    activity_void(activity, "Ghi nhầm", version=activity.version, by=officer)
    with pytest.raises(DomainError, match="đã bị hủy"):
        money.disbursement_pay(payment(line, 1, purpose=Purpose.ACTIVITY, activity=activity, reason=""), by=finance)
