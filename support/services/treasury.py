"""Import a list of payments of the treasury: checked as a whole, then written as a whole or not at all."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.numbers import format_dong
from camphucnam.kernel.text import fold
from households.services.imports.reading import read_sheets
from programs.policies import check_can_work
from support.models import BudgetLine, Disbursement, Grant
from support.rules.budget_year import unfit
from support.rules.papers import number_key
from support.rules.sources import source_name
from support.rules.treasury import AMOUNT, CODE, CONTENT, DAY, HOUSEHOLD, SHOWN, VOUCHER, Payment, Problem, read_payments
from support.rules.words import Purpose
from support.selectors.budget import balances, unpaid_grants
from support.selectors.codes import codes_of_year
from support.selectors.vouchers import Written
from support.services.money import MIXED, Voucher, disbursement_pay, grants_pay

REPEATED = "Xóa dòng này khỏi tệp; nếu là khoản khác, ghi thêm số thứ tự vào số chứng từ."


@dataclass(slots=True)
class Plan:
    """What a file would write: ``lines``: row → the line that pays it; ``vouchers``: rows of one line and voucher together, however its
    number is spelt; ``grants``: row → the grant that it pays."""

    lines: dict[int, BudgetLine] = field(default_factory=dict)
    vouchers: dict[tuple[BudgetLine, str], list[Payment]] = field(default_factory=lambda: defaultdict(list))
    grants: dict[int, Grant] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def payments_in(ward: Ward, data: bytes, year: int) -> tuple[list[Payment], list[Problem]]:
    """The payments in a workbook, and every problem; DomainError for a file that is no workbook."""
    sheets, _ = read_sheets(data)
    return read_payments(sheets, list(codes_of_year(ward.pk, year)))


def plan_payments(ward: Ward, year: int, payments: Sequence[Payment]) -> Plan:
    """What the payments would write into the lines of a year. A fixed number of queries."""
    plan = Plan()
    known: dict[tuple[str, str], list[BudgetLine]] = defaultdict(list)
    for row in BudgetLine.objects.in_ward(ward.pk).counting().filter(year=year).select_related("ward"):
        known[row.code, row.source].append(row)
    for item in payments:
        line = _line_for(item, known[item.code, item.source], year)
        if isinstance(line, Problem):
            plan.problems.append(line)
        else:
            plan.lines[item.row] = line
            plan.vouchers[line, number_key(item.voucher)].append(item)
    _check_vouchers(plan, ward)
    _check_days(plan, payments, year)
    _find_grants(plan, payments)
    _check_contracts(plan)
    _check_money(plan, payments)
    plan.problems.sort(key=lambda problem: problem.row)
    return plan


def _line_for(item: Payment, lines: Sequence[BudgetLine], year: int) -> BudgetLine | Problem:
    """The line of the code and source: the one with the content that the row names, else the one for the whole, else the only one."""
    if item.content:
        fitting = [row for row in lines if fold(row.content) == fold(item.content)]
    else:
        fitting = [row for row in lines if not row.content] or list(lines)
    if len(fitting) == 1:
        return fitting[0]
    money = f"kinh phí {item.code} từ {source_name(item.source)}"
    if not lines:
        return Problem(item.row, CODE, f"năm {year} chưa được giao {money}. Ghi kinh phí được giao trước.")
    if item.content:
        text = f"năm {year} chưa được giao {money} cho nội dung này. Chép đúng lời văn của nội dung ở trang Kinh phí, hoặc để trống."
        return Problem(item.row, CONTENT, text)
    return Problem(item.row, CONTENT, f"{money} được giao cho {len(lines)} nội dung. Ghi nội dung đúng lời văn ở trang Kinh phí.")


def _check_vouchers(plan: Plan, ward: Ward) -> None:
    written = Written(ward.pk, set(plan.lines.values()), {item.paid_on for items in plan.vouchers.values() for item in items})
    first_of: dict[tuple[str, date, int], Payment] = {}
    for (line, key), items in plan.vouchers.items():
        first, amount = items[0], sum(item.amount for item in items)
        standing = written.standing(line, first.voucher, first.paid_on, amount)
        if standing:
            plan.problems += [Problem(item.row, VOUCHER, f"{standing} {REPEATED}") for item in items]
        before = first_of.setdefault((key, first.paid_on, amount), first)
        if before is not first:
            text = f"chứng từ {first.voucher} cùng ngày, cùng số tiền đã có ở dòng {before.row}. {REPEATED}"
            plan.problems += [Problem(item.row, VOUCHER, text) for item in items]
        plan.problems += [problem for item in items[1:] if (problem := _beside(first, item))]


def _beside(first: Payment, item: Payment) -> Problem | None:
    """Why a further row of a voucher does not fit its first."""
    if not (item.household and first.household):
        return Problem(item.row, VOUCHER, f"chứng từ {first.voucher} đã có ở dòng {first.row}. Gộp hai dòng, hoặc sửa số chứng từ.")
    if item.paid_on != first.paid_on:
        text = f"chứng từ {first.voucher} ở dòng {first.row} ghi ngày {format_dmy(first.paid_on)}. Sửa cho cùng ngày."
        return Problem(item.row, DAY, text)
    return None


def _find_grants(plan: Plan, payments: Sequence[Payment]) -> None:
    """Every đồng to a household pays a decided grant of it: same line, same amount."""
    waiting: dict[tuple[int, str, int], list[Grant]] = defaultdict(list)
    for grant in unpaid_grants().filter(line__in=set(plan.lines.values())).select_related("household").order_by("decided_on", "pk"):
        waiting[grant.line_id, grant.household.code.casefold(), grant.value_dong].append(grant)
    for item in payments:
        line = plan.lines.get(item.row)
        if not item.household or line is None:
            continue
        found = waiting[line.pk, item.household.casefold(), item.amount]
        if found and found[0].decided_on > item.paid_on:
            decided = f"khoản hỗ trợ của hộ quyết định ngày {format_dmy(found[0].decided_on)}"
            plan.problems.append(Problem(item.row, DAY, f"{decided}, ngày chi {format_dmy(item.paid_on)} sớm hơn. Sửa ngày."))
        elif found:
            plan.grants[item.row] = found.pop(0)
        else:
            text = (
                f"hộ {item.household[:SHOWN]} không có khoản hỗ trợ {item.code} chưa chi với đúng số tiền {format_dong(item.amount)} từ "
                f"{source_name(item.source)}. Ghi khoản hỗ trợ trước, hoặc sửa mã hộ, số tiền."
            )
            plan.problems.append(Problem(item.row, HOUSEHOLD, text))


def _check_days(plan: Plan, payments: Sequence[Payment], year: int) -> None:
    """Money of a year is paid from its first day until its settlement, and not after today."""
    today = timezone.localdate()
    for item in payments:
        text = unfit(year, item.paid_on)
        if not text and item.paid_on > today:
            text = f"ngày {format_dmy(item.paid_on)} sau hôm nay. Sửa ngày."
        if text:
            plan.problems.append(Problem(item.row, DAY, f"{text[:1].lower()}{text[1:]}"))


def _check_contracts(plan: Plan) -> None:
    """Grants that a commitment covers are paid on it, by a voucher of their own."""
    for items in plan.vouchers.values():
        keys = [(item, plan.grants[item.row].commitment_id) for item in items if item.row in plan.grants]
        plan.problems += [Problem(item.row, VOUCHER, f"{MIXED} Sửa số chứng từ.") for item, key in keys if key != keys[0][1]]


def _check_money(plan: Plan, payments: Sequence[Payment]) -> None:
    free = {pk: money.free for pk, money in balances(set(plan.lines.values())).items()}
    for item in payments:
        line = plan.lines.get(item.row)
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
    for (line, _), items in plan.vouchers.items():
        try:
            _write(plan, line, items, by=by)
        except DomainError as error:
            raise DomainError(f"Chưa ghi dòng nào. Dòng {items[0].row}: {error.message}") from None
    return len(plan.vouchers)


def _write(plan: Plan, line: BudgetLine, items: Sequence[Payment], *, by: User) -> Disbursement:
    first, number = items[0], items[0].voucher
    if first.household:
        return grants_pay(line, [plan.grants[item.row].pk for item in items], Voucher(number, first.paid_on), by=by)
    row = Disbursement(
        ward=line.ward, line=line, purpose=Purpose.OTHER, paid_on=first.paid_on, voucher_number=number, amount_dong=first.amount,
        reason=first.payee,
    )  # fmt: skip
    return disbursement_pay(row, by=by)
