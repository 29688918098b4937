"""Needs before money, and money moved between lines of one source."""

from datetime import date
from typing import Any

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.errors import DomainError, EditConflict, NotAllowed
from support.models import AllocationEntry, BudgetLine
from support.rules.budget import Overspent
from support.selectors.budget import balance_of
from support.selectors.results import money_results
from support.services import budgeting, money
from support.services.lines import Heading
from support.views.catalogue import BOOK
from tests.posting import post
from tests.support import factories as make

pytestmark = pytest.mark.django_db
MILLION = make.MILLION
PAPER = money.Paper("77/QĐ-UBND", date(2023, 7, 3), "Theo đề nghị")


@pytest.fixture
def target(ward: Ward, line: BudgetLine, finance: User) -> BudgetLine:
    """A line of the same source that is only needed so far."""
    return budgeting.need_open(ward, Heading(2023, "CS7", "phuong"), 6 * MILLION, by=finance)


def test_a_need_opens_its_line(ward: Ward, target: BudgetLine, finance: User, health: User) -> None:
    assert (balance_of(target).planned, balance_of(target).allocated, target.version) == (6 * MILLION, 0, 2)
    with pytest.raises(DomainError, match=r"CS7, Ngân sách phường, năm 2023 đã ghi nhu cầu 6\.000\.000"):
        budgeting.need_open(ward, Heading(2023, "CS7", "phuong"), MILLION, by=finance)
    with pytest.raises(NotAllowed):
        budgeting.need_open(ward, Heading(2023, "CS1", "phuong"), MILLION, by=health)
    assert make.line(ward, finance, MILLION, code="CS7") == target, "money that is given later goes to it"


def test_money_moves_as_one_act(ward: Ward, line: BudgetLine, target: BudgetLine, finance: User) -> None:
    given = budgeting.money_move(line, target, 4 * MILLION, PAPER, version=1, by=finance)
    assert given.moved_from is not None and (given.amount_dong, given.moved_from.amount_dong) == (4 * MILLION, -4 * MILLION)
    assert (balance_of(line).allocated, balance_of(target).allocated) == (6 * MILLION, 4 * MILLION)
    year = date(2023, 1, 1), date(2023, 12, 31)
    assert [money_results(code, ward.pk, *year)[0].value for code in ("DA2", "CS7")] == [6 * MILLION, 4 * MILLION]
    with pytest.raises(DomainError, match="Văn bản số 77/QĐ-UBND"):
        budgeting.money_move(line, target, 4 * MILLION, PAPER, version=2, by=finance)
    budgeting.entry_void(given.moved_from, "Nhầm", version=1, by=finance)
    assert (balance_of(line).allocated, balance_of(target).allocated) == (10 * MILLION, 0)
    assert AllocationEntry.objects.counting().count() == 1


def test_half_of_a_move_does_not_fall_alone(line: BudgetLine, target: BudgetLine, officer: User) -> None:
    given = budgeting.money_move(line, target, 4 * MILLION, PAPER, version=1, by=officer)
    make.grant(make.home(line.ward, officer), officer, line=target, override_reason="Hộ gặp nạn")
    for entry in (given, given.moved_from):
        with pytest.raises(Overspent):
            budgeting.entry_void(entry, "Nhầm", version=1, by=officer)  # type: ignore[arg-type]
    assert (balance_of(line).allocated, balance_of(target).allocated) == (6 * MILLION, 4 * MILLION)


def test_what_does_not_fit_moves_nothing(ward: Ward, line: BudgetLine, target: BudgetLine, finance: User, front: User) -> None:
    elsewhere, later = make.line(ward, finance, source="tinh"), make.line(ward, finance, year=2024)
    with pytest.raises(Overspent, match=r"nhiều nhất 10\.000\.000"):
        budgeting.money_move(line, target, 10 * MILLION + 1, PAPER, version=1, by=finance)
    for to in (elsewhere, later):
        with pytest.raises(DomainError, match="cùng một nguồn, cùng một năm"):
            budgeting.money_move(line, to, 1, PAPER, version=1, by=finance)
        line.refresh_from_db()
    for to, amount, said in ((line, 1, "khác dòng này"), (target, 0, "lớn hơn 0")):
        with pytest.raises(DomainError, match=said):
            budgeting.money_move(line, to, amount, PAPER, version=1, by=finance)
    with pytest.raises(NotAllowed):
        budgeting.money_move(line, target, 1, PAPER, version=1, by=front)
    with pytest.raises(EditConflict):
        budgeting.money_move(line, target, 1, PAPER, version=9, by=finance)
    assert AllocationEntry.objects.count() == 3


def test_needs_and_moves_on_pages(ward: Ward, line: BudgetLine, finance: User, client_of: Any) -> None:
    client = client_of(finance)
    assert BOOK.step_url(line, "dieu-chuyen") not in client.get(BOOK.page_of(line)).content.decode()
    assert BOOK.add_url(BudgetLine) in client.get("/kinh-phi/?nam=2023").content.decode()
    need = {"year": "2023", "code": "CS7", "source": "phuong", "planned_dong": "6.000.000"}
    answer = post(client, BOOK.add_url(BudgetLine), need)
    target = BudgetLine.objects.get(code="CS7")
    assert answer["Location"] == BOOK.page_of(target)
    assert "đã ghi nhu cầu 6.000.000" in post(client, BOOK.add_url(BudgetLine), need).content.decode()
    url = BOOK.step_url(line, "dieu-chuyen")
    assert url in client.get(BOOK.page_of(line)).content.decode() and "Còn 10.000.000" in client.get(url).content.decode()
    data = {"version": 1, "target": target.pk, "amount": "4.000.000", "number": "77/QĐ", "on": "03/07/2023", "note": ""}
    assert post(client, url, data)["Location"] == BOOK.page_of(line)
    assert "Chuyển sang CS7, Ngân sách phường, năm 2023" in client.get(BOOK.page_of(line)).content.decode()
    assert "Chuyển từ DA2, Ngân sách phường, năm 2023" in client.get(BOOK.page_of(target)).content.decode()
