"""Lists as workbooks: what a page shows, with the same columns. Text stays text: a name beginning with = is never a formula."""

from collections.abc import Iterable, Sequence
from datetime import date
from tempfile import TemporaryFile
from textwrap import wrap
from typing import IO, Any

from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from camphucnam.kernel.text import clean
from camphucnam.ui.tables import Column

THIN = Side(style="thin", color="B7C1C5")
BORDER = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEAD_FILL = PatternFill("solid", fgColor="E3EFF1")
FORMATS = {"number": "#,##0", "dong": "#,##0", "percent": "0.00", "day": "dd/mm/yyyy"}
NARROWEST, WIDEST = 8, 50
FONT = "Calibri"  # named on every cell: a bold face without a name becomes another family in some programs
LINE_POINTS = 15
SAMPLE = 200  # rows that decide how wide a column becomes


def workbook_of(title: str, lead: Sequence[str], columns: Sequence[Column], rows: Iterable[Any]) -> IO[bytes]:
    """An open temporary file with one sheet; it vanishes when closed. ``lead`` are lines under the title (day, filter, who)."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(clean(title)[:31].translate(str.maketrans("[]:*?/\\", "       ")))
    readers = [column.reader() for column in columns]
    lines = [[_plain(read(row)) for read in readers] for row in rows]
    widths = _set_up(sheet, columns, lines, len(lead) + 3)
    sheet.append([_cell(sheet, title, font=Font(name=FONT, bold=True, size=14))])
    for text in lead:
        sheet.append([_cell(sheet, text)])
    sheet.append([])
    middle = Alignment(wrap_text=True, vertical="center", horizontal="center")
    head = {"font": Font(name=FONT, bold=True), "fill": HEAD_FILL, "alignment": middle}
    heads = [column.title or column.label for column in columns]
    head_row = len(lead) + 3
    sheet.row_dimensions[head_row].height = _height(heads, widths)
    sheet.append([_cell(sheet, text, border=BORDER, **head) for text in heads])
    for number, values in enumerate(lines, head_row + 1):
        sheet.row_dimensions[number].height = _height(values, widths)
        sheet.append([_body(sheet, column, value) for column, value in zip(columns, values, strict=True)])
    target = TemporaryFile()  # noqa: SIM115 the response closes it
    book.save(target)
    target.seek(0)
    return target


def _plain(value: Any) -> Any:
    """What a cell holds: a number stays a number, a badge becomes its words."""
    if isinstance(value, SafeString):
        return clean(strip_tags(value))
    return clean(value) if isinstance(value, str) else value


def _cell(sheet: Worksheet, value: Any, **style: Any) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value if isinstance(value, int | float | date) else None if value is None else str(value))
    if isinstance(cell.value, str):
        cell.data_type = "s"
    for name, part in style.items():
        setattr(cell, name, part)
    return cell


def _body(sheet: Worksheet, column: Column, value: Any) -> WriteOnlyCell:
    cell = _cell(sheet, value, border=BORDER, alignment=_alignment(value))
    if isinstance(cell.value, str):
        cell.quotePrefix = True
    elif column.kind in FORMATS:
        cell.number_format = FORMATS[column.kind]
    elif isinstance(value, date):
        cell.number_format = FORMATS["day"]
    return cell


def _alignment(value: Any) -> Alignment:
    """Text keeps off the edge, so that it does not run into the number before it; days stand in the middle."""
    if isinstance(value, str):
        return Alignment(vertical="top", wrap_text=True, horizontal="left", indent=1)
    return Alignment(vertical="top", horizontal="center" if isinstance(value, date) else None)


def _height(values: Sequence[Any], widths: Sequence[int]) -> int:
    """Points for the cell with the most lines: not every program that opens a workbook makes room for text by itself."""
    texts = ((value, width) for value, width in zip(values, widths, strict=True) if isinstance(value, str))
    lines = (len(wrap(value, width - 2)) for value, width in texts if len(value) >= width - 1)
    return LINE_POINTS * max([1, *lines])


def _set_up(sheet: Worksheet, columns: Sequence[Column], lines: Sequence[Sequence[Any]], head_row: int) -> list[int]:
    """Page, head and widths of the columns, in characters."""
    widths = []
    for number, column in enumerate(columns):
        words = max(map(len, [column.label, *(column.title or "").split()]))
        longest = max([words, *(len(str(line[number])) for line in lines[:SAMPLE] if line[number] is not None)])
        widths.append(min(WIDEST, max(NARROWEST, longest + 3)))
        sheet.column_dimensions[get_column_letter(number + 1)].width = widths[-1]
    sheet.freeze_panes = f"A{head_row + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{head_row}:{head_row}"
    sheet.oddFooter.center.text = "Trang &P/&N"
    return widths
