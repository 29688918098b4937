"""One row becomes one member: name, birth, sex, personal id, card, each checked where it stands."""

from collections.abc import Callable
from datetime import date
from typing import Final, TypeVar

from camphucnam.kernel.dates import age_on
from camphucnam.kernel.text import fold
from households.rules.workbook import identifiers
from households.rules.workbook.grid import BadCell, Cell
from households.rules.workbook.lettering import old_font_doubt, tidy
from households.rules.workbook.problems import Place
from households.rules.workbook.records import MemberRecord
from households.rules.workbook.rows import Values
from households.rules.workbook.values import DAY, Birth, Unreadable, is_marked, read_birth, read_sex, refuse_bad, shown

T = TypeVar("T")
HEAD_RELATION: Final = "Chủ hộ"
HEAD_WORDS = frozenset({"chu ho", "ch", "la chu ho", "chu ho gia dinh"})
OLDEST: Final = 115
LENGTHS = {
    "member_name": 120,
    "head_name": 120,
    "relation": 60,
    "ethnicity": 40,
    "group": 120,
    "address": 250,
    "causes": 300,
    "note": 500,
    "phone": 40,
    "code": 40,
    "decision": 60,
}
OLD_FONT = (
    "Chữ gõ bằng phông cũ (TCVN3 hoặc VNI) nên không đọc đúng được: ‘{}’. Chuyển bảng mã sang Unicode "
    "(ví dụ bằng UniKey Toolkit) rồi tải lại."
)
NAME_KEYS = frozenset({"member_name", "head_name", "group"})


def read_text(values: Values, key: str, place: Place) -> str:
    """The text of a cell, tidied; too long text and old font encodings are errors where a name would be spoilt."""
    cell = values.get(key)
    if cell is None:
        return ""
    if isinstance(cell, BadCell):
        place.error(key, str(refuse_bad(cell)))
        return ""
    if isinstance(cell, date):
        return f"{cell.day}/{cell.month}/{cell.year}"
    if not isinstance(cell, str):
        return shown(cell)
    text, had_control = tidy(cell)
    if had_control:
        place.warn(key, "Ô có ký tự điều khiển không nhìn thấy; đã bỏ các ký tự đó.")
    _check_font(text, key, place)
    limit = LENGTHS.get(key, len(text))
    if len(text) > limit:
        place.error(key, f"Nội dung dài {len(text)} ký tự, tối đa {limit}. Rút gọn rồi tải lại.")
    return text[:limit]


def _check_font(text: str, key: str, place: Place) -> None:
    doubt = old_font_doubt(text)
    if doubt == 2 and key in NAME_KEYS:
        place.error(key, OLD_FONT.format(text[:40]))
    elif doubt:
        place.warn(key, OLD_FONT.format(text[:40]).replace("nên không đọc đúng được", "hoặc có chữ lạ, cần xem lại"))


def attempt(place: Place, key: str, reader: Callable[[], T]) -> T | None:
    """What ``reader`` gives; None with an error at the column where the cell cannot be read."""
    try:
        return reader()
    except Unreadable as error:
        place.error(key, str(error))
        return None


def read_mark(values: Values, key: str, place: Place) -> bool:
    """Whether the tick column is ticked on this row."""
    return bool(attempt(place, key, lambda: is_marked(values.get(key))))


def is_head_word(relation: str) -> bool:
    """Whether a relation says that the person is the head."""
    return fold(relation) in HEAD_WORDS


def _birth(values: Values, place: Place, today: date, from_1904: bool) -> Birth | None:
    birth = attempt(place, "birth", lambda: read_birth(values.get("birth"), from_1904))
    if birth is not None and birth.on > today:
        place.error("birth", f"Ngày sinh {shown(values.get('birth'))} ở sau ngày hôm nay. Kiểm tra lại năm sinh.")
        return None
    if birth is not None and age_on(birth.on, today) > OLDEST:
        place.warn("birth", f"Tính theo ngày sinh thì người này hơn {OLDEST} tuổi. Kiểm tra lại năm sinh.")
    return birth


def _personal_id(values: Values, place: Place, member: MemberRecord, birth: Birth | None) -> str:
    cell: Cell = values.get("personal_id")
    if isinstance(cell, str) and not cell.isdecimal():
        cell = tidy(cell)[0]
    found = attempt(place, "personal_id", lambda: identifiers.read_personal_id(cell))
    if found is None:
        return ""
    for remark in (*found.remarks, *identifiers.structure_remarks(found.number, member.sex, birth.on.year if birth else None)):
        place.warn("personal_id", remark)
    return found.number


def _card(values: Values, place: Place, member: MemberRecord, from_1904: bool) -> None:
    text = read_text(values, "card", place)
    found = attempt(place, "card", lambda: identifiers.read_card(text)) if text else None
    if found is not None:
        member.card, remark = found
        if remark:
            place.warn("card", remark)
    until = attempt(place, "card_to", lambda: _card_end(values.get("card_to"), from_1904)) if "card_to" in values else None
    if until is not None:
        member.card_to = until
        if not member.card:
            place.warn("card_to", "Có hạn thẻ BHYT nhưng không có số thẻ nên hạn thẻ không được ghi.")


def _card_end(cell: Cell, from_1904: bool) -> date | None:
    """The last day of validity; the later day of "01/01/2023 - 31/12/2023", the last day of a bare year."""
    if isinstance(cell, str) and cell.count("/") == 4:
        for separator in (" - ", " đến ", "-", "–"):
            if cell.count(separator) == 1:
                cell = cell.split(separator)[1].strip()
                break
    birth = read_birth(cell, from_1904)
    if birth is None or birth.precision == DAY:
        return birth.on if birth else None
    if birth.precision == "year":
        return date(birth.on.year, 12, 31)
    raise Unreadable(f"‘{shown(cell)}’ thiếu ngày. Ghi đủ ngày/tháng/năm hết hạn thẻ.")


def read_member(values: Values, place: Place, *, today: date, from_1904: bool, merit_counts: bool) -> MemberRecord:
    """The member of a row. A name is required; everything else may be missing."""
    key = "member_name" if "member_name" in values else "head_name"
    member = MemberRecord(place.row, read_text(values, key, place), read_text(values, "relation", place))
    if not any(char.isalpha() for char in member.name):
        place.error(key if key in place.titles else None, "Dòng này thiếu họ và tên. Ghi họ tên, hoặc xóa dòng nếu không phải một người.")
    member.is_head = is_head_word(member.relation)
    sex = values.get("sex")
    if sex is not None:
        text = read_text(values, "sex", place)
        member.sex = attempt(place, "sex", lambda: read_sex(text)) or ""
    birth = _birth(values, place, today, from_1904) if "birth" in values else None
    if birth is not None:
        member.birth_on, member.birth_precision = birth.on, birth.precision
    if "ethnicity" in values:
        member.ethnicity = read_text(values, "ethnicity", place)
    if "personal_id" in values:
        member.personal_id = _personal_id(values, place, member, birth)
    if "card" in values or "card_to" in values:
        _card(values, place, member, from_1904)
    if merit_counts and "merit" in values:
        member.has_merit = read_mark(values, "merit", place) or None
    return member
