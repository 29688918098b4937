"""Add and change members; they leave, and another becomes head."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from camphucnam.accounts.models import User
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from camphucnam.privacy.cipher import blind_index
from households.models import Household, InsuranceCard, Member
from households.models.member import BirthPrecision
from households.services.guarding import take_version, touch
from households.services.naming import apply_names, set_member_name

HEAD_RELATION = "Chủ hộ"


@dataclass(frozen=True, slots=True)
class MemberData:
    """A member as typed. ``joined_on`` None means since before the register; a card number is optional."""

    full_name: str
    relation: str = ""
    sex: str = ""
    birth_on: date | None = None
    birth_precision: str = BirthPrecision.DAY
    ethnicity: str = ""
    personal_id: str = ""
    has_merit: bool | None = None
    joined_on: date | None = None
    card_number: str = ""
    card_from_on: date | None = None
    card_to_on: date | None = None


def _fill(member: Member, data: MemberData) -> Member:
    set_member_name(member, data.full_name)
    for name in ("relation", "sex", "birth_on", "birth_precision", "ethnicity", "personal_id", "has_merit", "joined_on"):
        setattr(member, name, getattr(data, name))
    member.personal_id_index = blind_index(data.personal_id)
    if member.is_head:
        member.relation = HEAD_RELATION
    return member


def _check_personal_id(member: Member) -> None:
    if not member.personal_id_index or member.left_on is not None:
        return
    other = (
        Member.objects.filter(ward=member.ward_id, personal_id_index=member.personal_id_index, left_on__isnull=True)
        .exclude(pk=member.pk)
        .select_related("household")
        .first()
    )
    if other is not None:
        raise DomainError(
            f"Số định danh này đã ghi cho {other.full_name}, hộ {other.household.code}. "
            "Kiểm tra lại số; nếu người này đã chuyển hộ thì ghi rời hộ ở hộ cũ trước."
        )


def _write_card(member: Member, data: MemberData) -> None:
    """The card that was typed with the member, if any."""
    if data.card_number:
        card_write(member, data.card_number, data.card_from_on, data.card_to_on)


def card_write(member: Member, number: str, from_on: date | None, to_on: date | None) -> InsuranceCard:
    """Add the card, or change the validity of the one with the same number; earlier cards stay. Without log: a building block."""
    index = blind_index(number)
    known: InsuranceCard | None = InsuranceCard.objects.counting().filter(member=member, number_index=index).first()
    if known is None:
        known = InsuranceCard(member=member, number=number, number_index=index, from_on=from_on, to_on=to_on)
        known.save()
    elif (known.from_on, known.to_on) != (from_on, to_on):
        known.from_on, known.to_on = from_on, to_on
        known.save(update_fields=["from_on", "to_on"])
    return known


def renew_names(household: Household) -> None:
    """Derive the household's names again from the members living in it, and save them."""
    present = list(Member.objects.filter(household=household, left_on__isnull=True).order_by("sort_order", "id"))
    head = next((member for member in present if member.is_head), None)
    apply_names(household, head.full_name if head else household.head_name, [member.full_name for member in present])
    household.save(update_fields=["head_name", "head_sort_key", "search_text"])


def _log(action: Action, member: Member, by: User, **details: object) -> None:
    code = member.household.code
    record(action, by=by, ward_id=member.ward_id, target=member, target_label=member.full_name, household_code=code, **details)


def member_write(household: Household, data: MemberData, *, is_head: bool, sort_order: int) -> Member:
    """Write one new member without log or version: the building block of the verbs that add people."""
    member = Member(ward_id=household.ward_id, household=household, is_head=is_head, sort_order=sort_order)
    _fill(member, data)
    _check_personal_id(member)
    member.save()
    _write_card(member, data)
    return member


@transaction.atomic
def member_add(household: Household, data: MemberData, *, by: User) -> Member:
    """Add a member who is not the head."""
    touch(household)
    last = Member.objects.filter(household=household).aggregate(last=Max("sort_order"))["last"] or 0
    member = member_write(household, data, is_head=False, sort_order=last + 1)
    renew_names(household)
    _log(Action.MEMBER_ADDED, member, by, tu_ngay=format_dmy(data.joined_on) or "trước khi lập danh sách")
    return member


@transaction.atomic
def member_change(member: Member, data: MemberData, *, version: int, by: User) -> Member:
    """Change what is recorded about a member; EditConflict when somebody else did so first."""
    take_version(member, version)
    touch(member.household)
    before = {name: getattr(member, name) for name in ("full_name", "relation", "sex", "birth_on", "ethnicity", "personal_id", "joined_on")}
    _fill(member, data)
    if member.left_on and member.joined_on and member.left_on < member.joined_on:
        raise DomainError(f"Ngày vào hộ phải trước ngày rời hộ ({format_dmy(member.left_on)}).")
    _check_personal_id(member)
    member.save()
    _write_card(member, data)
    renew_names(member.household)
    names = [name for name, value in before.items() if value != getattr(member, name)]
    changed = [str(getattr(Member._meta.get_field(name), "verbose_name", name)) for name in names]
    _log(Action.MEMBER_CHANGED, member, by, muc_da_sua=changed + (["thẻ BHYT"] if data.card_number else []))
    return member


@transaction.atomic
def member_leave(member: Member, *, on: date, reason: str, version: int, by: User, new_head: Member | None = None) -> None:
    """The member no longer counts from ``on`` on. A head who leaves others behind names the new head."""
    take_version(member, version)
    touch(member.household)
    if member.left_on is not None:
        raise DomainError(f"{member.full_name} đã được ghi rời hộ từ ngày {format_dmy(member.left_on)}.")
    if member.joined_on and on < member.joined_on:
        raise DomainError(f"Ngày rời hộ phải từ ngày vào hộ ({format_dmy(member.joined_on)}) trở đi.")
    others = Member.objects.filter(household=member.household, left_on__isnull=True).exclude(pk=member.pk)
    if member.is_head and others.exists() and new_head is None:
        raise DomainError(f"{member.full_name} là chủ hộ. Chọn người làm chủ hộ mới trước khi ghi rời hộ.")
    member.left_on, member.left_reason = on, reason
    was_head, member.is_head = member.is_head, member.is_head and new_head is None
    member.save(update_fields=["left_on", "left_reason", "is_head"])
    if was_head and new_head is not None:
        _make_head(new_head, member.household)
    renew_names(member.household)
    _log(Action.MEMBER_LEFT, member, by, tu_ngay=format_dmy(on), ly_do=reason, chu_ho_moi=new_head.full_name if new_head else "")


def _make_head(member: Member, household: Household) -> None:
    if member.household_id != household.pk or member.left_on is not None:
        raise DomainError("Chủ hộ mới phải là người đang ở trong hộ.")
    member.is_head, member.relation = True, HEAD_RELATION
    member.save(update_fields=["is_head", "relation"])


@transaction.atomic
def head_change(household: Household, member: Member, *, old_relation: str, version: int, by: User) -> None:
    """Another member becomes head; ``old_relation`` is what the former head now is to the new one."""
    take_version(household, version)
    old = Member.objects.filter(household=household, is_head=True, left_on__isnull=True).first()
    if old is not None and old.pk == member.pk:
        raise DomainError(f"{member.full_name} đang là chủ hộ.")
    if old is not None:
        old.is_head, old.relation = False, old_relation
        old.save(update_fields=["is_head", "relation"])
    _make_head(member, household)
    renew_names(household)
    _log(Action.MEMBER_CHANGED, member, by, viec="Đổi chủ hộ", chu_ho_cu=old.full_name if old else "")
