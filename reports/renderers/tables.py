"""Tables of a document as HTML, joined as text: a template per cell would cost more than the page around it."""

from collections.abc import Callable, Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from reports.layout import Column, HeadCell, Kind, Row, Sheet, Value
from reports.renderers.words import shown

NARROW = 8
PLACE = "B"  # the column of group names


def reads_left(column: Column) -> bool:
    """Words begin at the left; numbers of lines and figures stand in the middle."""
    return column.kind is Kind.TEXT and column.width > NARROW


def spans_of(sheet: Sheet) -> list[dict[int, int]]:
    """For every row, how many lines each cell takes that the following rows continue."""
    spans: list[dict[int, int]] = [{} for _ in sheet.rows]
    for column in {column for row in sheet.rows for column in row.joined}:
        start = 0
        for number, row in enumerate(sheet.rows):
            if column in row.joined:
                spans[start][column] = spans[start].get(column, 1) + 1
            else:
                start = number
    return spans


def _head_cell(cell: HeadCell) -> str:
    size = (f' rowspan="{cell.rows}"' if cell.rows > 1 else "") + (f' colspan="{cell.columns}"' if cell.columns > 1 else "")
    return f"<th{size}{' class=i' if cell.italic else ''}>{escape(cell.text)}</th>"


def _head(sheet: Sheet) -> Iterator[str]:
    for number in range(sheet.head_rows):
        cells = sorted((cell for cell in sheet.head if cell.row == number), key=lambda cell: cell.column)
        yield f"<tr>{''.join(map(_head_cell, cells))}</tr>"


Link = Callable[[Row, Column], str]


def _cell(row: Row, column: Column, value: Value, link: Link | None) -> str:
    text = escape(shown(value, column.kind))
    url = link(row, column) if link is not None else ""
    return f'<a href="{escape(url)}">{text}</a>' if url else str(text)


def _row(sheet: Sheet, row: Row, spans: dict[int, int], link: Link | None) -> str:
    cells = []
    for number, (value, column) in enumerate(zip(row.values, sheet.columns, strict=True)):
        if number in row.joined:
            continue
        span = f' rowspan="{spans[number]}"' if spans.get(number, 1) > 1 else ""
        css = f' class="{"t g" if column.key == PLACE else "t" if reads_left(column) else "n"}"'
        cells.append(f"<td{span}{css}>{_cell(row, column, value, link)}</td>")
    css = " ".join(filter(None, ["total" if row.total else "", "with-above" if row.joined else ""]))
    return f"<tr{f' class={chr(34)}{css}{chr(34)}' if css else ''}>{''.join(cells)}</tr>"


def _parts(sheet: Sheet, link: Link | None = None) -> str:
    body = "".join(_row(sheet, row, spans, link) for row, spans in zip(sheet.rows, spans_of(sheet), strict=True))
    return f"<thead>{''.join(_head(sheet))}</thead><tbody>{body}</tbody>"


def table_html(sheet: Sheet) -> SafeString:
    """The table for print, with the widths of its columns; the head is repeated on every page."""
    whole = sum(column.width for column in sheet.columns)
    widths = "".join(f'<col style="width:{column.width * 100 / whole:.2f}%">' for column in sheet.columns)
    return mark_safe(f"<table class=sheet><colgroup>{widths}</colgroup>{_parts(sheet)}</table>")


def screen_html(sheet: Sheet, link: Link | None = None) -> SafeString:
    """The same table for a page; ``link`` leads from a figure to what is behind it."""
    caption = f'<caption class="visually-hidden">{escape(sheet.title)}</caption>'
    # A wide table scrolls inside its frame on a phone; the keyboard must reach it too.
    frame = f'<div class="table-frame" tabindex="0" role="group" aria-label="{escape(sheet.title)}">'
    return mark_safe(f'{frame}<table class="table office-table dense form-table">{caption}{_parts(sheet, link)}</table></div>')
