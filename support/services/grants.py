"""Decide a grant, hand it over, cancel it, void it. How the household stood, and why an exception was made, is kept with it."""

from datetime import date

from django.db import transaction

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError, IllegalTransition, NotAllowed
from camphucnam.kernel.text import clean, inside
from households.models import Household
from programs.policies import check_can_work
from registers.services.keeping import change, check_household, check_member, check_not_future, check_standing, keep, void
from support.models import BudgetLine, Grant, GrantBatch, SupportingRow, TiedRow, tied_tables
from support.rules import budget
from support.rules.double_benefit import Record
from support.rules.words import GRANT_TRANSITIONS, GrantKind, GrantState
from support.selectors.budget import covered_by, left_of
from support.selectors.codes import contents_of_year
from support.selectors.prospects import Prospect, prospect_of
from support.selectors.tied import held_keys, holder_of
from support.services.lines import locked


class NotEligible(DomainError):
    """The household does not belong to those whom the support is for, and nobody said why it gets it all the same."""


class DoubleBenefit(DomainError):
    """The household has had something that excludes this support, and nobody said why it gets it all the same."""


def check_line(row: Grant | GrantBatch) -> None:
    """The source of a grant is money for the same code, of the year in which it is decided: what is decided later could be paid from
    that year's money no more and would keep it from being settled."""
    line = row.line
    _check_content(row)
    if line is not None and (line.ward_id != row.ward_id or line.code != row.code):
        raise DomainError(f"Nguồn kinh phí đã chọn dành cho {line.code}, không phải {row.code}. Chọn lại nguồn kinh phí.")
    if line is not None and row.decided_on < date(line.year, 1, 1):
        raise DomainError(f"Nguồn kinh phí của năm {line.year}, ngày quyết định {format_dmy(row.decided_on)} sớm hơn. Kiểm tra lại ngày.")
    if line is not None and row.decided_on > date(line.year, 12, 31):
        raise DomainError(
            f"Nguồn kinh phí của năm {line.year}, ngày quyết định {format_dmy(row.decided_on)} ở năm sau. Kiểm tra lại ngày, hoặc "
            f"chọn nguồn của năm {row.decided_on.year}."
        )


def _check_content(row: Grant | GrantBatch) -> None:
    """The content is one of the (sub-)project in the plan of the year, and no other one than the money is for."""
    paid_for = row.line.content if row.line is not None else ""
    if not row.content or row.content == paid_for:
        return
    if paid_for:
        raise DomainError("Nguồn kinh phí đã chọn dành cho nội dung khác. Chọn lại nguồn kinh phí hoặc nội dung.")
    if row.content not in contents_of_year(row.ward_id, row.decided_on.year).get(row.code, []):
        raise DomainError(f"Kế hoạch năm {row.decided_on.year} không có nội dung này ở {row.code}. Chọn lại nội dung.")


def tidy(row: Grant | GrantBatch) -> None:
    """Money has no item, and what comes from a source has no donor; money of one content is given for that content."""
    if row.line is not None and row.line.content:
        row.content = row.line.content
    if row.kind == GrantKind.CASH:
        row.item, row.unit, row.quantity = "", "", None
    if row.line is not None:
        row.donor = ""


def settle(row: Grant, prospect: Prospect, *, by: User) -> None:
    """Keep the prospect with the grant; NotEligible and DoubleBenefit without a reason, which only an officer may give."""
    row.is_eligible, row.basis, row.conflict = prospect.is_eligible, prospect.basis, prospect.conflict
    row.class_then, row.window_then = prospect.class_then, prospect.window_then
    if row.is_eligible:
        row.override_reason = ""
    elif not clean(row.override_reason):
        raise NotEligible(f"Hộ {row.household.code}: {prospect.obstacle} Nếu vẫn hỗ trợ, cán bộ LĐTBXH ghi lý do.")
    explain_conflict(row, row.household)
    if (row.override_reason or row.conflict_reason) and not by.may(Permission.EDIT_PLAN, row.ward_id):
        raise NotAllowed("Chỉ cán bộ LĐTBXH được cho hỗ trợ ngoài đối tượng hoặc trùng hỗ trợ. Đề nghị cán bộ LĐTBXH ghi khoản này.")


def explain_conflict(row: Grant | SupportingRow, home: Household) -> None:
    """What speaks against the row stands with the reason; DoubleBenefit without one."""
    row.conflict_reason = clean(row.conflict_reason) if row.conflict else ""
    if row.conflict and not row.conflict_reason:
        raise DoubleBenefit(f"Hộ {home.code} có thể trùng hỗ trợ. {row.conflict} Nếu vẫn hỗ trợ, cán bộ LĐTBXH ghi lý do.")


@transaction.atomic
def grant_decide(row: Grant, *, by: User, record: Record | None = None) -> Grant:
    """A new grant, decided on a day. Money of a source is promised from then on; Overspent when there is not enough.
    ``record``: the row of a register to which it belongs, if any."""
    check_can_work(by, row.ward_id, *row.codes)
    if row.member is not None:
        check_member(row.member, row.ward_id, row.decided_on)
        row.household = row.member.household
    check_household(row.household, row.ward_id)
    check_not_future(row.decided_on, "Ngày quyết định")
    check_line(row)
    tidy(row)
    prospect = prospect_of(
        row.household, row.member, row.code, row.decided_on, content=row.content, whole=row.part_of_id or 0, record=record
    )
    settle(row, prospect, by=by)
    if row.line is not None:
        _bind(row, row.line)
    row.state = GrantState.PLANNED
    return keep(row, by=by, ma=row.code, hinh_thuc=GrantKind.label_of(row.kind), thuoc_doi_tuong=row.is_eligible, trung=bool(row.conflict))


def _bind(row: Grant, line: BudgetLine) -> None:
    """The money of the line is promised, or the commitment under which it is bought covers it."""
    balance = locked(line)
    if row.commitment is None:
        budget.promised(balance, row.value_dong or 0)
        return
    row.commitment.refresh_from_db()
    check_standing(row.commitment)
    if row.commitment.line_id != line.pk:
        raise DomainError("Cam kết thuộc dòng kinh phí khác. Chọn lại cam kết.")
    budget.covered(balance, row.value_dong or 0, left_of(row.commitment) - covered_by(row.commitment))


def _move(row: Grant, state: GrantState) -> None:
    before = GrantState(row.state)
    if state not in GRANT_TRANSITIONS[before]:
        raise IllegalTransition(f"Khoản hỗ trợ đang ở “{before.label}” nên không chuyển sang “{state.label}” được.")


def _check_alone(row: Grant, holder: TiedRow | None) -> None:
    """A grant on which a row of a register hangs moves with that row only."""
    found = holder_of(row)
    if found is not None and found != holder:
        raise DomainError(
            f"Khoản hỗ trợ này gắn với dòng “{inside(found.WORD)}” của hộ {row.household.code}. Ghi bước tiếp theo hoặc hủy dòng đó ở sổ; "
            "khoản hỗ trợ đi theo."
        )


@transaction.atomic
def grant_hand_over(row: Grant, on: date, receiver: str, *, version: int, by: User, holder: TiedRow | None = None) -> Grant:
    """It was handed over on a day; one on which a row of a register hangs, through that row (``holder``)."""
    _check_alone(row, holder)
    check_not_future(on, "Ngày trao")
    _move(row, GrantState.GIVEN)
    values = {"state": GrantState.GIVEN, "given_on": on, "receiver": clean(receiver)}
    return change(row, values, version=version, by=by, viec="Trao", ngay=format_dmy(on))


def _check_unpaid(row: Grant, what: str) -> None:
    if row.line is not None:
        locked(row.line)
    row.refresh_from_db(fields=["disbursement"])
    if row.disbursement is not None:
        raise DomainError(f"Khoản hỗ trợ đã chi theo chứng từ {row.disbursement.voucher_number}. Hủy khoản chi trước rồi {what}.")


@transaction.atomic
def grant_cancel(row: Grant, reason: str, *, version: int, by: User) -> Grant:
    """It is not handed over; promised money is free again."""
    _check_alone(row, None)
    _move(row, GrantState.CANCELLED)
    _check_unpaid(row, "ghi không trao")
    reason = clean(reason)
    if not reason:
        raise DomainError("Ghi lý do không trao.")
    values = {"state": GrantState.CANCELLED, "cancel_reason": reason, "commitment": None}
    return change(row, values, version=version, by=by, viec="Không trao", ly_do=reason)


@transaction.atomic
def grant_void(row: Grant, reason: str, *, version: int, by: User, holder: TiedRow | None = None) -> Grant:
    """The grant was written wrongly; refused once it is paid. One on which a row of a register hangs is voided through that row."""
    _check_alone(row, holder)
    _check_unpaid(row, "hủy dòng này")
    return void(row, reason, version=version, by=by)


@transaction.atomic
def batch_hand_over(batch: GrantBatch, on: date, *, version: int, by: User) -> int:
    """Every decided grant of a list was handed over on a day; how many. Those on which a row of a register hangs wait for that row."""
    check_can_work(by, batch.ward_id, *batch.codes)
    check_standing(batch)
    change(batch, {}, version=version, by=by, viec="Trao cả đợt", ngay=format_dmy(on))
    planned = batch.grants.counting().filter(state=GrantState.PLANNED).exclude(held_keys(tied_tables()))
    rows = list(planned.select_related("household", "line", "member"))
    if not rows:
        raise DomainError("Đợt này không còn khoản nào chờ trao.")
    for row in rows:
        grant_hand_over(row, on, "", version=row.version, by=by)
    return len(rows)
