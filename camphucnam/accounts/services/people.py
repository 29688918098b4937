"""Add people, change them, give and end their roles."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from camphucnam.accounts import journal, policies
from camphucnam.accounts.models import RoleGrant, User, Ward
from camphucnam.accounts.roles import Role
from camphucnam.accounts.services.passwords import set_temporary_password
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError, EditConflict
from camphucnam.kernel.text import clean

DESCRIPTION = {"full_name": "họ và tên", "email": "thư điện tử", "phone": "điện thoại"}


def _first_message(error: ValidationError) -> str:
    return str(error.messages[0])


@transaction.atomic
def add_person(
    *, username: str, full_name: str, email: str, phone: str, ward: Ward, role: Role, from_on: date, to_on: date | None, by: User
) -> tuple[User, str]:
    """A person with a first role. Returns the person and the nonce of the temporary password (see passwords)."""
    policies.check_can_manage_in(by, ward.pk)
    try:
        person = User.objects.create_user(username, full_name=clean(full_name), email=email, phone=phone)
    except ValidationError as error:
        raise DomainError(_first_message(error)) from None
    journal.record("person_added", by=by, ward_id=ward.pk, target=person, ten_dang_nhap=person.username)
    grant_role(person, ward=ward, role=role, from_on=from_on, to_on=to_on, by=by)
    return person, set_temporary_password(person, ward_id=ward.pk, by=by)


@transaction.atomic
def change_person(person: User, *, full_name: str, email: str, phone: str, version: int, ward: Ward, by: User) -> None:
    """Change what describes a person; EditConflict when somebody else did since ``version``."""
    policies.check_can_change(by, person)
    new = {"full_name": clean(full_name), "email": email, "phone": phone}
    changed = [DESCRIPTION[name] for name, value in new.items() if getattr(person, name) != value]
    _update_guarded(person, version, **new)
    journal.record("person_changed", by=by, ward_id=ward.pk, target=person, thay_doi=changed)


@transaction.atomic
def set_active(person: User, *, active: bool, version: int, ward: Ward, by: User) -> None:
    """Lock or unlock an account; locking ends its sessions at their next request."""
    policies.check_can_lock(by, person)
    _update_guarded(person, version, is_active=active)
    journal.record("person_changed", by=by, ward_id=ward.pk, target=person, thay_doi=["mở khóa" if active else "khóa"])


def _update_guarded(person: User, version: int, **values: object) -> None:
    if not User.objects.filter(pk=person.pk, version=version).update(version=F("version") + 1, **values):
        raise EditConflict(
            "Người khác vừa sửa tài khoản này. Những gì đã nhập vẫn còn dưới đây; xem lại rồi lưu lần nữa nếu vẫn muốn ghi đè."
        )
    person.refresh_from_db()


@transaction.atomic
def grant_role(person: User, *, ward: Ward, role: Role, from_on: date, to_on: date | None, by: User) -> RoleGrant:
    """Give a role in a ward from a day until a day (both inside). The same role twice over the same days is refused."""
    policies.check_can_manage_in(by, ward.pk)
    User.objects.select_for_update().get(pk=person.pk)
    overlap = Q(to_on__isnull=True) | Q(to_on__gte=from_on)
    if to_on is not None:
        overlap &= Q(from_on__lte=to_on)
    same = RoleGrant.objects.filter(overlap, user=person, ward=ward, role=role).first()
    if same is not None:
        until = f"đến hết {format_dmy(same.to_on)}" if same.to_on else "không thời hạn"
        raise DomainError(f"{person.full_name} đã có vai trò {role.label} từ {format_dmy(same.from_on)} {until}. Chọn ngày khác.")
    grant = RoleGrant(user=person, ward=ward, role=role, from_on=from_on, to_on=to_on)
    try:
        grant.full_clean()
    except ValidationError as error:
        raise DomainError(_first_message(error)) from None
    grant.save()
    journal.record(
        "role_granted",
        by=by,
        ward_id=ward.pk,
        target=person,
        vai_tro=role.label,
        tu_ngay=format_dmy(from_on),
        den_het_ngay=format_dmy(to_on),
    )
    return grant


@transaction.atomic
def end_role(grant: RoleGrant, *, by: User) -> None:
    """End a role as of today: it held until yesterday. One that has not begun yet is taken back whole."""
    grant = RoleGrant.objects.select_for_update().select_related("user").get(pk=grant.pk)
    policies.check_can_end(by, grant)
    today = timezone.localdate()
    if grant.to_on is not None and grant.to_on < today:
        raise DomainError("Vai trò này đã hết hạn từ trước, không cần thu.")
    yesterday = date.fromordinal(today.toordinal() - 1)
    if grant.from_on > yesterday:
        grant.delete()
    else:
        grant.to_on = yesterday
        grant.save(update_fields=["to_on"])
    journal.record(
        "role_ended", by=by, ward_id=grant.ward_id, target=grant.user, vai_tro=Role(grant.role).label, den_het_ngay=format_dmy(yesterday)
    )
