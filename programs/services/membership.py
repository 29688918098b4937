"""Put people into agencies, and end it."""

from datetime import date

from django.db import transaction

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError, NotAllowed
from programs.models import Agency, AgencyMembership


def _check(by: User, agency: Agency) -> None:
    if not by.may(Permission.MANAGE_PEOPLE, agency.ward_id):
        raise NotAllowed("Chỉ người quản trị được đưa người vào đơn vị hoặc cho thôi.")


@transaction.atomic
def membership_add(agency: Agency, user: User, from_on: date, *, is_lead_contact: bool = False, by: User) -> AgencyMembership:
    """The person belongs to the agency from ``from_on``. Refused while the person belongs to it already or holds no role in the ward."""
    _check(by, agency)
    if agency.retired_on is not None:
        raise DomainError(f"{agency.name} không còn trong kế hoạch. Chọn đơn vị khác.")
    if not user.grants.filter(ward=agency.ward_id).exists():
        raise DomainError(f"{user.full_name} chưa có vai trò nào ở phường này. Giao vai trò trước, rồi đưa vào đơn vị.")
    earlier = AgencyMembership.objects.filter(agency=agency, user=user)
    if earlier.filter(to_on__isnull=True).exists() or earlier.filter(to_on__gte=from_on).exists():
        raise DomainError(f"{user.full_name} đã thuộc {agency.name} vào ngày {format_dmy(from_on)}.")
    membership = AgencyMembership.objects.create(agency=agency, user=user, from_on=from_on, is_lead_contact=is_lead_contact)
    record(Action.MEMBERSHIP_STARTED, by=by, ward_id=agency.ward_id, target=user, don_vi=agency.name, tu_ngay=format_dmy(from_on))
    return membership


@transaction.atomic
def membership_end(membership: AgencyMembership, last_day: date, *, by: User) -> AgencyMembership:
    """The person belongs to the agency until ``last_day``, that day inside."""
    _check(by, membership.agency)
    if membership.to_on is not None:
        raise DomainError(f"Người này đã thôi thuộc đơn vị từ sau ngày {format_dmy(membership.to_on)}.")
    if last_day < membership.from_on:
        raise DomainError(f"Ngày kết thúc phải từ ngày bắt đầu ({format_dmy(membership.from_on)}) trở đi.")
    membership.to_on = last_day
    membership.save(update_fields=["to_on"])
    record(
        Action.MEMBERSHIP_ENDED, by=by, ward_id=membership.agency.ward_id, target=membership.user,
        don_vi=membership.agency.name, den_het_ngay=format_dmy(last_day),
    )  # fmt: skip
    return membership
