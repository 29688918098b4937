"""Cells of a sheet as every common program writes them, several times faster than a general reader.

Strict: the pieces that match must be the whole of the sheet. A sheet that holds anything else (other attributes, rich text,
comments, namespaces with a prefix, rows out of order) is given back as None, and openpyxl reads it. Runs in the child process.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet._reader import _cast_number

_DATA = re.compile(r"<sheetData(?:\s*/>|>(.*)</sheetData>)", re.DOTALL)
_ROW = re.compile(r'\s*<row( r="(\d{1,7})")?[^<>]*?(?:/>|>(.*?)</row>)', re.DOTALL)
_CELL = re.compile(
    r'(\s*<c r="([A-Z]{1,3})(\d{1,7})"(?: s="(\d{1,6})")?(?: t="(n|s|b|e|str|inlineStr)")?\s*'
    r"(?:/>|>(?:(<f\b[^<>]*)(?:(?<=/)>|>[^<]*</f>))?(?:<v>([^<]*)</v>|<v ?/>|<is><t(?: xml:space=\"preserve\")?>([^<]*)</t></is>)?</c>))"
)
_ENTITY = re.compile(r"&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


@dataclass(frozen=True, slots=True)
class Styles:
    """What the workbook says about numbers: styles that show days, styles that show durations, and the first day of all."""

    days: frozenset[int]
    durations: frozenset[int]
    epoch: Any


@dataclass(slots=True)
class QuickSheet:
    """Rows with their numbers, and the places (row, column) of formulas with and without a stored value."""

    rows: list[tuple[int, list[Any]]]
    computed: list[tuple[int, int]]
    not_computed: list[tuple[int, int]]


class Unusual(Exception):
    """Something that only the general reader understands."""


def column_number(letters: str) -> int:
    """``A`` → 1, ``XFD`` → 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def read_quickly(data: bytes, strings: Sequence[str], styles: Styles) -> QuickSheet | None:
    """The cells of a sheet; None where it is not written in the common way."""
    try:
        text = data.decode("utf-8")
        if "<!--" in text or "<![CDATA[" in text or "\r" in text:
            return None
        found = _DATA.search(text)
        return _Reader(strings, styles).read(found[1] or "") if found else None
    except (Unusual, UnicodeDecodeError, ValueError, IndexError):
        return None


class _Reader:
    """State of one sheet: caches of columns and texts, and what was found."""

    def __init__(self, strings: Sequence[str], styles: Styles) -> None:
        self.strings, self.styles = strings, styles
        self.places: dict[str, int] = {}
        self.texts: dict[str, str] = {}
        self.found = QuickSheet([], [], [])

    def read(self, content: str) -> QuickSheet:
        position, number, end = 0, 0, len(content.rstrip())
        match: Callable[..., re.Match[str] | None] = _ROW.match
        while position < end:
            row = match(content, position)
            if row is None:
                raise Unusual
            position = row.end()
            said = int(row[2]) if row[2] else number + 1
            if said <= number:
                raise Unusual
            number = said
            if row[3]:
                self._row(number, row[3])
        return self.found

    def _row(self, number: int, content: str) -> None:
        cells = _CELL.findall(content)
        if sum([len(cell[0]) for cell in cells]) != len(content.rstrip()):
            raise Unusual
        row: list[Any] = []
        expected = str(number)
        for _, letters, at, style, kind, formula, value, inline in cells:
            place = self.places.get(letters)
            if place is None:
                place = self.places[letters] = column_number(letters)
            if at != expected or place <= len(row):
                raise Unusual
            if formula:
                (self.found.computed if value else self.found.not_computed).append((number, place))
            content_of = self._text(inline) if kind == "inlineStr" else self._value(kind, value, style)
            if content_of is not None and content_of != "":
                row.extend([None] * (place - 1 - len(row)))
                row.append(content_of)
        if row:
            self.found.rows.append((number, row))

    def _value(self, kind: str, value: str, style: str) -> Any:
        if not value:
            return None
        if kind == "s":
            return self.strings[int(value)]
        if kind in {"str", "e"}:
            return self._text(value)
        if kind == "b":
            return bool(int(value))
        number = _cast_number(value)
        return self._day(number, int(style)) if style and int(style) in self.styles.days else number

    def _day(self, number: float, style: int) -> Any:
        try:
            return from_excel(number, self.styles.epoch, timedelta=style in self.styles.durations)
        except (OverflowError, ValueError):
            return "#VALUE!"

    def _text(self, raw: str) -> str:
        if "&" not in raw:
            return raw
        text = self.texts.get(raw)
        if text is None:
            text = self.texts[raw] = _ENTITY.sub(_character, raw)
            if raw.count("&") != len(_ENTITY.findall(raw)):
                raise Unusual
        return text


def _character(match: re.Match[str]) -> str:
    if match[3]:
        return _NAMED[match[3]]
    code = int(match[1]) if match[1] else int(match[2], 16)
    if code < 32 and code not in {9, 10, 13}:
        raise Unusual
    return chr(code)
