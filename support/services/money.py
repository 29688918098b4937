"""Allocate, commit and pay; take back what was written wrongly; settle the year of a source."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from camphucnam.accounts.models import User, Ward
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError, NotAllowed
from camphucnam.kernel.numbers import format_dong
from camphucnam.kernel.text import clean
from programs.policies import check_can_work
from registers.services.keeping import change, check_not_future, check_standing, keep, take, void
from support.models import AllocationEntry, BudgetLine, Commitment, Disbursement, Grant, Settlement
from support.rules import budget
from support.rules.budget_year import unfit
from support.rules.papers import number_key
from support.rules.sources import keepers_of
from support.rules.words import Direction, Purpose, SettlementState
from support.selectors.budget import balances, covered_by, left_of, promises, unpaid_grants
from support.selectors.vouchers import Written
from support.services.lines import Heading, line_open, locked

CHANGED = "Có khoản hỗ trợ đã chi, đã hủy hoặc thuộc nguồn khác. Tải lại trang rồi chọn lại."
MIXED = "Có khoản mua theo hợp đồng và khoản không theo hợp đồng đó. Chi riêng mỗi hợp đồng một chứng từ."


@dataclass(frozen=True, slots=True)
class Paper:
    """The document by which money is given or taken back."""

    number: str
    on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Voucher:
    """The paper of a payment."""

    number: str
    paid_on: date


@transaction.atomic
def allocation_record(ward: Ward, heading: Heading, amount: int, paper: Paper, *, by: User) -> AllocationEntry:
    """Money of a source given for a code, or for one of its contents, in a year."""
    check_can_work(by, ward.pk, "FUNDS", *keepers_of(heading.source))
    if amount <= 0:
        raise DomainError("Số tiền giao phải lớn hơn 0. Giảm hoặc thu hồi thì ghi điều chỉnh ở dòng kinh phí.")
    return allocate(line_open(ward, heading, by=by), amount, paper, by=by)


def _check_new(line: BudgetLine, amount: int, paper: Paper) -> None:
    """A paper gives or takes an amount of a line once, however its number is spelt."""
    for row in line.entries.counting().filter(on=paper.on, amount_dong=amount):
        if number_key(row.document_number) == number_key(paper.number):
            raise DomainError(
                f"Văn bản số {row.document_number} ngày {format_dmy(row.on)}, số tiền {format_dong(amount)}, đã ghi cho {line} ngày "
                f"{format_dmy(timezone.localdate(row.recorded_at))}. Nếu văn bản có hai khoản bằng nhau, ghi thêm số thứ tự vào số văn bản."
            )


def allocate(line: BudgetLine, amount: int, paper: Paper, moved_from: AllocationEntry | None = None, *, by: User) -> AllocationEntry:
    """A further entry of a line; the caller has asked for the right. Overspent when more is committed than would be left."""
    check_not_future(paper.on, "Ngày văn bản")
    budget.allocated_more(locked(line), amount)
    _check_new(line, amount, paper)
    entry = AllocationEntry(
        ward=line.ward, line=line, amount_dong=amount, document_number=paper.number, on=paper.on, note=paper.note,
        moved_from=moved_from,
    )  # fmt: skip
    return keep(entry, by=by, so_tien=amount, so=paper.number, noi_dung=str(line))


@transaction.atomic
def allocation_adjust(line: BudgetLine, direction: Direction, amount: int, paper: Paper, *, version: int, by: User) -> AllocationEntry:
    """A further entry that adds or takes back; Overspent when more is committed than would be left."""
    check_can_work(by, line.ward_id, *line.codes)
    take(line, version)
    if amount <= 0:
        raise DomainError("Số tiền phải lớn hơn 0; chọn bổ sung hoặc giảm.")
    return allocate(line, amount if direction == Direction.MORE else -amount, paper, by=by)


@transaction.atomic
def commitment_make(row: Commitment, covering: Collection[int] = (), *, by: User) -> Commitment:
    """Bind money by a contract, an order or an approved estimate. Decided grants that are bought under it (``covering``) are covered by it
    from now on: their money is bound once."""
    check_can_work(by, row.ward_id, *row.codes)
    check_not_future(row.on, "Ngày cam kết")
    balance = locked(row.line)
    grants = list(promises().filter(line=row.line, pk__in=covering).select_for_update(of=("self",)))
    if len(grants) != len(set(covering)):
        raise DomainError(CHANGED)
    budget.contracted(balance, row.amount_dong, sum(grant.value_dong for grant in grants))
    keep(row, by=by, so_tien=row.amount_dong, so=row.document_number, khoan=len(grants))
    Grant.objects.filter(pk__in=[grant.pk for grant in grants]).update(commitment=row)
    return row


def _check_paid(line: BudgetLine, paid_on: date) -> None:
    check_not_future(paid_on, "Ngày chi")
    if problem := unfit(line.year, paid_on):
        raise DomainError(problem)


def _check_voucher(row: Disbursement) -> None:
    """The line is locked. The paper was not paid before, on this line or another."""
    standing = Written(row.ward_id, [row.line], [row.paid_on]).standing(row.line, row.voucher_number, row.paid_on, row.amount_dong)
    if standing:
        raise DomainError(f"{standing[:1].upper()}{standing[1:]} Kiểm tra lại; nếu là khoản khác, ghi thêm số thứ tự vào số chứng từ.")


@transaction.atomic
def disbursement_pay(row: Disbursement, *, by: User) -> Disbursement:
    """Pay for an activity or for something else with a reason. What goes to households is paid by ``grants_pay``."""
    check_can_work(by, row.ward_id, *row.codes)
    _check_paid(row.line, row.paid_on)
    if row.purpose == Purpose.GRANTS:
        raise DomainError("Chi cho hộ phải gắn với khoản hỗ trợ của hộ. Chọn các khoản hỗ trợ rồi ghi chi.")
    if row.activity is not None and row.activity.ward_id != row.ward_id:
        raise DomainError("Hoạt động không thuộc phường. Chọn lại trong danh sách.")
    if row.activity is not None:
        check_standing(row.activity)
    balance = locked(row.line)
    if row.commitment is None:
        budget.paid_direct(balance, row.amount_dong)
    else:
        _check_commitment(row.commitment, row)
        budget.paid_on_contract(balance, row.amount_dong, left_of(row.commitment), covered_by(row.commitment))
    _check_voucher(row)
    return keep(row, by=by, so_tien=row.amount_dong, chung_tu=row.voucher_number)


def _check_commitment(commitment: Commitment, row: Disbursement) -> None:
    """The line is locked: nobody voids the commitment between this and the payment."""
    commitment.refresh_from_db()
    check_standing(commitment)
    if commitment.line_id != row.line_id:
        raise DomainError("Cam kết thuộc dòng kinh phí khác. Chọn lại cam kết.")


@transaction.atomic
def grants_pay(line: BudgetLine, chosen: Collection[int], voucher: Voucher, *, by: User) -> Disbursement:
    """Pay decided grants of a line with one voucher: the amount is the sum of the grants. Grants that a commitment covers are paid on it,
    by a voucher of their own."""
    check_can_work(by, line.ward_id, *line.codes)
    _check_paid(line, voucher.paid_on)
    balance = locked(line)
    grants = list(unpaid_grants().filter(line=line, pk__in=chosen).select_for_update(of=("self",)).order_by("pk"))
    if not grants:
        raise DomainError("Chọn ít nhất một khoản hỗ trợ chưa chi.")
    if len(grants) != len(set(chosen)):
        raise DomainError(CHANGED)
    _check_decided(grants, voucher.paid_on)
    amount, commitment = sum(grant.value_dong for grant in grants), _one_commitment(grants)
    if commitment is None:
        budget.paid_promise(balance, amount)
    else:
        budget.paid_covered(balance, amount, left_of(commitment))
    row = Disbursement(
        ward=line.ward, line=line, purpose=Purpose.GRANTS, commitment=commitment, paid_on=voucher.paid_on, voucher_number=voucher.number,
        amount_dong=amount,
    )  # fmt: skip
    _check_voucher(row)
    keep(row, by=by, so_tien=amount, chung_tu=voucher.number, khoan=len(grants))
    Grant.objects.filter(pk__in=[grant.pk for grant in grants]).update(disbursement=row)
    return row


def _check_decided(grants: Collection[Grant], paid_on: date) -> None:
    last = max(grants, key=lambda grant: grant.decided_on)
    if paid_on < last.decided_on:
        raise DomainError(
            f"Ngày chi {format_dmy(paid_on)} sớm hơn ngày quyết định {format_dmy(last.decided_on)} của khoản hỗ trợ hộ "
            f"{last.household.code}. Sửa ngày chi, hoặc chi riêng khoản này."
        )


def _one_commitment(grants: Collection[Grant]) -> Commitment | None:
    keys = {grant.commitment_id for grant in grants}
    if len(keys) > 1:
        raise DomainError(MIXED)
    key = keys.pop()
    return None if key is None else Commitment.objects.get(pk=key)


@transaction.atomic
def commitment_void(row: Commitment, reason: str, *, version: int, by: User) -> Commitment:
    """A commitment was wrong or is called off; refused while payments on it count. Grants that it covered are promises again."""
    locked(row.line)
    row.grants.update(commitment=None)
    return void(row, reason, version=version, by=by)


@transaction.atomic
def disbursement_void(row: Disbursement, reason: str, *, version: int, by: User) -> Disbursement:
    """A payment was wrong. Its grants are unpaid again."""
    check_can_work(by, row.ward_id, *row.codes)
    locked(row.line)
    row.grants.update(disbursement=None)
    return void(row, reason, version=version, by=by)


@transaction.atomic
def settlement_close(row: Settlement, paper: Paper, *, version: int, by: User) -> Settlement:
    """Settle the year of a source: keep what was allocated and spent; from then on nothing is written in it."""
    check_can_work(by, row.ward_id, *row.codes)
    take(row, version)
    if row.state == SettlementState.CLOSED:
        raise DomainError(f"Năm {row.year} của nguồn này đã quyết toán.")
    check_not_future(paper.on, "Ngày quyết toán")
    lines = list(BudgetLine.objects.in_ward(row.ward_id).counting().filter(year=row.year, source=row.source).select_for_update())
    _check_after(lines, paper.on)
    found = budget.total(balances(lines).values())
    if found.committed != found.spent:
        raise DomainError(
            f"Còn {format_dong(found.committed - found.spent)} đã cam kết mà chưa chi. Ghi chi, hoặc hủy cam kết và các khoản hỗ trợ "
            "không trao, rồi quyết toán."
        )
    values = {
        "state": SettlementState.CLOSED,
        "closed_on": paper.on,
        "document_number": paper.number,
        "allocated_dong": found.allocated,
        "spent_dong": found.spent,
    }
    return change(row, values, version=row.version, by=by, viec="Quyết toán", so=paper.number, da_chi=found.spent)


def _check_after(lines: Collection[BudgetLine], on: date) -> None:
    """The year is settled after the last paper of it."""
    paid = Disbursement.objects.counting().filter(line__in=lines).order_by("-paid_on").first()
    given = AllocationEntry.objects.counting().filter(line__in=lines).order_by("-on").first()
    days = [(paid.paid_on, f"chứng từ chi {paid.voucher_number}")] if paid is not None else []
    days += [(given.on, f"văn bản {given.document_number}")] if given is not None else []
    last, what = max(days, default=(on, ""))
    if on < last:
        raise DomainError(f"Ngày quyết toán {format_dmy(on)} sớm hơn {what} ngày {format_dmy(last)}. Sửa ngày quyết toán.")


@transaction.atomic
def settlement_reopen(row: Settlement, reason: str, *, version: int, by: User) -> Settlement:
    """A settled year is opened again by an officer, with a reason that the log keeps."""
    if not by.may(Permission.EDIT_PLAN, row.ward_id):
        raise NotAllowed("Chỉ cán bộ LĐTBXH mở lại năm đã quyết toán. Đề nghị cán bộ LĐTBXH nếu cần sửa.")
    if row.state != SettlementState.CLOSED:
        raise DomainError("Năm này chưa quyết toán.")
    if not clean(reason):
        raise DomainError("Ghi lý do mở lại.")
    values = {"state": SettlementState.DRAFT, "closed_on": None, "document_number": "", "allocated_dong": None, "spent_dong": None}
    return change(row, values, version=version, by=by, viec="Mở lại năm đã quyết toán", ly_do=clean(reason))


def settlement_void(row: Settlement, reason: str, *, version: int, by: User) -> Settlement:
    """A settlement is never voided: it is opened again."""
    raise DomainError("Quyết toán không hủy được. Mở lại năm đã quyết toán nếu cần sửa.")
