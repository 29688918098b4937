"""Which household of the register a household of the file is: by code, by the head's id, by group, name and birth. Never a guess."""

from collections.abc import Iterable
from datetime import date

from camphucnam.kernel.text import fold
from households.rules.importing.plan import GroupUse
from households.rules.importing.register import Index, KnownHousehold, KnownMember, Register
from households.rules.workbook.records import HouseholdRecord, MemberRecord


class Ambiguous(Exception):
    """More than one candidate, or one that is not certain; the message says how to make it certain."""


def same_birth(first: date | None, first_precision: str, second: date | None, second_precision: str) -> bool | None:
    """Whether two births agree as far as they are known; None where only one of them is."""
    if first is None or second is None:
        return True if first is second else None
    if "year" in (first_precision, second_precision):
        return first.year == second.year
    if "month" in (first_precision, second_precision):
        return (first.year, first.month) == (second.year, second.month)
    return first == second


def match_household(record: HouseholdRecord, group: GroupUse | None, register: Register, index: Index) -> KnownHousehold | None:
    """The household in the register, None for one that the register does not know; Ambiguous when it is not certain."""
    by_code = register.by_code.get(record.code) if record.code else None
    head = record.head
    id_index = index(head.personal_id)
    person = register.by_id.get(id_index) if id_index else None
    by_id = register.households[person.household_id] if person is not None else None
    if by_code is not None:
        return _checked_code(record, by_code, by_id, register, index)
    if by_id is not None and person is not None:
        if fold(head.name) != person.folded and not same_birth(
            head.birth_on, head.birth_precision, person.birth_on, person.birth_precision
        ):
            raise Ambiguous(
                f"Số định danh của chủ hộ đang thuộc {person.name}, hộ {by_id.code}, khác cả tên và ngày sinh. Kiểm tra lại số định danh, "
                "hoặc ghi mã hộ nếu đúng là hộ đó."
            )
        return by_id
    return _by_name(record, head, id_index, group, register)


def _checked_code(
    record: HouseholdRecord, by_code: KnownHousehold, by_id: KnownHousehold | None, register: Register, index: Index
) -> KnownHousehold:
    if by_id is not None and by_id.pk != by_code.pk:
        raise Ambiguous(
            f"Mã hộ {by_code.code} là của hộ {by_code.head_name}, "
            f"nhưng số định danh của chủ hộ lại thuộc hộ {by_id.code} ({by_id.head_name}). "
            "Sửa mã hộ hoặc số định danh cho đúng một hộ."
        )
    if by_id is None and by_code.members and not _shares_a_person(record, by_code, index):
        raise Ambiguous(
            f"Mã hộ {by_code.code} trong danh sách đang quản lý là hộ {by_code.head_name}, không có người nào trùng với hộ này trong tệp. "
            "Mã hộ có thể bị đánh lại theo tổ; sửa mã, hoặc để trống cột mã hộ để hệ thống đặt mã mới."
        )
    return by_code


def _shares_a_person(record: HouseholdRecord, household: KnownHousehold, index: Index) -> bool:
    ids = {member.id_index for member in household.members if member.id_index}
    names = {member.folded for member in household.members}
    return any(fold(member.name) in names or (member.personal_id and index(member.personal_id) in ids) for member in record.members)


def _by_name(
    record: HouseholdRecord, head: MemberRecord, id_index: str, group: GroupUse | None, register: Register
) -> KnownHousehold | None:
    sure: list[KnownHousehold] = []
    unsure: list[KnownHousehold] = []
    for household, known in register.by_head.get(fold(head.name), ()):
        if group is not None and household.group_id != group.pk:
            continue
        if id_index and known.id_index and len(head.personal_id) == 12 and id_index != known.id_index:
            continue
        same = same_birth(head.birth_on, head.birth_precision, known.birth_on, known.birth_precision)
        if same:
            sure.append(household)
        elif same is None:
            unsure.append(household)
    if len(sure) == 1:
        return sure[0]
    if sure or unsure:
        raise Ambiguous(_doubt(record, sure or unsure))
    return None


def _doubt(record: HouseholdRecord, candidates: Iterable[KnownHousehold]) -> str:
    codes = ", ".join(household.code for household in candidates)
    return (
        f"Chưa chắc hộ {record.head_name} có phải là hộ mã {codes} đang quản lý hay không. "
        "Ghi thêm mã hộ, số định danh hoặc ngày sinh của chủ hộ rồi tải lại."
    )


def match_member(record: MemberRecord, id_index: str, household: KnownHousehold, taken: set[int]) -> KnownMember | None:
    """The living member of the household who is this person; by id, else by name and birth, else by a name that only one bears."""
    free = [member for member in household.members if member.pk not in taken]
    if id_index:
        by_id = next((member for member in free if member.id_index == id_index), None)
        if by_id is not None:
            return by_id
    folded = fold(record.name)
    named = [member for member in free if member.folded == folded and not _other_person(record, id_index, member)]
    births = {member.pk: same_birth(record.birth_on, record.birth_precision, member.birth_on, member.birth_precision) for member in named}
    certain = [member for member in named if births[member.pk]]
    if certain:
        return certain[0]
    possible = [member for member in named if births[member.pk] is None]
    return possible[0] if len(possible) == 1 and len(named) == 1 else None


def _other_person(record: MemberRecord, id_index: str, member: KnownMember) -> bool:
    """Two different 12-digit numbers are two persons; a 9-digit one may have been replaced."""
    return bool(
        id_index
        and member.id_index
        and id_index != member.id_index
        and len(record.personal_id) == 12
        and record.birth_on != member.birth_on
    )


def match_former(record: MemberRecord, id_index: str, household: KnownHousehold) -> KnownMember | None:
    """A member who left the household and is this person."""
    folded = fold(record.name)
    for member in household.former:
        if id_index and member.id_index == id_index:
            return member
        if member.folded == folded and same_birth(record.birth_on, record.birth_precision, member.birth_on, member.birth_precision):
            return member
    return None
