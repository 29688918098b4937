"""XLSX by openpyxl: typed cells, heads merged as printed, print set-up. No text ever becomes a formula."""

from collections.abc import Iterable
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from camphucnam.documents import words as paper
from camphucnam.kernel.dates import format_dmy
from reports.layout import Document, Kind, Registration, Sheet, Value
from reports.renderers import words
from reports.renderers.tables import reads_left, spans_of

FONT = "Times New Roman"
FORMATS = {Kind.NUMBER: "#,##0", Kind.PERCENT: "0.00", Kind.DAY: "dd/mm/yyyy", Kind.TEXT: "@"}
THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
PLAIN_LEFT = Alignment(horizontal="left", vertical="center")
INCH = 25.4
# A formula is known by its first character; such text is also marked so that it stays text when somebody edits the cell.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
HEAD_LINE_HEIGHT, HEAD_CHARS = 13, 1.15


def put(sheet: Worksheet, row: int, column: int, value: Value, *, kind: Kind = Kind.TEXT) -> Cell:
    """Write a typed value; text is written as text whatever it begins with."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        text = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(FORMULA_STARTS)
    else:
        cell.value = float(value) if isinstance(value, Decimal) else value
        cell.number_format = FORMATS[kind]
    return cell


def _line(sheet: Worksheet, row: int, first: int, last: int, text: str, font: Font, alignment: Alignment = CENTRE) -> None:
    cell = put(sheet, row, first, text)
    cell.font, cell.alignment = font, alignment
    if last > first:
        sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)


def _letterhead(target: Worksheet, document: Document, n_columns: int) -> int:
    """Two halves of the first lines; the next free row."""
    half = max(1, n_columns * 2 // 5)
    _line(target, 1, 1, half, document.letterhead.authority, Font(name=FONT, size=12, bold=True))
    if n_columns > half:
        _line(target, 1, half + 1, n_columns, paper.NATION, Font(name=FONT, size=12, bold=True))
        _line(target, 2, half + 1, n_columns, paper.MOTTO, Font(name=FONT, size=13, bold=True))
    return 4


def _head(target: Worksheet, sheet: Sheet, top: int) -> None:
    for cell in sheet.head:
        row, column = top + cell.row, cell.column + 1
        drawn = put(target, row, column, cell.text)
        drawn.font, drawn.alignment = Font(name=FONT, size=11, bold=not cell.italic, italic=cell.italic), CENTRE
        for r in range(row, row + cell.rows):
            for c in range(column, column + cell.columns):
                target.cell(r, c).border = BOX
        if cell.rows > 1 or cell.columns > 1:
            target.merge_cells(start_row=row, start_column=column, end_row=row + cell.rows - 1, end_column=column + cell.columns - 1)
    for number in range(sheet.head_rows):
        target.row_dimensions[top + number].height = _head_height(sheet, number)


def _head_height(sheet: Sheet, number: int) -> float:
    """Tall enough for the longest wrapped head text of the line; merged cells do not grow by themselves."""
    lines = 1.0
    for cell in sheet.head:
        if cell.row <= number < cell.row + cell.rows:
            width = sum(column.width for column in sheet.columns[cell.column : cell.column + cell.columns])
            lines = max(lines, -(-len(cell.text) * HEAD_CHARS // max(1, width)) / cell.rows)
    return HEAD_LINE_HEIGHT * max(1.0, lines) + 4


def _body(target: Worksheet, sheet: Sheet, top: int) -> int:
    spans = spans_of(sheet)
    for number, row in enumerate(sheet.rows):
        for index, (value, column) in enumerate(zip(row.values, sheet.columns, strict=True)):
            if index in row.joined:
                target.cell(top + number, index + 1).border = BOX
                continue
            cell = put(target, top + number, index + 1, value, kind=column.kind)
            cell.font = Font(name=FONT, size=11, bold=row.total)
            cell.alignment = LEFT if reads_left(column) else CENTRE
            cell.border = BOX
        for index, n_lines in spans[number].items():
            if n_lines > 1:
                first = top + number
                target.merge_cells(start_row=first, start_column=index + 1, end_row=first + n_lines - 1, end_column=index + 1)
    return top + len(sheet.rows)


def draw(target: Worksheet, sheet: Sheet, document: Document, *, preview: bool) -> None:
    """One table on one worksheet."""
    n_columns = len(sheet.columns)
    row = _letterhead(target, document, n_columns)
    marks = [words.WATERMARK] if preview else []
    marks += [words.DEMO] if document.demo else []
    for text, font in [
        (sheet.title, Font(name=FONT, size=13, bold=True)),
        *((line, Font(name=FONT, size=12, italic=True)) for line in (*sheet.subtitles, *marks)),
    ]:
        _line(target, row, 1, n_columns, text, font)
        row += 1
    target.row_dimensions[4].height = 34 if len(sheet.title) > n_columns * 8 else 20
    top = row + 1
    _head(target, sheet, top)
    after = _body(target, sheet, top + sheet.head_rows)
    for note in sheet.notes:
        _line(target, after, 1, n_columns, note, Font(name=FONT, size=10, italic=True), PLAIN_LEFT)
        after += 1
    for index, column in enumerate(sheet.columns):
        target.column_dimensions[get_column_letter(index + 1)].width = column.width + 1
    _print_setup(target, sheet, top)


def _print_setup(target: Worksheet, sheet: Sheet, top: int) -> None:
    bottom = top + sheet.head_rows - 1
    target.freeze_panes = target.cell(bottom + 1, 1)
    target.print_title_rows = f"{top}:{bottom}"
    target.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    target.page_setup.paperSize = target.PAPERSIZE_A4
    target.sheet_properties.pageSetUpPr.fitToPage = True
    target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, 0
    target.print_options.horizontalCentered = True
    margins = target.page_margins
    margins.top, margins.bottom, margins.left, margins.right = 20 / INCH, 15 / INCH, 20 / INCH, 15 / INCH
    target.oddFooter.center.text = "&P/&N"


def _cover(
    target: Worksheet, document: Document, registration: Registration, sheets: Iterable[tuple[str, Sheet]], *, preview: bool
) -> None:
    target.title = "Thông tin"
    lines = [
        ("Văn bản", f"{document.type_word.capitalize()} {document.subject[:1].lower()}{document.subject[1:]}".strip()),
        ("Đơn vị", document.letterhead.authority),
        ("Số", words.number_line(document, registration).removeprefix("Số: ").strip()),
        ("Số liệu đến hết ngày", format_dmy(document.dated_on)),
        ("Tình trạng", "Số liệu sơ bộ" if document.provisional else "Số liệu chính thức"),
        *([("Ghi chú", words.WATERMARK)] if preview else []),
        *([("Dữ liệu", words.DEMO)] if document.demo else []),
        *((name, sheet.title) for name, sheet in sheets),
    ]
    for number, (label, text) in enumerate(lines, 1):
        put(target, number, 1, label).font = Font(name=FONT, size=11, bold=True)
        cell = put(target, number, 2, text)
        cell.font, cell.alignment = Font(name=FONT, size=11), LEFT
    target.column_dimensions["A"].width, target.column_dimensions["B"].width = 24, 100
    target.page_setup.orientation = "landscape"
    target.sheet_properties.pageSetUpPr.fitToPage = True
    target.page_setup.fitToHeight = 0


def named_sheets(document: Document) -> list[tuple[str, Sheet]]:
    """Every table of the document with the name of its worksheet."""
    tables = [block.sheet for block in document.blocks if block.sheet is not None]
    named = [(f"Bảng {number}", sheet) for number, sheet in enumerate(tables, 1)]
    return [*named, *((sheet.name[:31], sheet) for sheet in document.annexes)]


def render(document: Document, registration: Registration | None = None, *, preview: bool = False) -> bytes:
    """The workbook: a first sheet that says what it is (not for a form alone), then one sheet per table."""
    book = Workbook()
    sheets = named_sheets(document)
    if document.type_word:
        _cover(book.active, document, registration or Registration(), sheets, preview=preview)
    else:
        book.remove(book.active)
    for name, sheet in sheets:
        draw(book.create_sheet(name), sheet, document, preview=preview)
    book.properties.title = ILLEGAL_CHARACTERS_RE.sub("", document.subject)
    book.properties.creator = ILLEGAL_CHARACTERS_RE.sub("", document.letterhead.authority)
    file = BytesIO()
    book.save(file)
    return file.getvalue()
