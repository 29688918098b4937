"""The raw content of a workbook as the child process hands it back: rows of plain values and a few marked ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that holds no usable value: a formula error, a formula never computed, a time of day."""

    kind: str
    text: str


Cell = str | int | float | bool | date | BadCell | None
FORMULA_ERROR, NOT_COMPUTED, TIME = "e", "f", "t"
Merge = tuple[int, int, int, int]


@dataclass(slots=True)
class Sheet:
    """One worksheet. Rows are (row number from 1, cells from column 1); blank rows are left out.

    ``merges`` are (first row, first column, last row, last column); ``computed`` are cells whose value a formula gave.
    """

    name: str
    rows: list[tuple[int, list[Cell]]]
    merges: list[Merge] = field(default_factory=list)
    computed: frozenset[tuple[int, int]] = frozenset()
    hidden: bool = False
    from_1904: bool = False


def _cell(raw: Any) -> Cell:
    if not isinstance(raw, list):
        return raw  # type: ignore[no-any-return]
    kind, text = raw[0], raw[1]
    return date.fromisoformat(text) if kind == "d" else BadCell(kind, text)


def load_sheets(document: Mapping[str, Any]) -> list[Sheet]:
    """Sheets from the document that the child process printed."""
    sheets = []
    for raw in document["sheets"]:
        rows = [(number, [_cell(cell) if type(cell) is list else cell for cell in cells]) for number, cells in raw["rows"]]
        sheet = Sheet(
            raw["name"],
            rows,
            [(first, left, last, right) for first, left, last, right in raw["merges"]],
            frozenset((row, column) for row, column in raw["computed"]),
            bool(raw["hidden"]),
            bool(document.get("from_1904")),
        )
        _mark_not_computed(sheet, raw["not_computed"])
        sheets.append(sheet)
    return sheets


def _mark_not_computed(sheet: Sheet, places: Sequence[Sequence[int]]) -> None:
    """Put a marked cell where a formula has no stored value; such a cell reads as blank otherwise."""
    if not places:
        return
    rows = dict(sheet.rows)
    for row, column in places:
        cells = rows.setdefault(row, [])
        cells.extend([None] * (column - len(cells)))
        cells[column - 1] = BadCell(NOT_COMPUTED, "")
    sheet.rows = sorted(rows.items())


def column_letters(column: int) -> str:
    """``1`` → ``A``, ``27`` → ``AA``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def is_blank(cell: Cell) -> bool:
    """Whether a cell shows nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
