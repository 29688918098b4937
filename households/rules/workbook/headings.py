"""Columns told apart by their heading: accents, case, spaces, line breaks and punctuation do not count."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from camphucnam.kernel.text import clean, fold
from households.rules.workbook.grid import Cell, column_letters

_ALIASES: dict[str, str] = {
    "number": "stt ho|stt|so tt|tt|so thu tu|so thu tu ho|stt chu ho|stt ho gia dinh|ho so",
    "code": "ma ho|ma so ho|ma ho gia dinh|ma dinh danh ho",
    "head_name": "ho ten chu ho|ho va ten chu ho|chu ho|ten chu ho|ho ten ch",
    "member_name": (
        "ho ten thanh vien|ho va ten thanh vien|ho va ten|ho ten|ten thanh vien|thanh vien|ho va ten thanh vien trong ho|"
        "ho ten thanh vien trong ho|ho va ten thanh vien ho|ho ten nhan khau|ho va ten nhan khau"
    ),
    "relation": (
        "qh voi chu ho|quan he voi chu ho|quan he|qhvch|qh chu ho|moi quan he voi chu ho|quan he chu ho|qh vch|qh voi ch|quan he voi ch"
    ),
    "birth": "ngay sinh|ngay thang nam sinh|nam sinh|sinh ngay|ngay thang sinh|ngay nam sinh",
    "sex": "gioi tinh|gt|nam nu|phai",
    "personal_id": (
        "cccd|so cccd|cmnd cccd|cccd cmnd|so cmnd cccd|so cccd cmnd|so dinh danh|so dinh danh ca nhan|cmnd|so cmnd|can cuoc cong dan|"
        "so can cuoc cong dan|so can cuoc|can cuoc|cccd so dinh danh|so dinh danh cccd|ma dinh danh|ma dinh danh ca nhan|ddcn"
    ),
    "ethnicity": "dan toc|thanh phan dan toc",
    "group": (
        "to dan pho|tdp|thon|thon to dan pho|thon tdp|to|khu pho|ten thon|thon to|thon ban|thon xom|ap|ten to dan pho|tdp thon|"
        "to dan pho thon|khom"
    ),
    "address": "dia chi|noi o|noi o hien nay|cho o hien nay|dia chi thuong tru|noi cu tru|dia chi cu the|so nha",
    "phone": "dien thoai|so dien thoai|sdt|dt|dien thoai lien he|so dt",
    "class": "phan loai ho|phan loai|loai ho|ket qua phan loai|ket qua ra soat|dien ho|phan loai ho gia dinh",
    "decision": "qd cong nhan|so qd|so quyet dinh|quyet dinh cong nhan|so qd cong nhan|quyet dinh|so quyet dinh cong nhan|qd",
    "signed_on": "ngay ban hanh qd|ngay qd|ngay quyet dinh|ngay ky|ngay ban hanh|ngay ky qd|ngay ban hanh quyet dinh|ngay ky quyet dinh",
    "effective_on": (
        "ngay hieu luc|ngay co hieu luc|hieu luc tu ngay|ngay hieu luc qd|hieu luc|ngay cong nhan thoat|ngay cong nhan thoat ngheo|"
        "ngay cong nhan thoat can ngheo"
    ),
    "b1": "diem b1|b1|tong diem b1",
    "b2": "diem b2|b2|tong diem b2",
    "minority": "ho dtts|dtts|ho dan toc thieu so|dan toc thieu so",
    "no_labour": (
        "khong co knld|kcknld|ho khong co knld|khong co kha nang lao dong|ho kcknld|ho khong co kha nang lao dong|khong knld|ho khong knld"
    ),
    "merit": (
        "tv co cong cm|co cong cm|ncc|nguoi co cong|ho co nguoi co cong|co cong|thanh vien co cong cm|"
        "thanh vien co cong cach mang|tv co cong|ho co thanh vien co cong cm|thanh vien co cong|co cong cach mang"
    ),
    "causes": "nguyen nhan ngheo|nguyen nhan",
    "note": "ghi chu",
    "card": "so the bhyt|the bhyt|ma the bhyt|bhyt|so bhyt|ma bhyt|so the bao hiem y te|ma so the bhyt",
    "card_to": "han the bhyt|han the|ngay het han the|han su dung the bhyt|thoi han the bhyt|ngay het han the bhyt|han the bao hiem y te",
    "size": "so nhan khau|so khau|nhan khau|so thanh vien|tong so nhan khau",
    "ignored": (
        "tinh|huyen|ma huyen|xa|ma xa|tuoi|ma tinh|phuong|ma thon|ma phuong|tinh thanh pho|quan huyen|phuong xa|xa phuong|"
        "stt thanh vien|stt tv|stt nhan khau|khu vuc|tinh tp|thanh pho|ma tdp|do tuoi"
    ),
}
KEY_OF = {alias: key for key, aliases in _ALIASES.items() for alias in aliases.split("|")}
_MARK = re.compile(r"^(?:cs|chi so) ?0?(\d{1,2})\b")
_PARENTHESES = re.compile(r"\([^)]*\)?")
_OTHER = re.compile(r"[^a-z0-9]+")
NAME_KEYS = frozenset({"head_name", "member_name"})
MIN_HEADINGS = 3
LONGEST_HEADING = 80


def mark_key(number: int) -> str:
    """The column key of the marks for the indicator printed as ``number``."""
    return f"cs{number}"


@lru_cache(maxsize=4096)
def key_of(text: str) -> str | None:
    """The column that a heading names; None for text that is no heading known here."""
    if len(text) > LONGEST_HEADING:
        return None
    folded = fold(text)
    for candidate in (folded, _PARENTHESES.sub(" ", folded)):
        plain = _OTHER.sub(" ", candidate).strip()
        if plain in KEY_OF:
            return KEY_OF[plain]
        mark = _MARK.match(plain)
        if mark:
            return mark_key(int(mark[1]))
    return None


@dataclass(slots=True)
class Heading:
    """A sheet's heading: ``columns`` maps column keys to cell positions (from 0), ``titles`` to the text as typed."""

    row: int
    columns: dict[str, int] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    repeated: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def take(self, cells: Sequence[Cell]) -> None:
        """Add the columns that a heading row names; the first of two equal headings counts."""
        taken = set(self.columns.values())
        for position, cell in enumerate(cells):
            if not isinstance(cell, str) or not cell.strip() or position in taken:
                continue
            text = clean(cell)
            key = key_of(text)
            if key is None:
                self.unknown.append(f"{text[:40]} ({column_letters(position + 1)})")
            elif key in self.columns and key != "ignored":
                self.repeated.append(f"{text[:40]} ({column_letters(position + 1)})")
            else:
                self.columns[key] = position
                self.titles[key] = text


def heading_keys(cells: Sequence[Cell]) -> list[str]:
    """Column keys that the text cells of a row name."""
    return [key for cell in cells if isinstance(cell, str) and cell and (key := key_of(clean(cell)))]


def is_heading(cells: Sequence[Cell]) -> bool:
    """Whether a row is a heading: several known headings, one of them a name."""
    keys = heading_keys(cells)
    return len(keys) >= MIN_HEADINGS and not NAME_KEYS.isdisjoint(keys)


def continues_heading(cells: Sequence[Cell], heading: Heading) -> bool:
    """Whether the row under a heading is its second line: only known headings, none of them known before."""
    texts = [cell for cell in cells if cell is not None and not (isinstance(cell, str) and not cell.strip())]
    keys = heading_keys(cells)
    return bool(texts) and len(keys) == len(texts) and all(key == "ignored" or key not in heading.columns for key in keys)
