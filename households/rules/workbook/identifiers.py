"""Personal ids (số định danh, CCCD: 12 digits) and health insurance card numbers."""

import re
from dataclasses import dataclass
from typing import Final

from camphucnam.kernel.text import fold
from households.rules.workbook.grid import BadCell, Cell
from households.rules.workbook.values import NO_VALUE, Unreadable, refuse_bad, shown

_SEPARATORS = re.compile(r"[\s.\-'’`]")
_DIGITS = re.compile(r"^\d+$")
FULL_LENGTH, OLD_LENGTH = 12, 9
FIRST_PROVINCE, LAST_PROVINCE = 1, 96
FIRST_CENTURY: Final = 1900
_CARD = re.compile(r"^(?:[A-Z]{2}[1-5]\d{2}\d{10}|\d{10}|\d{12})$")
CARD_LENGTH: Final = 40
HEAVY_LETTERS = re.compile(r"[eE]\+")


@dataclass(frozen=True, slots=True)
class PersonalId:
    """A number as stored, with what was noticed on the way."""

    number: str
    remarks: tuple[str, ...] = ()


def read_personal_id(cell: Cell) -> PersonalId | None:
    """The number with 12 digits; leading zeros that Excel dropped come back with a remark. None for a blank."""
    if isinstance(cell, BadCell):
        raise refuse_bad(cell)
    if cell is None or (isinstance(cell, str) and (not cell.strip() or fold(cell) in NO_VALUE)):
        return None
    typed_as_number = isinstance(cell, (int, float)) and not isinstance(cell, bool)
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    if HEAVY_LETTERS.search(text):
        raise Unreadable(f"‘{shown(cell)}’ đã bị Excel rút gọn nên mất số. Định dạng cột là Văn bản (Text) rồi gõ lại đủ 12 chữ số.")
    digits = _SEPARATORS.sub("", text)
    if not _DIGITS.match(digits):
        raise Unreadable(f"Số định danh chỉ gồm chữ số; ô đang ghi ‘{_masked(text)}’. Ghi lại đủ 12 chữ số.")
    return _complete(digits, typed_as_number)


def _complete(digits: str, typed_as_number: bool) -> PersonalId:
    if len(digits) == FULL_LENGTH:
        return PersonalId(digits)
    if len(digits) == OLD_LENGTH:
        return PersonalId(digits, ("Số CMND cũ 9 chữ số: vẫn nhận, nên bổ sung số định danh 12 chữ số.",))
    if len(digits) == FULL_LENGTH - 1 or (typed_as_number and len(digits) == FULL_LENGTH - 2):
        full = digits.rjust(FULL_LENGTH, "0")
        return PersonalId(full, (f"Số định danh mất số 0 ở đầu, đã thêm lại thành {_masked(full)}. Nên định dạng cột là Văn bản (Text).",))
    raise Unreadable(f"Số định danh phải có 12 chữ số; ô này có {len(digits)} chữ số. Kiểm tra lại giấy tờ.")


def _masked(number: str) -> str:
    return f"{number[:3]}•••{number[-3:]}" if len(number) > 6 else "•••"


def structure_remarks(number: str, sex: str, birth_year: int | None) -> list[str]:
    """What the digits of a 12-digit number say against province, sex or birth year (NĐ 137/2015, domain notes §9.2)."""
    if len(number) != FULL_LENGTH:
        return []
    remarks = []
    if not FIRST_PROVINCE <= int(number[:3]) <= LAST_PROVINCE:
        remarks.append(f"Ba số đầu {number[:3]} của số định danh không phải mã tỉnh nơi đăng ký khai sinh.")
    century, is_female = divmod(int(number[3]), 2)
    if sex and (sex == "female") != bool(is_female):
        remarks.append("Chữ số thứ tư của số định danh không khớp với giới tính. Kiểm tra giới tính và số định danh.")
    said = FIRST_CENTURY + 100 * century + int(number[4:6])
    if birth_year is not None and said != birth_year:
        remarks.append(f"Số định danh ứng với năm sinh {said}, nhưng cột ngày sinh ghi {birth_year}. Kiểm tra lại hai ô này.")
    return remarks


def read_card(text: str) -> tuple[str, str]:
    """(card number, remark or empty). Unknown shapes are kept with a remark; an over-long one is refused."""
    if fold(text) in NO_VALUE:
        return "", ""
    number = _SEPARATORS.sub("", text).upper()
    if len(number) > CARD_LENGTH:
        raise Unreadable(f"Số thẻ BHYT dài {len(number)} ký tự. Chỉ ghi một số thẻ trong ô.")
    if number and not _CARD.match(number):
        return number, "Số thẻ BHYT không theo mẫu (15 ký tự như HN…, hoặc 10 hay 12 chữ số). Kiểm tra lại; số vẫn được ghi như trong tệp."
    return number, ""
