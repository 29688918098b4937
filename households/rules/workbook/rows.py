"""Which rows of a sheet are people, and which are repeated headings, block titles, totals or column numbers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from camphucnam.kernel.enums import LabelledEnum
from camphucnam.kernel.text import clean, fold
from households.rules.workbook.grid import BadCell, Cell, Sheet, is_blank
from households.rules.workbook.headings import NAME_KEYS, Heading, continues_heading, is_heading, key_of

Values = dict[str, Cell]
HEADING_SEARCH_ROWS = 80
_TOTAL = re.compile(r"^(?:(?:tong cong|tong so|cong don|toan phuong)\b.*|(?:tong|cong)\s*(?:[:.\d(].*)?)$")
_COLUMN_NUMBER = re.compile(r"^\(?\s*(?:\d{1,2}|[a-z])\s*\)?(?:\s*=.*)?$")
_GROUP_TITLE = re.compile(r"^(?:[ivx]+[.)/ ]+|\d+[.)/ ]+)?\s*((?:to dan pho|tdp|thon|khu pho|khom|ap)\b.*)$")
_SIGNATURE = re.compile(
    r"^(nguoi lap|tm\.? |kt\.? |uy ban nhan dan|chu tich|pho chu tich|noi nhan|xac nhan|truong ban|"
    r"ban chi dao|lap bieu|can bo|.*, ?ngay .*thang)"
)
# A row that fills one of these besides a name is a person.
PERSON_KEYS = frozenset({"relation", "birth", "sex", "personal_id", "card"})
# Merged over several rows, these belong to each of the rows; other merged cells count for their first row only.
HOUSEHOLD_KEYS = frozenset(
    {
        *("number", "code", "head_name", "group", "address", "phone", "class", "decision", "signed_on", "effective_on", "b1", "b2"),
        *("minority", "no_labour", "merit", "causes", "size"),
        *(f"cs{number}" for number in range(1, 21)),
    }
)


class RowKind(LabelledEnum):
    """What a row below the heading is."""

    PERSON = "person", "Dòng dữ liệu"
    HEADING = "heading", "Tiêu đề lặp lại"
    TITLE = "title", "Tên khối"
    TOTAL = "total", "Dòng cộng"
    LONE = "lone", "Dòng chỉ có một ô"


@dataclass(slots=True)
class Layout:
    """Titles above the heading, the heading, and the rows below it."""

    titles: list[str]
    heading: Heading
    body: list[tuple[int, list[Cell]]]


def find_layout(sheet: Sheet) -> Layout | None:
    """The first heading of a sheet; None for a sheet that is no list."""
    for index, (number, cells) in enumerate(sheet.rows[:HEADING_SEARCH_ROWS]):
        if not is_heading(cells):
            continue
        heading = Heading(number)
        heading.take(cells)
        body = sheet.rows[index + 1 :]
        if body and continues_heading(body[0][1], heading):
            heading.unknown.clear()
            heading.take(cells)
            heading.take(body[0][1])
            body = body[1:]
        titles = [clean(cell) for _, above in sheet.rows[:index] for cell in above if isinstance(cell, str) and cell.strip()]
        return Layout(titles, heading, body)
    return None


def fill_merges(sheet: Sheet, layout: Layout) -> None:
    """Give every row of a merged cell of a household column the value of its first row."""
    keys = {position: key for key, position in layout.heading.columns.items() if key in HOUSEHOLD_KEYS}
    rows = dict(layout.body)
    for first, left, last, _ in sheet.merges:
        if last == first or left - 1 not in keys or first not in rows:
            continue
        value = _at(rows[first], left - 1)
        if is_blank(value):
            continue
        for number in range(first + 1, last + 1):
            cells = rows.get(number)
            if cells is not None:
                cells.extend([None] * (left - len(cells)))
                cells[left - 1] = value


def _at(cells: Sequence[Cell], position: int) -> Cell:
    return cells[position] if position < len(cells) else None


def read_rows(layout: Layout) -> Iterator[tuple[int, Values]]:
    """Row number and the filled cells by column key."""
    columns = list(layout.heading.columns.items())
    for number, cells in layout.body:
        width = len(cells)
        yield number, {key: cell for key, place in columns if place < width and (cell := cells[place]) is not None and cell != ""}


def row_kind(cells: Sequence[Cell], values: Mapping[str, Cell]) -> RowKind:
    """What the row is. Only rows that name a person, or fill a column of persons, are data."""
    name = values.get("member_name", values.get("head_name"))
    has_person = not PERSON_KEYS.isdisjoint(values)
    if isinstance(name, str) and has_person and not _COLUMN_NUMBER.match(fold(name)):
        return RowKind.HEADING if key_of(clean(name)) in NAME_KEYS and is_heading(cells) else RowKind.PERSON
    filled = [cell for cell in cells if not is_blank(cell)]
    texts = [fold(cell) for cell in filled if isinstance(cell, str)]
    if _all_column_numbers(filled) or is_heading(cells):
        return RowKind.HEADING
    if not has_person and any(_TOTAL.match(text) for text in texts):
        return RowKind.TOTAL
    if len(filled) == 1:
        return RowKind.LONE if name is not None and not _is_caption(texts) else RowKind.TITLE
    named = isinstance(name, str) and not _is_caption([fold(name)])
    return RowKind.TITLE if not named and not has_person and _is_caption(texts) else RowKind.PERSON


def _is_caption(texts: Sequence[str]) -> bool:
    return any(_GROUP_TITLE.match(text) or _SIGNATURE.match(text) for text in texts)


def _all_column_numbers(filled: Sequence[Cell]) -> bool:
    return len(filled) >= 3 and all(
        _COLUMN_NUMBER.match(fold(cell)) if isinstance(cell, str) else isinstance(cell, (int, float)) and 0 <= cell < 100 for cell in filled
    )


def group_of_title(cells: Sequence[Cell]) -> str:
    """The group that a block title names; empty for other titles."""
    for cell in cells:
        if isinstance(cell, BadCell) or not isinstance(cell, str):
            continue
        text = clean(cell)
        match = _GROUP_TITLE.match(fold(text))
        if match:
            return text[len(fold(text)) - len(match[1]) :] if len(fold(text)) == len(text) else text
    return ""
