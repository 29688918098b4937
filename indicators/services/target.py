"""Change what a target of a draft wants, take it out, bring it back. The version in force keeps its own."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.errors import DomainError, EditConflict
from camphucnam.kernel.text import clean
from indicators.models import Target
from indicators.policies import check_can_change
from indicators.rules.words import AssignedType, Comparison
from indicators.selectors.targets import target_stamp
from programs.services.lines import take_draft


@dataclass(frozen=True, slots=True)
class TargetData:
    """What is wanted, in words and numbers. Without a comparison there is no value: the figure is reported and never judged."""

    short_name: str
    name: str
    comparison: Comparison | None
    value: Decimal | None
    population_text: str
    assigned_type: AssignedType
    assigned_by: str
    assigned_document: str = ""


def _check(data: TargetData) -> None:
    if not clean(data.short_name) or not clean(data.name):
        raise DomainError("Chỉ tiêu phải có tên ngắn và lời văn.")
    if (data.comparison is None) != (data.value is None):
        raise DomainError("Có phép so sánh thì phải có mức giao, và ngược lại. Chỉ tiêu chỉ theo dõi thì để trống cả hai.")
    if data.value is not None and data.value < 0:
        raise DomainError("Mức giao không thể nhỏ hơn 0.")


def _check_standing(row: Target) -> None:
    if row.retired_on is not None:
        raise DomainError("Chỉ tiêu này đã bị bỏ khỏi dự thảo. Khôi phục rồi sửa.")


def _take(target: Target, stamp: int, by: User) -> Target:
    row = Target.objects.select_for_update(of=("self",)).select_related("indicator", "plan").get(pk=target.pk)
    check_can_change(by, row)
    if row.plan is not None:
        take_draft(row.plan)
    if target_stamp(row) != stamp:
        raise EditConflict("Chỉ tiêu này vừa được người khác thay đổi. Xem lại nội dung mới rồi sửa lại nếu vẫn cần.")
    return row


@transaction.atomic
def target_change(target: Target, data: TargetData, *, stamp: int, by: User) -> Target:
    """New words and numbers; EditConflict when the target is no longer what ``stamp`` says (``target_stamp``)."""
    row = _take(target, stamp, by)
    _check_standing(row)
    _check(data)
    before = {"muc_truoc": f"{row.comparison} {row.value if row.value is not None else ''}".strip()}
    row.short_name, row.name, row.population_text = clean(data.short_name), clean(data.name), clean(data.population_text)
    row.comparison, row.value = str(data.comparison or ""), data.value
    row.assigned_type, row.assigned_by = data.assigned_type, clean(data.assigned_by)
    row.assigned_document = clean(data.assigned_document)
    row.save()
    after = f"{row.comparison} {row.value if row.value is not None else ''}".strip()
    record(
        Action.PLAN_CHANGED, by=by, ward_id=row.ward_id, target=row, target_label=f"{row.code} năm {row.year}",
        viec="Sửa chỉ tiêu", muc=after, **before,
    )  # fmt: skip
    return row


@transaction.atomic
def target_retire(target: Target, *, stamp: int, by: User) -> Target:
    """The draft no longer wants it; what was entered for it under the version in force stays."""
    row = _take(target, stamp, by)
    _check_standing(row)
    row.retired_on = timezone.localdate()
    row.save(update_fields=["retired_on"])
    record(
        Action.PLAN_CHANGED, by=by, ward_id=row.ward_id, target=row, target_label=f"{row.code} năm {row.year}", viec="Bỏ chỉ tiêu"
    )  # fmt: skip
    return row


@transaction.atomic
def target_restore(target: Target, *, stamp: int, by: User) -> Target:
    """The draft wants it again, as it was when it was taken out."""
    row = _take(target, stamp, by)
    if row.retired_on is None:
        raise DomainError("Chỉ tiêu này đang có trong dự thảo.")
    row.retired_on = None
    row.save(update_fields=["retired_on"])
    record(
        Action.PLAN_CHANGED, by=by, ward_id=row.ward_id, target=row, target_label=f"{row.code} năm {row.year}", viec="Khôi phục chỉ tiêu"
    )  # fmt: skip
    return row
