"""What a document looks like, without a word of how it is drawn: blocks of text, tables with the heads as printed.

Renderers see only these values, read back from the snapshot; they know neither models nor queries.
"""

from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

Value = str | int | Decimal | date | None


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in answers (the printed number), what it holds, and its width in characters."""

    key: str
    kind: Kind = Kind.NUMBER
    width: int = 9


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of the printed head: where it begins (counted from 0) and how far it reaches."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row. ``joined`` names the columns whose cell continues the cell above; ``behind`` the households of a figure by column
    key; ``group`` and ``unit`` say which line of the form it is."""

    values: tuple[Value, ...]
    total: bool = False
    joined: tuple[int, ...] = ()
    group: str = ""
    unit: str = ""
    behind: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its titles, head as printed, rows and notes. Empty figures are None and are drawn as missing."""

    code: str
    name: str
    title: str
    subtitles: tuple[str, ...]
    columns: tuple[Column, ...]
    head: tuple[HeadCell, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    landscape: bool = True

    @property
    def head_rows(self) -> int:
        """How many rows the head takes."""
        return max((cell.row + cell.rows for cell in self.head), default=0)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the running text: ``heading`` (with its level), ``paragraph``, ``missing`` or ``table``."""

    kind: str
    text: str = ""
    level: int = 0
    sheet: Sheet | None = None


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of a document (NĐ 30/2020/NĐ-CP, Phụ lục I). ``issuer`` is the issuing body as it stands inside a sentence."""

    parent: str
    authority: str
    issuer: str
    symbol: str
    place: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. A document without ``type_word`` is a form alone: its annexes under a short head."""

    type_word: str
    subject: str
    letterhead: Letterhead
    addressee: str
    bases: tuple[str, ...]
    blocks: tuple[Block, ...]
    closing: str
    recipients: tuple[str, ...]
    signing_lines: tuple[str, ...]
    signer_name: str
    annexes: tuple[Sheet, ...]
    dated_on: date
    provisional: bool = False
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Registration:
    """What the clerk adds after the figures are frozen: number and day of the document. Both may stay blank."""

    number: str = ""
    dated_on: date | None = None


def _value(text: Any, kind: Kind) -> Value:
    if text is None or not isinstance(text, str):
        return text
    if kind is Kind.PERCENT:
        return Decimal(text)
    return date.fromisoformat(text) if kind is Kind.DAY else text


def sheet_from(data: dict[str, Any]) -> Sheet:
    """A sheet read back from a snapshot."""
    columns = tuple(Column(item["key"], Kind(item["kind"]), item["width"]) for item in data["columns"])
    rows = tuple(
        Row(
            tuple(_value(value, column.kind) for value, column in zip(item["values"], columns, strict=True)),
            item["total"],
            tuple(item["joined"]),
            item["group"],
            item["unit"],
            {key: tuple(codes) for key, codes in item["behind"].items()},
        )
        for item in data["rows"]
    )
    head = tuple(HeadCell(**item) for item in data["head"])
    texts = {key: tuple(data[key]) for key in ("subtitles", "notes")}
    return Sheet(data["code"], data["name"], data["title"], texts["subtitles"], columns, head, rows, texts["notes"], data["landscape"])


def document_from(data: dict[str, Any]) -> Document:
    """A document read back from a snapshot."""
    values = {item.name: data[item.name] for item in fields(Document)}
    values["letterhead"] = Letterhead(**data["letterhead"])
    values["blocks"] = tuple(
        Block(item["kind"], item["text"], item["level"], sheet_from(item["sheet"]) if item["sheet"] else None) for item in data["blocks"]
    )
    values["annexes"] = tuple(sheet_from(item) for item in data["annexes"])
    values["dated_on"] = date.fromisoformat(data["dated_on"])
    for key in ("bases", "recipients", "signing_lines"):
        values[key] = tuple(data[key])
    return Document(**values)
