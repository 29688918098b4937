"""DOCX by python-docx: the same frozen document as an editable report in the styles of NĐ 30/2020."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from camphucnam.documents import words as paper
from reports.layout import Block, Document, Registration, Sheet
from reports.renderers import words
from reports.renderers.docx_tables import CONTROL, table_element

FONT = "Times New Roman"
BODY = 13.5
INDENT = Mm(12.7)
# (page width, page height, top, bottom, left, right) in millimetres
PORTRAIT = (210, 297, 20, 20, 30, 15)
LANDSCAPE = (297, 210, 20, 15, 20, 15)


def _write(
    paragraph: Any, text: str, *, size: float = BODY, bold: bool = False, italic: bool = False, align: Any = ALIGN.CENTER, space: float = 0
) -> None:
    run = paragraph.add_run(CONTROL.sub("", text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(space)
    paragraph.paragraph_format.space_before = Pt(0)


def _element(parent: Any, tag: str, **attributes: str) -> Any:
    child = OxmlElement(tag)
    for name, value in attributes.items():
        child.set(qn(f"w:{name}"), value)
    parent.append(child)
    return child


def _styles(target: Any) -> None:
    normal = target.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(BODY)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.element.rPr.rFonts.set(qn("w:cs"), FONT)
    _element(normal.element.rPr, "w:lang", val="vi-VN")
    for level in (1, 2, 3):
        style = target.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(BODY), True, level == 3
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.element.rPr.rFonts.set(qn("w:ascii"), FONT)
        style.element.rPr.rFonts.set(qn("w:hAnsi"), FONT)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(6), Pt(4)
        style.paragraph_format.first_line_indent = INDENT


def _page(section: Any, shape: tuple[int, ...]) -> None:
    width, height, top, bottom, left, right = shape
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(top), Mm(bottom), Mm(left), Mm(right)
    section.header_distance = Mm(9)


def _page_number(section: Any) -> None:
    """Centred in the top margin, not on the first page."""
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = ALIGN.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            _element(run.element, "w:fldChar", fldCharType=kind)
        else:
            _element(run.element, "w:instrText").text = text


def _two_columns(target: Any, left: int, right: int) -> tuple[Any, Any]:
    table = target.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    cells = table.rows[0].cells
    cells[0].width, cells[1].width = Mm(left), Mm(right)
    return cells


def _lines(cell: Any, lines: Iterable[tuple[str, float, bool, bool]], align: Any = ALIGN.CENTER) -> None:
    for number, (text, size, bold, italic) in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        _write(paragraph, text, size=size, bold=bold, italic=italic, align=align)


def _letterhead(target: Any, document: Document, registration: Registration) -> None:
    left, right = _two_columns(target, 68, 97)
    head = document.letterhead
    parent = [(paper.stacked(head.parent), 12.5, False, False)] if head.parent else []
    _lines(
        left,
        [
            *parent,
            (paper.stacked(head.authority), 12.5, True, False),
            ("————", 8, False, False),
            (words.number_line(document, registration), 13, False, False),
        ],
    )
    _lines(
        right,
        [
            (paper.NATION, 12, True, False),
            (paper.MOTTO, 13.5, True, False),
            ("———————————————", 8, False, False),
            (words.place_line(document, registration), 13.5, False, True),
        ],
    )


def _row_of(cell: Any) -> Any:
    """The row element that a cell stands in."""
    return cell.paragraphs[0].paragraph_format.element.getparent().getparent()


def _sheet(target: Any, sheet: Sheet, width: float) -> None:
    after = target.add_paragraph()  # Word wants a paragraph between and after tables
    _write(after, "", size=4)
    after.paragraph_format.element.addprevious(table_element(sheet, width))
    for note in sheet.notes:
        _write(target.add_paragraph(), note, size=10, italic=True, align=ALIGN.LEFT)


def _block(target: Any, block: Block) -> None:
    if block.kind == "heading":
        target.add_heading(CONTROL.sub("", block.text), level=block.level - 1)
    elif block.sheet is not None:
        _write(target.add_paragraph(), block.sheet.title, size=12.5, bold=True)
        _sheet(target, block.sheet, 165)
    else:
        paragraph = target.add_paragraph()
        _write(paragraph, block.text, italic=block.kind == "missing", align=ALIGN.JUSTIFY, space=6)
        paragraph.paragraph_format.first_line_indent = INDENT


def _ending(target: Any, document: Document) -> None:
    left, right = _two_columns(target, 82, 83)
    _lines(left, [("Nơi nhận:", 12, True, True), *((f"- {line}", 11, False, False) for line in document.recipients)], ALIGN.LEFT)
    gap = [("", BODY, True, False)] * 4
    _lines(right, [*((line, BODY, True, False) for line in document.signing_lines), *gap, (document.signer_name, BODY, True, False)])
    _element(_row_of(left).get_or_add_trPr(), "w:cantSplit")


def render(document: Document, registration: Registration | None = None, *, preview: bool = False) -> bytes:
    """The editable document."""
    registration = registration or Registration()
    target = docx.Document()
    _styles(target)
    _page(target.sections[0], PORTRAIT)
    _page_number(target.sections[0])
    _letterhead(target, document, registration)
    for mark in [words.WATERMARK] * preview + [words.DEMO] * document.demo:
        _write(target.add_paragraph(), mark, size=12, bold=True)
    _write(target.add_paragraph(), document.type_word, size=14, bold=True)
    _write(target.add_paragraph(), document.subject, size=14, bold=True, space=6)
    if document.provisional:
        _write(target.add_paragraph(), words.PROVISIONAL, italic=True, space=6)
    if document.addressee:
        _write(target.add_paragraph(), f"Kính gửi: {document.addressee}", space=6)
    for basis in document.bases:
        paragraph = target.add_paragraph()
        _write(paragraph, basis, italic=True, align=ALIGN.JUSTIFY, space=6)
        paragraph.paragraph_format.first_line_indent = INDENT
    for block in (*document.blocks, Block("paragraph", f"{document.closing}{words.END}")):
        _block(target, block)
    _ending(target, document)
    _annexes(target, document, registration)
    _stamp(target, document)
    file = BytesIO()
    target.save(file)
    return file.getvalue()


def _annexes(target: Any, document: Document, registration: Registration) -> None:
    for number, sheet in enumerate(document.annexes):
        section = target.add_section()
        _page(section, LANDSCAPE)
        section.different_first_page_header_footer = False
        _write(target.add_paragraph(), f"Phụ lục {words.ROMAN[number]}", size=14, bold=True)
        _write(target.add_paragraph(), sheet.title, size=13, bold=True)
        for line in (words.annex_line(document, registration), *sheet.subtitles):
            _write(target.add_paragraph(), line, size=12, italic=True)
        _sheet(target, sheet, 262)


def _stamp(target: Any, document: Document) -> None:
    properties = target.core_properties
    properties.title, properties.language = CONTROL.sub("", document.subject)[:255], "vi-VN"
    properties.author = CONTROL.sub("", document.letterhead.authority)[:255]
    properties.comments = ""
    properties.created = properties.modified = datetime.combine(document.dated_on, time(), UTC)
