"""Blocks and small tables of the running text of a report."""

from collections.abc import Iterable, Sequence

from reports.layout import Block, Column, HeadCell, Kind, Row, Sheet, Value

NO_TEXT = "Chưa có nội dung."


def heading(text: str, level: int) -> Block:
    """A heading of the outline."""
    return Block("heading", text, level)


def paragraph(text: str) -> Block:
    """A sentence filled in from data."""
    return Block("paragraph", text)


def missing(text: str = NO_TEXT) -> Block:
    """What stands where there is nothing yet."""
    return Block("missing", text)


def paragraphs(text: str) -> list[Block]:
    """The officer's text: one paragraph per line."""
    return [paragraph(line.strip()) for line in text.splitlines() if line.strip()]


def table(
    code: str, title: str, columns: Sequence[tuple[str, Kind, int]], rows: Iterable[Sequence[Value]], notes: Sequence[str] = ()
) -> Block:
    """A plain table of the running text; ``columns`` are (head, kind, width)."""
    head = tuple(HeadCell(label, 0, number) for number, (label, _, _) in enumerate(columns))
    kinds = tuple(Column(str(number), kind, width) for number, (_, kind, width) in enumerate(columns))
    sheet = Sheet(code, title[:31], title, (), kinds, head, tuple(Row(tuple(row)) for row in rows), tuple(notes), landscape=False)
    return Block("table", sheet=sheet)
