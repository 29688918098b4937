"""Tables of a document as WordprocessingML, written as text: setting each cell through python-docx takes ten times as long."""

import re
from typing import Any

from django.utils.html import escape
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from reports.layout import HeadCell, Sheet
from reports.renderers.tables import reads_left, spans_of
from reports.renderers.words import shown

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
HALF_POINTS = 20
TWIPS_PER_MM = 56.7
RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
_LINE = 'w:val="single" w:sz="4" w:space="0" w:color="000000"'
_SIDES = "".join(f"<w:{side} {_LINE}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
_PARAGRAPH = '<w:pPr><w:spacing w:before="20" w:after="20"/><w:jc w:val="{}"/></w:pPr>'


def _cell(text: str, width: int, *, span: int = 1, merge: str = "", align: str = "center", bold: bool = False, italic: bool = False) -> str:
    grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    face = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    words = escape(CONTROL.sub("", text))
    run = f'<w:r><w:rPr>{face}<w:sz w:val="{HALF_POINTS}"/></w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>' if words else ""
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{grid}{merge}<w:vAlign w:val="center"/></w:tcPr>'
    return f"<w:tc>{properties}<w:p>{_PARAGRAPH.format(align)}{run}</w:p></w:tc>"


def _head_row(sheet: Sheet, number: int, widths: list[int]) -> str:
    covering = {cell.column: cell for cell in sheet.head if cell.row <= number < cell.row + cell.rows}
    cells = "".join(_head_cell(covering[column], number, widths) for column in sorted(covering))
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _head_cell(cell: HeadCell, number: int, widths: list[int]) -> str:
    first = cell.row == number
    merge = (RESTART if first else CONTINUE) if cell.rows > 1 else ""
    width = sum(widths[cell.column : cell.column + cell.columns])
    return _cell(cell.text if first else "", width, span=cell.columns, merge=merge, bold=not cell.italic, italic=cell.italic)


def _body(sheet: Sheet, widths: list[int]) -> str:
    rows = []
    for row, spans in zip(sheet.rows, spans_of(sheet), strict=True):
        cells = []
        for index, (value, column) in enumerate(zip(row.values, sheet.columns, strict=True)):
            joined = index in row.joined
            merge = CONTINUE if joined else RESTART if spans.get(index, 1) > 1 else ""
            text = "" if joined else shown(value, column.kind)
            cells.append(_cell(text, widths[index], merge=merge, align="left" if reads_left(column) else "center", bold=row.total))
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>")
    return "".join(rows)


def table_element(sheet: Sheet, width: float) -> Any:
    """The table, ``width`` millimetres wide, its printed head repeated on every page."""
    whole = sum(column.width for column in sheet.columns)
    widths = [round(column.width / whole * width * TWIPS_PER_MM) for column in sheet.columns]
    properties = (
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{_SIDES}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
    )
    grid = "".join(f'<w:gridCol w:w="{part}"/>' for part in widths)
    head = "".join(_head_row(sheet, number, widths) for number in range(sheet.head_rows))
    return parse_xml(f"<w:tbl {nsdecls('w')}>{properties}<w:tblGrid>{grid}</w:tblGrid>{head}{_body(sheet, widths)}</w:tbl>")
