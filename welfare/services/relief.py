"""Hunger relief: a round, its households, the receipts."""

from datetime import date

from django.db import transaction

from camphucnam.accounts.models import User
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.numbers import format_int
from camphucnam.kernel.text import clean
from households.models import Household
from programs.policies import check_can_work
from registers.services.keeping import change, check_household, check_not_future, check_standing, keep, take, write
from welfare.models import ReliefLine, ReliefRound
from welfare.rules.rates import rate_kind
from welfare.rules.relief import MOST_MONTHS, ReliefKind, kilograms
from welfare.selectors.rates import rate_table
from welfare.selectors.relief import at_risk, persons_in

RICE = "relief_rice"


@transaction.atomic
def round_open(row: ReliefRound, *, by: User) -> ReliefRound:
    """Begin a round. Without kg a person they are months × the norm of the first day."""
    table = rate_table(row.ward_id)
    limit = MOST_MONTHS.get(ReliefKind(row.kind))
    most = table.number(limit, row.from_on) if limit else None
    if most is not None and row.months > most:
        raise DomainError(f"Dịp này hỗ trợ nhiều nhất {format_int(int(most))} tháng.")
    if row.kg_per_person is None:
        term = table.on(RICE, row.from_on)
        if term is None or term.number is None:
            raise DomainError(f"Chưa có định mức gạo tại ngày {format_dmy(row.from_on)}. Điền số kg, hoặc ghi định mức trước.")
        row.kg_per_person = term.number * row.months
        row.basis = f"{row.months} tháng × {rate_kind(RICE).words(None, term.number)}, {term.source}"
    return keep(row, by=by, ten=row.title, tu_ngay=format_dmy(row.from_on))


def _line(row: ReliefRound, household: Household, n_persons: int, reason: str = "") -> ReliefLine:
    kg = kilograms(row.kg_per_person, n_persons)
    return ReliefLine(ward=row.ward, round=row, household=household, n_persons=n_persons, kg=kg, reason=reason)


@transaction.atomic
def round_fill(row: ReliefRound, *, version: int, by: User) -> int:
    """Put every household at risk of hunger on the list; how many were added."""
    check_can_work(by, row.ward_id, *row.codes)
    take(row, version)
    check_standing(row)
    known = set(ReliefLine.objects.counting().filter(round=row).values_list("household", flat=True))
    wanted = [household for household in at_risk(row.ward_id, row.from_on) if household.pk not in known]
    persons = persons_in([household.pk for household in wanted], row.from_on)
    added = [household for household in wanted if persons.get(household.pk)]
    for household in added:
        write(_line(row, household, persons[household.pk], "Có nguy cơ thiếu đói"), by=by, dot=row.title)
    return len(added)


@transaction.atomic
def line_add(line: ReliefLine, *, by: User) -> ReliefLine:
    """Put one household on the list; without a number of persons those living in it on the first day."""
    check_standing(line.round)
    check_household(line.household, line.ward_id)
    if line.n_persons is None:
        line.n_persons = persons_in([line.household_id], line.round.from_on).get(line.household_id, 0)
    line.kg = kilograms(line.round.kg_per_person, line.n_persons)
    return keep(line, by=by, dot=line.round.title)


@transaction.atomic
def line_receive(line: ReliefLine, on: date, receiver: str, *, version: int, by: User) -> ReliefLine:
    """The rice was received."""
    _check_receipt(line.round, on)
    if line.received_on is not None:
        raise DomainError(f"Đã ghi nhận ngày {format_dmy(line.received_on)}.")
    values = {"received_on": on, "receiver": clean(receiver)}
    return change(line, values, version=version, by=by, viec="Nhận gạo", ngay=format_dmy(on))


@transaction.atomic
def round_receive(row: ReliefRound, on: date, *, version: int, by: User) -> int:
    """Everybody who had not yet received got the rice on this day, by the signed list; how many."""
    check_can_work(by, row.ward_id, *row.codes)
    take(row, version)
    _check_receipt(row, on)
    lines = list(ReliefLine.objects.counting().filter(round=row, received_on__isnull=True).select_related("round", "household"))
    for line in lines:
        change(line, {"received_on": on}, version=line.version, by=by, viec="Nhận gạo", ngay=format_dmy(on))
    return len(lines)


def _check_receipt(row: ReliefRound, on: date) -> None:
    check_standing(row)
    check_not_future(on, "Ngày nhận")
    if on < row.from_on:
        raise DomainError(f"Ngày nhận phải từ ngày đầu của đợt ({format_dmy(row.from_on)}) trở đi.")
