"""Households of the file are joined across its sheets and checked against each other before anything is planned."""

from collections.abc import Sequence
from dataclasses import dataclass

from camphucnam.kernel.text import fold
from households.rules.classes import HouseholdClass
from households.rules.importing.groups import GroupBook
from households.rules.importing.matching import Ambiguous, match_household, same_birth
from households.rules.importing.plan import GroupUse
from households.rules.importing.register import Index, KnownHousehold, Register
from households.rules.workbook.problems import Place, Problems
from households.rules.workbook.records import HouseholdRecord, SheetKind, Workbook


@dataclass(slots=True)
class Entry:
    """A household of the file with its match; ``shadow`` is its row on another sheet (an exit beside the new class)."""

    record: HouseholdRecord
    known: KnownHousehold | None
    group: GroupUse | None
    shadow: HouseholdRecord | None = None


def place_of(record: HouseholdRecord, problems: Problems) -> Place:
    """Where problems of a household are reported: its first row."""
    return Place(problems, record.sheet.name, record.row, record.sheet.titles)


def join_households(book: Workbook, register: Register, groups: GroupBook, index: Index) -> list[Entry]:
    """One entry for each household of the file."""
    entries: list[Entry] = []
    by_known: dict[int, Entry] = {}
    by_person: dict[str, Entry] = {}
    by_name: dict[str, list[Entry]] = {}
    for record in (*book.of_kind(SheetKind.STANDING), *book.of_kind(SheetKind.ESCAPED_POVERTY, SheetKind.ESCAPED_NEAR_POVERTY)):
        place = place_of(record, book.problems)
        entry = Entry(record, None, _group(record, groups, place))
        try:
            entry.known = _match(entry, register, index)
        except Ambiguous as error:
            place.error("code" if record.code else _name_column(record), str(error))
            continue
        other = _same_in_file(entry, by_known, by_person, by_name)
        if other is not None:
            _join(other, entry, book.problems)
            continue
        entries.append(entry)
        if entry.known is None:
            _warn_namesake(entry, register, place)
        else:
            by_known[entry.known.pk] = entry
        for key in _keys(record):
            by_person[key] = entry
        by_name.setdefault(fold(record.head_name), []).append(entry)
    return entries


def _match(entry: Entry, register: Register, index: Index) -> KnownHousehold | None:
    """A group read out of an address places a new household; among known ones it only decides between namesakes."""
    if entry.record.group_name or entry.group is None:
        return match_household(entry.record, entry.group, register, index)
    try:
        return match_household(entry.record, None, register, index)
    except Ambiguous:
        return match_household(entry.record, entry.group, register, index)


def _warn_namesake(entry: Entry, register: Register, place: Place) -> None:
    head = entry.record.head
    for household, known in register.by_head.get(fold(head.name), ()):
        if head.birth_on is not None and (head.birth_on, head.birth_precision) == (known.birth_on, known.birth_precision):
            place.warn(
                _name_column(entry.record),
                f"Tổ khác có hộ mã {household.code} cùng tên và ngày sinh chủ hộ. "
                f"Nếu là một hộ thì ghi mã hộ {household.code} vào tệp rồi tải lại.",
            )
            return


def _name_column(record: HouseholdRecord) -> str:
    return "head_name" if "head_name" in record.sheet.titles else "member_name"


def _group(record: HouseholdRecord, groups: GroupBook, place: Place) -> GroupUse | None:
    """The group that the row, the block title or the address names; an unknown name is an error, a missing one not yet."""
    if not record.group_name:
        return groups.in_address(record.address) if record.address else None
    group = groups.find_or_create(record.group_name)
    if group is None:
        place.error(
            "group",
            f"Chưa có tổ dân phố ‘{record.group_name}’. Các tổ đang có: {groups.names}. "
            "Sửa tên cho khớp, hoặc chọn tạo tổ mới khi tải tệp.",
        )
    return group


def _keys(record: HouseholdRecord) -> list[str]:
    keys = [f"code:{record.code}"] if record.code else []
    if record.head.personal_id:
        keys.append(f"id:{record.head.personal_id}")
    return keys


def _same_in_file(entry: Entry, by_known: dict[int, Entry], by_person: dict[str, Entry], by_name: dict[str, list[Entry]]) -> Entry | None:
    if entry.known is not None and entry.known.pk in by_known:
        return by_known[entry.known.pk]
    for key in _keys(entry.record):
        if key in by_person:
            return by_person[key]
    head = entry.record.head
    for other in by_name.get(fold(head.name), ()):
        if other.known is not None or entry.known is not None or _apart(entry, other):
            continue
        if same_birth(head.birth_on, head.birth_precision, other.record.head.birth_on, other.record.head.birth_precision):
            return other
    return None


def _apart(first: Entry, second: Entry) -> bool:
    """Whether codes, ids or groups tell two rows of the same name and birth apart."""
    ids = first.record.head.personal_id, second.record.head.personal_id
    codes = first.record.code, second.record.code
    groups = first.group, second.group
    return any(one and other and one != other for one, other in (ids, codes, groups))


def _join(first: Entry, second: Entry, problems: Problems) -> None:
    """An exit from poverty of a household that the same file holds as near-poor is no exit; everything else contradicts itself."""
    one, other = first.record, second.record
    place = place_of(other, problems)
    if (
        one.sheet.kind is SheetKind.STANDING
        and other.sheet.kind is SheetKind.ESCAPED_POVERTY
        and one.household_class is HouseholdClass.NEAR_POOR
    ):
        first.shadow = other
        return
    where = f"trang {one.sheet.name}, dòng {one.row}"
    if one.head.personal_id and one.head.personal_id == other.head.personal_id and fold(one.head_name) != fold(other.head_name):
        Place(problems, other.sheet.name, other.head.row, other.sheet.titles).error(
            "personal_id",
            f"Số định danh này trùng với dòng {one.head.row} trang {one.sheet.name} ({one.head_name}). Mỗi người chỉ có một số; "
            "kiểm tra giấy tờ rồi sửa một trong hai dòng.",
        )
    elif one.sheet is other.sheet or one.sheet.kind is other.sheet.kind:
        place.error(
            "code" if other.code else _name_column(other),
            f"Hộ {other.head_name} đã có ở {where}. Xóa một trong hai, hoặc ghi mã hộ, số định danh cho khác nhau.",
        )
    else:
        word = one.household_class.label.lower() if one.household_class else (one.sheet.kind.label.lower() if one.sheet.kind else "")
        place.error(_name_column(other), f"Hộ {other.head_name} ở {where} là {word}, ở trang này lại là hộ thoát. Chỉ giữ hộ ở một trang.")


def check_personal_ids(entries: Sequence[Entry], register: Register, index: Index, problems: Problems) -> None:
    """One living person has one number: within the file, and against the register."""
    seen: dict[str, tuple[HouseholdRecord, int]] = {}
    for entry in entries:
        for member in entry.record.members:
            if not member.personal_id:
                continue
            place = Place(problems, entry.record.sheet.name, member.row, entry.record.sheet.titles)
            if member.personal_id in seen:
                other, row = seen[member.personal_id]
                sheet = "" if other.sheet is entry.record.sheet else f" trang {other.sheet.name}"
                place.error(
                    "personal_id",
                    f"Số định danh này trùng với dòng {row}{sheet}. Mỗi người chỉ có một số; kiểm tra giấy tờ rồi sửa một trong hai dòng.",
                )
                continue
            seen[member.personal_id] = (entry.record, member.row)
            person = register.by_id.get(index(member.personal_id))
            if person is not None and (entry.known is None or entry.known.pk != person.household_id):
                home = register.households[person.household_id]
                place.error(
                    "personal_id",
                    f"Số định danh này đang thuộc {person.name} của hộ {home.code}. "
                    "Nếu người này đã chuyển hộ thì ghi rời hộ ở hộ cũ trước; nếu không thì sửa số.",
                )
