"""Keep the directory of agencies: names, other names, contacts. Nothing is removed; what no longer holds is retired."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError, EditConflict
from camphucnam.kernel.text import clean, fold
from programs.models import Agency, AgencyAlias, AgencyContact
from programs.policies import check_can_edit_agencies
from programs.rules.words import AgencyKind
from programs.selectors.owners import work_held


@dataclass(frozen=True, slots=True)
class NewAgency:
    """Code, name, kind, and whether it is asked rather than ordered."""

    code: str
    name: str
    kind: AgencyKind
    is_requested: bool = False


@dataclass(frozen=True, slots=True)
class NewContact:
    """Whom to ask for, and how."""

    name: str
    position: str = ""
    phone: str = ""
    email: str = ""


def _log(agency: Agency, by: User, **details: str) -> None:
    record(Action.PLAN_CHANGED, by=by, ward_id=agency.ward_id, target=agency, target_label=agency.name, **details)


@transaction.atomic
def agency_add(ward: Ward, values: NewAgency, *, by: User) -> Agency:
    """An agency that the plan's file does not name; a load leaves it alone. Its code is given once."""
    check_can_edit_agencies(by, ward.pk)
    code, name = clean(values.code).upper(), clean(values.name)
    if not code or not name:
        raise DomainError("Nhập mã và tên đơn vị.")
    last = Agency.objects.filter(ward=ward).aggregate(last=Max("order"))["last"] or 0
    agency = Agency(ward=ward, code=code, name=name, kind=values.kind, is_requested=values.is_requested, order=last + 1)
    try:
        agency.validate_constraints()
    except ValidationError as error:
        raise DomainError(" ".join(error.messages)) from None
    agency.save()
    _log(agency, by, viec="Thêm đơn vị", ma=code)
    return agency


@transaction.atomic
def agency_change(agency: Agency, name: str, kind: AgencyKind, *, is_requested: bool, version: int, by: User) -> Agency:
    """Another name or kind; the name until now stays as another name, so that older documents are still understood."""
    _take(agency, version, by)
    name, before = clean(name), agency.name
    if not name:
        raise DomainError("Nhập tên đơn vị.")
    agency.name, agency.kind, agency.is_requested, agency.is_edited = name, kind, is_requested, True
    agency.save(update_fields=["name", "kind", "is_requested", "is_edited"])
    if fold(before) != fold(name):
        _put_alias(agency, before)
    _log(agency, by, viec="Sửa đơn vị", truoc=before, sau=name)
    return agency


@transaction.atomic
def agency_end(agency: Agency, on: date, *, version: int, by: User) -> Agency:
    """The agency is no longer there from ``on``: nobody belongs to it, nothing more is given to it. Refused while a plan of this year or
    a later one gives it work."""
    _take(agency, version, by)
    if agency.retired_on is not None:
        raise DomainError(f"Đơn vị đã kết thúc từ ngày {format_dmy(agency.retired_on)}.")
    if on > timezone.localdate():
        raise DomainError("Ngày kết thúc không thể sau hôm nay.")
    held = work_held(agency)
    if held:
        raise DomainError(
            f"{agency.name} còn việc trong kế hoạch {'; '.join(held)}. Giao lại cho đơn vị khác bằng kế hoạch thay thế trước."
        )
    agency.retired_on, agency.is_edited = on, True
    agency.save(update_fields=["retired_on", "is_edited"])
    _log(agency, by, viec="Kết thúc đơn vị", tu_ngay=format_dmy(on))
    return agency


@transaction.atomic
def agency_reopen(agency: Agency, on: date, *, version: int, by: User) -> Agency:
    """The agency is there again from ``on``; when it was not stands in the log."""
    _take(agency, version, by)
    ended_on = agency.retired_on
    if ended_on is None:
        raise DomainError("Đơn vị này đang hoạt động.")
    if not ended_on <= on <= timezone.localdate():
        raise DomainError(f"Ngày mở lại phải từ ngày kết thúc {format_dmy(ended_on)} đến hôm nay.")
    agency.retired_on, agency.is_edited = None, True
    agency.save(update_fields=["retired_on", "is_edited"])
    _log(agency, by, viec="Mở lại đơn vị", da_ket_thuc=format_dmy(ended_on), tu_ngay=format_dmy(on))
    return agency


def _take(agency: Agency, version: int, by: User) -> None:
    """Only who keeps the directory, and only what nobody has changed since."""
    check_can_edit_agencies(by, agency.ward_id)
    if not Agency.objects.filter(pk=agency.pk, version=version).update(version=F("version") + 1):
        raise EditConflict("Đơn vị này vừa được người khác sửa, nên lần ghi của bạn chưa được lưu. Xem lại rồi ghi lại nếu cần.")
    agency.refresh_from_db()


def _put_alias(agency: Agency, name: str) -> AgencyAlias:
    alias, is_new = AgencyAlias.objects.get_or_create(agency=agency, folded_name=fold(name), defaults={"name": name})
    if not is_new and alias.retired_on is not None:
        alias.retired_on = None
        alias.save(update_fields=["retired_on"])
    return alias


@transaction.atomic
def alias_add(agency: Agency, name: str, *, by: User) -> AgencyAlias:
    """Another name by which documents call the agency. Refused when an agency of the ward goes by it already."""
    check_can_edit_agencies(by, agency.ward_id)
    name = clean(name)
    if not name:
        raise DomainError("Nhập tên gọi.")
    standing = AgencyAlias.objects.filter(agency__ward=agency.ward_id, folded_name=fold(name), retired_on__isnull=True).first()
    known = standing.agency if standing else None
    for other in Agency.objects.filter(ward=agency.ward_id, retired_on__isnull=True):
        known = other if fold(other.name) == fold(name) else known
    if known is not None:
        raise DomainError(f"“{name}” đã là tên của {known.name}.")
    alias = _put_alias(agency, name)
    _log(agency, by, viec="Thêm tên gọi", ten=name)
    return alias


@transaction.atomic
def alias_retire(alias: AgencyAlias, *, by: User) -> AgencyAlias:
    """The name is no longer used."""
    check_can_edit_agencies(by, alias.agency.ward_id)
    if alias.line is not None:
        raise DomainError("Tên gọi này đứng trong văn bản kế hoạch nên không bỏ được.")
    alias.retired_on = timezone.localdate()
    alias.save(update_fields=["retired_on"])
    _log(alias.agency, by, viec="Bỏ tên gọi", ten=alias.name)
    return alias


@transaction.atomic
def contact_add(agency: Agency, values: NewContact, *, by: User) -> AgencyContact:
    """Somebody through whom the agency is reached."""
    check_can_edit_agencies(by, agency.ward_id)
    contact = AgencyContact(
        agency=agency, name=clean(values.name), position=clean(values.position), phone=clean(values.phone), email=clean(values.email)
    )
    if not contact.name:
        raise DomainError("Nhập tên người liên hệ.")
    try:
        contact.validate_constraints()
    except ValidationError as error:
        raise DomainError(" ".join(error.messages)) from None
    contact.save()
    _log(agency, by, viec="Thêm liên hệ")
    return contact


@transaction.atomic
def contact_retire(contact: AgencyContact, *, by: User) -> AgencyContact:
    """The contact no longer holds; a new one is added beside it."""
    check_can_edit_agencies(by, contact.agency.ward_id)
    contact.retired_on = timezone.localdate()
    contact.save(update_fields=["retired_on"])
    _log(contact.agency, by, viec="Thôi liên hệ")
    return contact
