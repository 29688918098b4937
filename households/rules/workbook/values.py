"""Cells become values: days, whole numbers, sexes, classes, marks. Each reader raises Unreadable with the sentence to show."""

import math
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from camphucnam.kernel.dates import parse_dmy
from camphucnam.kernel.text import fold
from households.rules.classes import HouseholdClass
from households.rules.workbook.grid import FORMULA_ERROR, NOT_COMPUTED, BadCell, Cell, is_blank

DAY, MONTH, YEAR = "day", "month", "year"
EXCEL_EPOCH, EXCEL_EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
FIRST_YEAR, LAST_YEAR = 1880, 2150
LAST_SERIAL: Final = 80_000
_MONTH_YEAR = re.compile(r"^\s*(\d{1,2})\s*[/.\-]\s*(\d{4})\s*$")
_ISO = re.compile(r"^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?\s*$")
_WITH_TIME = re.compile(r"^\s*(\S+)\s+0{1,2}:00(?::00)?\s*$")
_NUMBER = re.compile(r"^\s*\d+(?:[.,]0+)?\s*$")
_WORD = re.compile(r"[^a-z0-9]+")
NO_VALUE = frozenset({"-", "--", "---", "khong", "khong co", "chua co", "k", "ko", "khong ro", "0", "n/a", "/", "."})
NOT_MARKED = frozenset({"", "0", "khong", "khong co", "k", "ko", "-", "--", "false", "sai", "n", "no"})
SEXES = {"nam": "male", "trai": "male", "male": "male", "m": "male", "nu": "female", "gai": "female", "female": "female", "f": "female"}
CLASSES = {
    HouseholdClass.POOR: "ho ngheo|ngheo|hn|ho ngheo n2|ho ngheo da chieu",
    HouseholdClass.NEAR_POOR: "ho can ngheo|can ngheo|cn|hcn|ho can ngheo da chieu",
    HouseholdClass.AVERAGE: "ho co muc song trung binh|muc song trung binh|mstb|ho mstb|ho muc song trung binh|ho nlnd co mstb",
    HouseholdClass.NOT_POOR: "khong ngheo|ho khong ngheo|ho khong thuoc dien ngheo",
}
CLASS_OF = {word: found for found, words in CLASSES.items() for word in words.split("|")}


class Unreadable(Exception):
    """The cell cannot be read; the message names the reason and the remedy."""


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth date and how much of it is known; the first day of the month or year where only that is known."""

    on: date
    precision: str


def shown(cell: Cell) -> str:
    """The content of a cell for a sentence, shortened."""
    return str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell).strip()[:30]


def refuse_bad(cell: BadCell) -> Unreadable:
    """Why a marked cell cannot be used."""
    if cell.kind == NOT_COMPUTED:
        return Unreadable(
            "Ô là công thức chưa có kết quả lưu trong tệp. Mở tệp bằng Excel, chép dán lại dạng giá trị (Paste Values), lưu rồi tải lại."
        )
    if cell.kind == FORMULA_ERROR:
        return Unreadable(f"Ô chứa lỗi công thức {cell.text}. Sửa công thức hoặc gõ giá trị, lưu rồi tải lại.")
    return Unreadable(f"Ô chứa giờ ({cell.text}), không dùng được ở cột này. Gõ lại giá trị rồi tải lại.")


def _year(number: int) -> bool:
    return FIRST_YEAR <= number <= LAST_YEAR


def _from_number(number: float, from_1904: bool) -> Birth | None:
    if not math.isfinite(number):
        return None
    whole = int(number)
    if _year(whole):
        return Birth(date(whole, 1, 1), YEAR)
    if LAST_YEAR < whole < LAST_SERIAL:
        return Birth((EXCEL_EPOCH_1904 if from_1904 else EXCEL_EPOCH) + timedelta(days=whole), DAY)
    return None


@lru_cache(maxsize=4096)
def _from_text(text: str, from_1904: bool) -> Birth | None:
    with_time = _WITH_TIME.match(text)
    if with_time:
        text = with_time[1]
    full = parse_dmy(text)
    if full is not None:
        return Birth(full, DAY)
    iso, month = _ISO.match(text), _MONTH_YEAR.match(text)
    try:
        if iso:
            return Birth(date(int(iso[1]), int(iso[2]), int(iso[3])), DAY)
        if month:
            return Birth(date(int(month[2]), int(month[1]), 1), MONTH)
    except ValueError:
        return None
    return _from_number(float(text.replace(",", ".")), from_1904) if _NUMBER.match(text) and len(text) < 12 else None


def read_birth(cell: Cell, from_1904: bool = False) -> Birth | None:
    """A birth date: dd/mm/yyyy as text, an Excel date or its serial number, mm/yyyy, or a bare year. None for a blank cell."""
    if is_blank(cell):
        return None
    if isinstance(cell, BadCell):
        raise refuse_bad(cell)
    found: Birth | None = None
    if isinstance(cell, date):
        found = Birth(cell, DAY)
    elif isinstance(cell, str):
        if fold(cell) in NO_VALUE:
            return None
        found = _from_text(cell.strip().lstrip("'"), from_1904)
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        found = _from_number(float(cell), from_1904)
    if found is None or not _year(found.on.year):
        raise Unreadable(
            f"‘{shown(cell)}’ không phải ngày có thật. Ghi ngày/tháng/năm đủ bốn chữ số của năm, ví dụ 08/12/2023, hoặc chỉ ghi năm."
        )
    return found


def read_day(cell: Cell, from_1904: bool = False) -> date | None:
    """A full day; None for a blank cell."""
    found = read_birth(cell, from_1904)
    if found is not None and found.precision != DAY:
        raise Unreadable(f"‘{shown(cell)}’ thiếu ngày hoặc tháng. Ghi đủ ngày/tháng/năm, ví dụ 08/12/2023.")
    return found.on if found else None


def read_whole(cell: Cell) -> int | None:
    """A whole number from 0 on; None for a blank cell."""
    if is_blank(cell):
        return None
    if isinstance(cell, BadCell):
        raise refuse_bad(cell)
    text = shown(cell)
    if isinstance(cell, str) and fold(cell) in NO_VALUE - {"0"}:
        return None
    if isinstance(cell, (bool, date)) or not _NUMBER.match(text):
        raise Unreadable(f"‘{text}’ không phải số nguyên từ 0 trở lên. Ghi lại bằng chữ số.")
    number = int(float(text.replace(",", ".")))
    if number > 1_000_000:
        raise Unreadable(f"‘{text}’ lớn quá mức có thể có. Kiểm tra lại số.")
    return number


@lru_cache(maxsize=256)
def read_sex(text: str) -> str:
    """``male`` or ``female``; empty for a blank."""
    folded = fold(text)
    if not folded or folded in NO_VALUE:
        return ""
    if folded not in SEXES:
        raise Unreadable(f"‘{text[:30]}’ không phải giới tính. Ghi Nam hoặc Nữ.")
    return SEXES[folded]


@lru_cache(maxsize=256)
def read_class(text: str) -> HouseholdClass | None:
    """The class that the whole text names ("không nghèo" is never "nghèo"); None for a blank."""
    plain = _WORD.sub(" ", fold(text)).strip()
    if not plain:
        return None
    if plain not in CLASS_OF:
        raise Unreadable(f"‘{text[:40]}’ không phải phân loại hộ. Ghi một trong: {', '.join(member.label for member in HouseholdClass)}.")
    return CLASS_OF[plain]


def is_marked(cell: Cell) -> bool:
    """Whether a cell of a tick column is ticked: any mark counts, a written "không" or 0 does not."""
    if cell is None or cell is False:
        return False
    if isinstance(cell, BadCell):
        raise refuse_bad(cell)
    if isinstance(cell, (int, float)):
        return cell != 0
    return not (isinstance(cell, str) and fold(cell) in NOT_MARKED)
