"""State what a year needs, move money between lines of one source, take back an entry that was written wrongly."""

from django.db import transaction
from django.db.models import Q

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.numbers import format_dong
from programs.policies import check_can_work
from registers.services.keeping import change, take, void
from support.models import AllocationEntry, BudgetLine
from support.rules import budget
from support.rules.sources import keepers_of
from support.services.lines import Heading, line_open, locked
from support.services.money import Paper, allocate


@transaction.atomic
def need_open(ward: Ward, heading: Heading, planned: int, *, by: User) -> BudgetLine:
    """What a year needs of a source for a code or a content, before any money is given: the line is opened by it."""
    check_can_work(by, ward.pk, "FUNDS", *keepers_of(heading.source))
    line = line_open(ward, heading, by=by)
    if line.planned_dong is not None:
        raise DomainError(f"{line} đã ghi nhu cầu {format_dong(line.planned_dong)}. Sửa ở trang dòng kinh phí này.")
    return need_state(line, planned, version=line.version, by=by)


@transaction.atomic
def need_state(line: BudgetLine, planned: int | None, *, version: int, by: User) -> BudgetLine:
    """What the plan of the year needs for the line; None: not known."""
    locked(line)
    return change(line, {"planned_dong": planned}, version=version, by=by, viec="Ghi nhu cầu kinh phí", so_tien=planned)


@transaction.atomic
def money_move(line: BudgetLine, target: BudgetLine, amount: int, paper: Paper, *, version: int, by: User) -> AllocationEntry:
    """Move money to another line of the same source and year by one paper: an entry that takes and one that gives, tied together.
    Overspent when more is committed than would be left. The entry that gives."""
    for row in (line, target):
        check_can_work(by, row.ward_id, *row.codes)
    take(line, version)
    if (line.ward_id, line.year, line.source) != (target.ward_id, target.year, target.source):
        raise DomainError("Chỉ điều chuyển giữa các dòng của cùng một nguồn, cùng một năm. Chọn lại dòng nhận.")
    if line.pk == target.pk:
        raise DomainError("Chọn dòng nhận khác dòng này.")
    if amount <= 0:
        raise DomainError("Số tiền điều chuyển phải lớn hơn 0.")
    taken = allocate(line, -amount, paper, by=by)
    return allocate(target, amount, paper, taken, by=by)


@transaction.atomic
def entry_void(entry: AllocationEntry, reason: str, *, version: int, by: User) -> AllocationEntry:
    """An entry was wrong, and with it the other half of what was moved; Overspent when more is committed than would be left."""
    check_can_work(by, entry.ward_id, *entry.codes)
    other = AllocationEntry.objects.counting().filter(Q(pk=entry.moved_from_id) | Q(moved_from=entry)).select_related("line").first()
    if other is not None:
        check_can_work(by, other.ward_id, *other.codes)
        budget.allocated_more(locked(other.line), -other.amount_dong)
    budget.allocated_more(locked(entry.line), -entry.amount_dong)
    if other is not None:
        void(other, reason, version=other.version, by=by)
    return void(entry, reason, version=version, by=by)
