"""Import a list of payments of the treasury: checked as a whole, then written as a whole or not at all."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.numbers import format_dong
from households.services.imports.reading import read_sheets
from programs.policies import check_can_work
from support.models import BudgetLine, Disbursement, Grant
from support.rules.sources import source_name
from support.rules.treasury import AMOUNT, CODE, DAY, HOUSEHOLD, VOUCHER, Payment, Problem, read_payments
from support.rules.words import Purpose
from support.selectors.budget import balances, promises
from support.selectors.codes import codes_of_year
from support.services.money import Voucher, disbursement_pay, grants_pay

Key = tuple[str, str]
"""Code and source of a line."""


@dataclass(slots=True)
class Plan:
    """What a file would write: rows of one voucher and line together; ``grants``: row → the grant that it pays."""

    lines: dict[Key, BudgetLine]
    vouchers: dict[tuple[Key, str], list[Payment]] = field(default_factory=lambda: defaultdict(list))
    grants: dict[int, Grant] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def payments_in(ward: Ward, data: bytes, year: int) -> tuple[list[Payment], list[Problem]]:
    """The payments in a workbook, and every problem; DomainError for a file that is no workbook."""
    sheets, _ = read_sheets(data)
    return read_payments(sheets, list(codes_of_year(ward.pk, year)))


def plan_payments(ward: Ward, year: int, payments: Sequence[Payment]) -> Plan:
    """What the payments would write into the lines of a year. A fixed number of queries."""
    rows = BudgetLine.objects.in_ward(ward.pk).counting().filter(year=year).select_related("ward")
    plan = Plan({(row.code, row.source): row for row in rows})
    for item in payments:
        key = (item.code, item.source)
        if key in plan.lines:
            plan.vouchers[key, item.voucher].append(item)
        else:
            text = f"năm {year} chưa được giao kinh phí {item.code} từ {source_name(item.source)}. Ghi kinh phí được giao trước."
            plan.problems.append(Problem(item.row, CODE, text))
    _check_vouchers(plan)
    _find_grants(plan, payments)
    _check_money(plan, payments)
    plan.problems.sort(key=lambda problem: problem.row)
    return plan


def _check_vouchers(plan: Plan) -> None:
    known = Disbursement.objects.counting().filter(line__in=plan.lines.values())
    written = {(row.line_id, row.voucher_number): row.paid_on for row in known.only("line_id", "voucher_number", "paid_on")}
    for (key, number), items in plan.vouchers.items():
        first = items[0]
        before = written.get((plan.lines[key].pk, number))
        if before is not None:
            text = f"chứng từ {number} đã ghi ngày {format_dmy(before)}. Xóa dòng này khỏi tệp."
            plan.problems += [Problem(item.row, VOUCHER, text) for item in items]
        for item in items[1:]:
            if not (item.household and first.household):
                text = f"chứng từ {number} đã có ở dòng {first.row}. Gộp hai dòng, hoặc sửa số chứng từ."
                plan.problems.append(Problem(item.row, VOUCHER, text))
            elif item.paid_on != first.paid_on:
                text = f"chứng từ {number} ở dòng {first.row} ghi ngày {format_dmy(first.paid_on)}. Sửa cho cùng ngày."
                plan.problems.append(Problem(item.row, DAY, text))


def _find_grants(plan: Plan, payments: Sequence[Payment]) -> None:
    """Every đồng to a household pays a decided grant of it: same line, same amount."""
    waiting: dict[tuple[int, str, int], list[Grant]] = defaultdict(list)
    for grant in promises().filter(line__in=plan.lines.values()).select_related("household").order_by("decided_on", "pk"):
        waiting[grant.line_id, grant.household.code.casefold(), grant.value_dong].append(grant)
    for item in payments:
        line = plan.lines.get((item.code, item.source))
        if not item.household or line is None:
            continue
        found = waiting[line.pk, item.household.casefold(), item.amount]
        if found:
            plan.grants[item.row] = found.pop(0)
        else:
            text = (
                f"hộ {item.household} không có khoản hỗ trợ {item.code} chưa chi với đúng số tiền {format_dong(item.amount)} từ "
                f"{source_name(item.source)}. Ghi khoản hỗ trợ trước, hoặc sửa mã hộ, số tiền."
            )
            plan.problems.append(Problem(item.row, HOUSEHOLD, text))


def _check_money(plan: Plan, payments: Sequence[Payment]) -> None:
    free = {pk: money.free for pk, money in balances(plan.lines.values()).items()}
    for item in payments:
        line = plan.lines.get((item.code, item.source))
        if line is None or item.household:
            continue
        if item.amount > free[line.pk]:
            text = f"{line} chỉ còn {format_dong(free[line.pk])} chưa cam kết. Bổ sung kinh phí, hoặc sửa số tiền."
            plan.problems.append(Problem(item.row, AMOUNT, text))
        else:
            free[line.pk] -= item.amount


@transaction.atomic
def payments_import(ward: Ward, year: int, payments: Sequence[Payment], *, by: User) -> int:
    """Write every payment, or nothing; how many vouchers. DomainError names the first row that no longer fits."""
    check_can_work(by, ward.pk, "FUNDS")
    plan = plan_payments(ward, year, payments)
    if plan.problems:
        raise DomainError(f"Chưa ghi dòng nào. {plan.problems[0].words}")
    for (key, number), items in plan.vouchers.items():
        try:
            _write(plan, plan.lines[key], number, items, by=by)
        except DomainError as error:
            raise DomainError(f"Chưa ghi dòng nào. Dòng {items[0].row}: {error.message}") from None
    return len(plan.vouchers)


def _write(plan: Plan, line: BudgetLine, number: str, items: Sequence[Payment], *, by: User) -> Disbursement:
    first = items[0]
    if first.household:
        return grants_pay(line, [plan.grants[item.row].pk for item in items], Voucher(number, first.paid_on), by=by)
    row = Disbursement(
        ward=line.ward, line=line, purpose=Purpose.OTHER, paid_on=first.paid_on, voucher_number=number, amount_dong=first.amount,
        reason=first.payee,
    )  # fmt: skip
    return disbursement_pay(row, by=by)
