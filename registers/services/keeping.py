"""What every write in a register shares: who may, what the database would refuse, the version, the log."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError, EditConflict
from camphucnam.kernel.numbers import format_dong
from camphucnam.kernel.text import clean, fold
from households.models import Household, Member
from programs.policies import check_can_work
from registers.models import Kept
from registers.selectors import paid_for
from registers.services.needs import release

Row = TypeVar("Row", bound=Kept)
OFFICE = frozenset({"ward", "recorded_by", "voided_by"})
"""Relations of a row that lead to no household."""


def check_not_future(day: date | None, what: str) -> None:
    """A fact is recorded when it has happened."""
    if day is not None and day > timezone.localdate():
        raise DomainError(f"{what} không thể sau hôm nay.")


def check_member(member: Member, ward_id: int, on: date) -> None:
    """The person belonged to a household of the ward on the day."""
    if member.ward_id != ward_id:
        raise DomainError("Người này không thuộc phường. Chọn lại trong danh sách gợi ý.")
    joined = member.joined_on is None or member.joined_on <= on
    if not joined or (member.left_on is not None and member.left_on <= on):
        raise DomainError(f"{member.full_name} không ở trong hộ vào ngày {format_dmy(on)}. Kiểm tra lại ngày hoặc người.")


def check_household(household: Household, ward_id: int) -> None:
    """The household belongs to the ward."""
    if household.ward_id != ward_id:
        raise DomainError("Hộ này không thuộc phường. Chọn lại trong danh sách gợi ý.")


def check_standing(row: Kept) -> None:
    """Nothing hangs itself on a voided row."""
    if row.is_voided:
        raise DomainError(f"{row.WORD} này đã bị hủy nên không ghi thêm được.")


def check_constraints(row: Kept) -> None:
    """DomainError in the words of the constraint that the database would refuse the row by."""
    try:
        row.validate_constraints()
    except ValidationError as error:
        raise DomainError(" ".join(error.messages)) from None


def code_of(row: Kept) -> str:
    """Code of the household that the row is about; empty for rows about none, and for rows of a confidential register."""
    if row.CONFIDENTIAL:
        return ""
    for field in row._meta.concrete_fields:
        found = getattr(row, field.name) if field.is_relation and field.name not in OFFICE else None
        if isinstance(found, Member):
            return found.household.code
        if isinstance(found, Household):
            return found.code
        if isinstance(found, Kept) and (code := code_of(found)):
            return code
    return ""


def log(action: Action, row: Kept, by: User, **details: object) -> None:
    """One line of the log, without names: what the row is called and its household. Reasons are typed freely and may name somebody: a
    confidential register keeps them on the row alone."""
    if row.CONFIDENTIAL:
        details.pop("ly_do", None)
    record(action, by=by, ward_id=row.ward_id, target=row, target_label=row.WORD, household_code=code_of(row), **details)


@transaction.atomic
def keep(row: Row, *, by: User, **details: object) -> Row:
    """Write a new row; NotAllowed for whoever does not keep the register, DomainError in the words of the constraint."""
    check_can_work(by, row.ward_id, *row.codes)
    return write(row, by=by, **details)


def write(row: Row, *, by: User, **details: object) -> Row:
    """Write a new row for somebody whose right the caller has asked."""
    row.recorded_by = by
    if hasattr(row, "search_text"):
        row.search_text = fold(str(row))
    check_constraints(row)
    row.save()
    log(Action.WORK_RECORDED, row, by, **details)
    return row


@transaction.atomic
def change(row: Row, values: Mapping[str, object], *, version: int, by: User, **details: object) -> Row:
    """Write new values of a row whose version is known; EditConflict when somebody else wrote first."""
    check_can_work(by, row.ward_id, *row.codes)
    take(row, version)
    check_standing(row)
    for name, value in values.items():
        setattr(row, name, value)
    check_constraints(row)
    row.save(update_fields=list(values))
    log(Action.WORK_CHANGED, row, by, **details)
    return row


def take(row: Kept, version: int) -> None:
    """Compare-and-set of the version, and the row's lock: exactly one of two writers passes."""
    changed = type(row).objects.filter(pk=row.pk, version=version).update(version=F("version") + 1)
    row.refresh_from_db()
    if not changed:
        raise EditConflict(
            f"{row.WORD} này vừa được người khác thay đổi, nên lần ghi của bạn chưa được lưu. Xem lại nội dung mới rồi ghi lại nếu vẫn cần."
        )


@transaction.atomic
def void(row: Row, reason: str, *, version: int, by: User) -> Row:
    """The row no longer counts and stays readable with the reason; needs that it met wait again. Refused while rows that hang on it
    count."""
    check_can_work(by, row.ward_id, *row.codes)
    take(row, version)
    if row.is_voided:
        raise DomainError(f"{row.WORD} này đã bị hủy trước đó.")
    if any(getattr(row, name).counting().exists() for name in row.PARTS):
        raise DomainError(f"{row.WORD} này còn các dòng ghi kèm. Hủy các dòng đó trước.")
    if paid := paid_for(row):
        raise DomainError(f"{row.WORD} này đã chi {format_dong(paid)} theo chứng từ. Hủy khoản chi ở trang Kinh phí trước.")
    row.voided_at, row.voided_by, row.void_reason = timezone.now(), by, clean(reason)
    if not row.void_reason:
        raise DomainError("Ghi lý do hủy.")
    row.save(update_fields=["voided_at", "voided_by", "void_reason"])
    log(Action.WORK_VOIDED, row, by, ly_do=row.void_reason)
    if row.HELPED:
        release(row, by=by)
    return row
