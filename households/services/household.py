"""Add, change and move households."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from camphucnam.accounts.models import User, Ward
from camphucnam.accounts.models.ward import AreaType
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.dates import day_before, format_dmy
from camphucnam.kernel.errors import DomainError
from households.models import Household, HouseholdStay, ResidentialGroup
from households.services.guarding import take_version
from households.services.member import MemberData, member_write, renew_names
from households.services.naming import apply_names, new_codes


@dataclass(frozen=True, slots=True)
class HouseholdData:
    """A household as typed, without its people, group and class."""

    address: str = ""
    phone: str = ""
    area_type: str = AreaType.URBAN
    is_ethnic_minority: bool | None = None
    lacks_labour: bool | None = None
    has_merit_person: bool | None = None
    poverty_causes: str = ""
    note: str = ""


def _check_group(group: ResidentialGroup, ward_id: int, on: date | None) -> None:
    if group.ward_id != ward_id:
        raise DomainError("Tổ dân phố này không thuộc phường.")
    if group.to_on is not None and (on is None or on > group.to_on):
        raise DomainError(f"{group.name} chỉ hoạt động đến hết {format_dmy(group.to_on)}. Chọn tổ khác.")


def _log(action: Action, household: Household, by: User, **details: object) -> None:
    record(
        action, by=by, ward_id=household.ward_id, target=household, target_label=household.code, household_code=household.code, **details
    )


@transaction.atomic
def household_add(
    ward: Ward,
    group: ResidentialGroup,
    data: HouseholdData,
    people: Sequence[MemberData],
    *,
    by: User,
    code: str = "",
    since: date | None = None,
) -> Household:
    """Add a household with its head (the first of ``people``) and members; the code is given out when none is typed."""
    _check_group(group, ward.pk, since)
    if not people:
        raise DomainError("Hộ phải có chủ hộ. Nhập họ và tên chủ hộ.")
    code = code or new_codes(group)[0]
    if Household.objects.in_ward(ward.pk).filter(code=code).exists():
        raise DomainError(f"Phường đã có hộ mang mã {code}. Nhập mã khác hoặc để trống để hệ thống đặt mã.")
    household = Household(ward=ward, group=group, code=code, created_by=by, **asdict(data))
    apply_names(household, people[0].full_name, [person.full_name for person in people]).save()
    HouseholdStay.objects.create(household=household, group=group, from_on=since)
    for order, person in enumerate(people):
        member_write(household, person, is_head=order == 0, sort_order=order)
    _log(Action.HOUSEHOLD_ADDED, household, by, to=group.name, so_nhan_khau=len(people))
    return household


@transaction.atomic
def household_change(household: Household, data: HouseholdData, *, version: int, by: User) -> Household:
    """Change what is recorded about a household; EditConflict when somebody else did so first."""
    take_version(household, version)
    values = asdict(data)
    names = [name for name, value in values.items() if getattr(household, name) != value]
    changed = [str(getattr(Household._meta.get_field(name), "verbose_name", name)) for name in names]
    for name, value in values.items():
        setattr(household, name, value)
    household.save(update_fields=list(values))
    renew_names(household)
    _log(Action.HOUSEHOLD_CHANGED, household, by, muc_da_sua=changed)
    return household


@transaction.atomic
def household_move(household: Household, group: ResidentialGroup, *, on: date, version: int, by: User) -> None:
    """The household lives in another group from ``on`` on; the history keeps where it lived before."""
    take_version(household, version)
    _check_group(group, household.ward_id, on)
    if group.pk == household.group_id:
        raise DomainError(f"Hộ đang ở {group.name}. Chọn tổ khác.")
    stay = HouseholdStay.objects.filter(household=household, to_on__isnull=True).first()
    if stay is not None and stay.from_on is not None and on <= stay.from_on:
        raise DomainError(f"Ngày chuyển phải sau ngày {format_dmy(stay.from_on)}, ngày hộ bắt đầu ở tổ hiện tại.")
    old = household.group
    if stay is not None:
        stay.to_on = day_before(on)
        stay.save(update_fields=["to_on"])
    HouseholdStay.objects.create(household=household, group=group, from_on=on)
    household.group = group
    household.save(update_fields=["group"])
    _log(Action.HOUSEHOLD_CHANGED, household, by, viec="Chuyển tổ", tu_to=old.name, den_to=group.name, tu_ngay=format_dmy(on))
