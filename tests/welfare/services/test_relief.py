"""Hunger relief: rice by the norm, households at risk, receipts."""

from datetime import date
from decimal import Decimal

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.errors import DomainError, NotAllowed
from households.models import Household
from households.rules.classes import Departure
from households.rules.facts import DwellingKind
from households.services.facts import dwelling_record
from households.services.status import household_leave
from tests.welfare import factories as make
from welfare.models import ReliefLine, ReliefRound
from welfare.rules.relief import ReliefKind
from welfare.services.relief import line_add, line_receive, round_fill, round_open, round_receive

pytestmark = pytest.mark.django_db


def unsaved(ward: Ward, **fields: object) -> ReliefRound:
    return ReliefRound(ward=ward, **{"title": "Gạo", "kind": ReliefKind.DISASTER, "from_on": make.DAY, "to_on": make.DAY, **fields})


def test_rice_is_months_times_the_norm(rates: Ward, officer: User) -> None:
    row = round_open(unsaved(rates, months=3), by=officer)
    assert row.kg_per_person == Decimal(45) and row.basis.startswith("3 tháng × 15\u00a0kg")
    assert round_open(unsaved(rates, kg_per_person=Decimal("12.5")), by=officer).basis == ""


@pytest.mark.parametrize(("kind", "months"), [(ReliefKind.TET, 2), (ReliefKind.DISASTER, 4)])
def test_no_more_months_than_the_norm(kind: ReliefKind, months: int, rates: Ward, officer: User) -> None:
    with pytest.raises(DomainError, match="nhiều nhất"):
        round_open(unsaved(rates, kind=kind, months=months), by=officer)


def test_without_a_norm_the_amount_is_asked_for(ward: Ward, officer: User) -> None:
    with pytest.raises(DomainError, match="Chưa có định mức"):
        round_open(unsaved(ward), by=officer)


def test_households_at_risk_are_taken_once(ward: Ward, officer: User, poor: Household) -> None:
    other, calm = make.home(ward, officer, others=2), make.home(ward, officer)
    for home, answer in ((poor, "yes"), (other, "yes"), (calm, "no")):
        dwelling_record(home, DwellingKind.HUNGER_RISK, answer, make.SINCE, "Rà soát", by=officer)
    row = make.relief(ward, officer)
    assert round_fill(row, version=1, by=officer) == 2
    assert dict(ReliefLine.objects.values_list("household", "kg")) == {poor.pk: Decimal(15), other.pk: Decimal(45)}
    assert round_fill(row, version=2, by=officer) == 0


def test_no_rice_for_a_household_that_moved_away(ward: Ward, officer: User, poor: Household) -> None:
    dwelling_record(poor, DwellingKind.HUNGER_RISK, "yes", make.SINCE, "Rà soát", by=officer)
    household_leave(poor, on=make.DAY, departure=Departure.MOVED_AWAY, by=officer)
    eve = make.relief(ward, officer, from_on=date(2023, 5, 31), to_on=make.DAY)
    assert (round_fill(eve, version=1, by=officer), round_fill(make.relief(ward, officer), version=1, by=officer)) == (1, 0)


def test_one_household_more_and_its_receipt(ward: Ward, officer: User, poor: Household) -> None:
    row = make.relief(ward, officer)
    line = line_add(ReliefLine(ward=ward, round=row, household=poor), by=officer)
    assert (line.n_persons, line.kg) == (1, Decimal(15))
    with pytest.raises(DomainError, match="từ ngày đầu"):
        line_receive(line, date(2023, 5, 31), "", version=1, by=officer)
    line_receive(line, make.DAY, "Người Nhận Ví Dụ", version=1, by=officer)
    with pytest.raises(DomainError, match="Đã ghi nhận"):
        line_receive(line, make.DAY, "", version=2, by=officer)


def test_the_rest_receives_by_the_signed_list(ward: Ward, officer: User, poor: Household) -> None:
    row = make.relief(ward, officer)
    make.relief_line(row, poor, officer, received_on=make.DAY)
    make.relief_line(row, make.home(ward, officer), officer)
    assert round_receive(row, date(2023, 6, 2), version=1, by=officer) == 1
    assert sorted(ReliefLine.objects.values_list("received_on", flat=True)) == [make.DAY, date(2023, 6, 2)]


def test_other_agencies_do_not_write(rates: Ward, school: User) -> None:
    with pytest.raises(NotAllowed):
        round_open(unsaved(rates), by=school)
