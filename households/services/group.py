"""Residential groups and who leads them."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max, Q

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.text import clean, fold
from households.models import GroupLeadership, Household, ResidentialGroup


def _log(group: ResidentialGroup, by: User, **details: Any) -> None:
    record(Action.GROUP_CHANGED, by=by, ward_id=group.ward_id, target=group, target_label=group.name, **details)


def _check_unique(group: ResidentialGroup) -> None:
    others = ResidentialGroup.objects.in_ward(group.ward_id).exclude(pk=group.pk)
    if others.filter(code=group.code).exists():
        raise DomainError(f"Phường đã có tổ mang mã {group.code}. Nhập mã khác.")
    if others.filter(folded_name=group.folded_name).exists():
        raise DomainError(f"Phường đã có tổ mang tên {group.name}. Nhập tên khác.")


def _check_days(from_on: date | None, to_on: date | None) -> None:
    if from_on and to_on and to_on < from_on:
        raise DomainError(f"Ngày kết thúc phải từ ngày {format_dmy(from_on)} trở đi.")


@transaction.atomic
def group_add(ward: Ward, *, code: str, name: str, from_on: date | None, by: User, sort_order: int | None = None) -> ResidentialGroup:
    """Add a group at the end of the printed order unless a place is given."""
    if sort_order is None:
        sort_order = (ResidentialGroup.objects.in_ward(ward.pk).aggregate(last=Max("sort_order"))["last"] or 0) + 1
    group = ResidentialGroup(ward=ward, code=clean(code), name=clean(name), folded_name=fold(name), sort_order=sort_order, from_on=from_on)
    _check_unique(group)
    group.save()
    _log(group, by, viec="Thêm tổ", ma=group.code)
    return group


@transaction.atomic
def group_change(group: ResidentialGroup, *, name: str, sort_order: int, by: User) -> ResidentialGroup:
    """Rename a group or give it another place in the printed order; the code stays."""
    before = group.name
    group.name, group.folded_name, group.sort_order = clean(name), fold(name), sort_order
    _check_unique(group)
    group.save(update_fields=["name", "folded_name", "sort_order"])
    _log(group, by, viec="Sửa tổ", ten_cu=before, ten_moi=group.name, thu_tu=sort_order)
    return group


@transaction.atomic
def group_end(group: ResidentialGroup, *, to_on: date, successor: ResidentialGroup | None, by: User) -> None:
    """The group exists until the end of ``to_on``. Households must have been moved out before."""
    _check_days(group.from_on, to_on)
    if successor is not None and (successor.pk == group.pk or successor.ward_id != group.ward_id):
        raise DomainError("Tổ tiếp nhận phải là một tổ khác của phường.")
    n_left = Household.objects.filter(group=group).count()
    if n_left:
        raise DomainError(f"{group.name} còn {n_left} hộ. Chuyển các hộ này sang tổ khác trước khi kết thúc tổ.")
    group.to_on, group.successor = to_on, successor
    group.save(update_fields=["to_on", "successor"])
    GroupLeadership.objects.filter(Q(to_on__isnull=True) | Q(to_on__gt=to_on), group=group, from_on__lte=to_on).update(to_on=to_on)
    _log(group, by, viec="Kết thúc tổ", den_het=format_dmy(to_on), to_tiep_nhan=successor.name if successor else "")


@transaction.atomic
def leadership_add(user: User, group: ResidentialGroup, *, from_on: date, to_on: date | None, by: User) -> GroupLeadership:
    """The person leads the group from a day, until a day (both inside)."""
    _check_days(from_on, to_on)
    overlapping = GroupLeadership.objects.filter(Q(to_on__isnull=True) | Q(to_on__gte=from_on), user=user, group=group)
    if to_on is not None:
        overlapping = overlapping.filter(from_on__lte=to_on)
    if overlapping.exists():
        raise DomainError(f"{user.full_name} đã phụ trách {group.name} trong thời gian này.")
    leadership = GroupLeadership.objects.create(user=user, group=group, from_on=from_on, to_on=to_on)
    _log(group, by, viec="Giao phụ trách tổ", nguoi=user.full_name, tu_ngay=format_dmy(from_on), den_het=format_dmy(to_on))
    return leadership


@transaction.atomic
def leadership_end(leadership: GroupLeadership, *, to_on: date, by: User) -> None:
    """The person leads the group until the end of ``to_on``."""
    _check_days(leadership.from_on, to_on)
    leadership.to_on = to_on
    leadership.save(update_fields=["to_on"])
    _log(leadership.group, by, viec="Thôi phụ trách tổ", nguoi=leadership.user.full_name, den_het=format_dmy(to_on))
