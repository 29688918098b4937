"""Add a target to a draft, change what it wants, take it out, bring it back. The version in force keeps its own."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.errors import DomainError, EditConflict
from camphucnam.kernel.numbers import format_decimal
from camphucnam.kernel.text import clean
from indicators.models import Indicator, Target
from indicators.policies import check_can_add, check_can_change
from indicators.rules.measures import MEASURES
from indicators.rules.words import AssignedType, Comparison
from indicators.selectors.targets import target_stamp
from programs.models import Plan
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


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new target measures: registered measures, in per cent where there is a denominator. ``unit`` names what is counted where
    there is none; ``agency`` is the code of whoever enters what the register does not hold."""

    numerator: str
    denominator: str
    unit: str
    dimension: str
    agency: str = ""


PER_CENT = "%"


def _check_wanted(wanted: Wanted) -> None:
    names = [name for name in (wanted.numerator, wanted.denominator) if name]
    if not wanted.numerator or any(name not in MEASURES for name in names):
        raise DomainError("Chọn số liệu đo chỉ tiêu trong danh sách.")
    if wanted.numerator == wanted.denominator:
        raise DomainError("Tử số và mẫu số phải khác nhau. Chọn lại, hoặc để trống mẫu số nếu chỉ tiêu là một con số.")
    if not wanted.denominator and not clean(wanted.unit):
        raise DomainError("Ghi đơn vị tính, ví dụ hộ, người, mô hình.")
    if not wanted.agency and any(MEASURES[name].is_entered for name in names):
        raise DomainError("Số liệu này do đơn vị báo. Chọn đơn vị báo số liệu.")


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


def _indicator(ward_id: int, wanted: Wanted) -> Indicator:
    code = "/".join(filter(None, (wanted.numerator, wanted.denominator)))
    unit = PER_CENT if wanted.denominator else clean(wanted.unit)
    values = {
        "dimension": clean(wanted.dimension), "unit": unit, "numerator": wanted.numerator, "denominator": wanted.denominator,
    }  # fmt: skip
    found, _ = Indicator.objects.get_or_create(ward_id=ward_id, code=code, defaults=values)
    if found.retired_on is not None:
        found.retired_on = None
        found.save(update_fields=["retired_on"])
    if found.unit != unit:
        raise DomainError(f"Số liệu này đang tính theo đơn vị “{found.unit}”. Ghi đơn vị tính là {found.unit}.")
    return found


@transaction.atomic
def target_add(plan: Plan, wanted: Wanted, data: TargetData, *, by: User) -> Target:
    """A target more in a draft, with the next code of the year: a code that any version had is not given again."""
    check_can_add(by, plan)
    take_draft(plan)
    _check_wanted(wanted)
    _check(data)
    of_year = Target.objects.in_ward(plan.ward_id).filter(year=plan.year)
    numbers = [int(code[1:]) for code in of_year.values_list("code", flat=True) if code[1:].isdecimal()]
    row = Target(
        plan=plan, ward_id=plan.ward_id, year=plan.year, code=f"T{max(numbers, default=0) + 1:02d}",
        order=(of_year.filter(plan=plan).aggregate(last=Max("order"))["last"] or 0) + 1,
        indicator=_indicator(plan.ward_id, wanted), source_agency_code=wanted.agency,
        source_document=f"Kế hoạch năm {plan.year} của phường, lần {plan.version_number}",
    )  # fmt: skip
    _fill(row, data)
    row.save()
    _log(row, "Thêm chỉ tiêu", by, muc=_level(row))
    return row


def _fill(row: Target, data: TargetData) -> None:
    row.short_name, row.name, row.population_text = clean(data.short_name), clean(data.name), clean(data.population_text)
    row.comparison, row.value = str(data.comparison or ""), data.value
    row.assigned_type, row.assigned_by = data.assigned_type, clean(data.assigned_by)
    row.assigned_document = clean(data.assigned_document)


def _level(row: Target) -> str:
    sign = Comparison(row.comparison).label if row.comparison else ""
    return f"{sign} {format_decimal(row.value, 2) if row.value is not None else ''}".strip()


def _log(row: Target, what: str, by: User, **details: str) -> None:
    record(
        Action.PLAN_CHANGED, by=by, ward_id=row.ward_id, target=row, target_label=f"{row.code} năm {row.year}", viec=what, **details
    )  # fmt: skip


@transaction.atomic
def target_change(target: Target, data: TargetData, *, stamp: int, by: User) -> Target:
    """New words and numbers; EditConflict when the target is no longer what ``stamp`` says (``target_stamp``)."""
    row = _take(target, stamp, by)
    _check_standing(row)
    _check(data)
    before = _level(row)
    _fill(row, data)
    row.save()
    _log(row, "Sửa chỉ tiêu", by, muc=_level(row), muc_truoc=before)
    return row


@transaction.atomic
def target_retire(target: Target, *, stamp: int, by: User) -> Target:
    """The draft no longer wants it; what was entered for it under the version in force stays."""
    row = _take(target, stamp, by)
    _check_standing(row)
    row.retired_on = timezone.localdate()
    row.save(update_fields=["retired_on"])
    _log(row, "Bỏ chỉ tiêu", by)
    return row


@transaction.atomic
def target_restore(target: Target, *, stamp: int, by: User) -> Target:
    """The draft wants it again, as it was when it was taken out."""
    row = _take(target, stamp, by)
    if row.retired_on is None:
        raise DomainError("Chỉ tiêu này đang có trong dự thảo.")
    row.retired_on = None
    row.save(update_fields=["retired_on"])
    _log(row, "Khôi phục chỉ tiêu", by)
    return row
