"""An official document as an editable Word file in the styles of NĐ 30/2020/NĐ-CP."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from camphucnam.documents import words
from camphucnam.documents.official import OfficialDocument, Passage, recipient_lines

FONT = "Times New Roman"
BODY = 14
INDENT = Mm(12.7)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15  # millimetres
ITALIC_LEVEL = 4

Line = tuple[str, float, bool, bool]


def render(document: OfficialDocument) -> bytes:
    """The editable document."""
    target = docx.Document()
    _set_up(target)
    if document.mark:
        _write(target.sections[0].header.add_paragraph(), document.mark, bold=True, italic=True)
    _letterhead(target, document)
    if document.mark:
        _write(target.add_paragraph(), f"({document.mark})", bold=True, italic=True)
    if document.is_demo:
        _write(target.add_paragraph(), "Dữ liệu minh họa", size=12, italic=True)
    _write(target.add_paragraph(), document.type_word, bold=True)
    _write(target.add_paragraph(), document.subject, bold=True)
    _write(target.add_paragraph(), "———————", size=8, space=6)
    for passage in document.passages:
        _passage(target.add_paragraph(), passage)
    _ending(target, document)
    _stamp(target, document)
    file = BytesIO()
    target.save(file)
    return file.getvalue()


def _element(parent: Any, tag: str, **attributes: str) -> Any:
    child = OxmlElement(tag)
    for name, value in attributes.items():
        child.set(qn(f"w:{name}"), value)
    parent.append(child)
    return child


def _run(paragraph: Any, text: str, size: float = BODY, *, bold: bool = False, italic: bool = False) -> None:
    run = paragraph.add_run(CONTROL.sub("", text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _write(paragraph: Any, text: str, *, size: float = BODY, bold: bool = False, italic: bool = False, space: float = 0) -> None:
    _run(paragraph, text, size, bold=bold, italic=italic)
    paragraph.alignment = ALIGN.CENTER
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(0), Pt(space)


def _passage(paragraph: Any, passage: Passage) -> None:
    layout = paragraph.paragraph_format
    layout.first_line_indent, layout.space_before, layout.space_after, layout.line_spacing = INDENT, Pt(0), Pt(6), 1.15
    layout.keep_with_next = bool(passage.level) and not passage.text
    paragraph.alignment = ALIGN.JUSTIFY
    if passage.lead:
        _run(paragraph, passage.lead + (" " if passage.text else ""), bold=True, italic=passage.level == ITALIC_LEVEL)
    if passage.text:
        _run(paragraph, passage.text, italic=passage.is_basis)


def _set_up(target: Any) -> None:
    normal = target.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(BODY)
    for script in ("eastAsia", "cs"):
        normal.element.rPr.rFonts.set(qn(f"w:{script}"), FONT)
    _element(normal.element.rPr, "w:lang", val="vi-VN")
    section = target.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = Mm(9)
    _page_number(section)


def _page_number(section: Any) -> None:
    """Centred in the top margin, not on the first page."""
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = ALIGN.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(13)
    for kind in ("begin", "", "end"):
        if kind:
            _element(run.element, "w:fldChar", fldCharType=kind)
        else:
            _element(run.element, "w:instrText").text = "PAGE"


def _two_columns(target: Any, left: int, right: int) -> Any:
    table = target.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    row = table.rows[0]
    for number, width in enumerate((left, right)):  # both: Word reads the cells, other programs the columns
        table.columns[number].width = row.cells[number].width = Mm(width)
    return row


def _lines(cell: Any, lines: Iterable[Line], *, left: bool = False) -> None:
    for number, (text, size, bold, italic) in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        _write(paragraph, text, size=size, bold=bold, italic=italic)
        paragraph.alignment = ALIGN.LEFT if left else ALIGN.CENTER


def _letterhead(target: Any, document: OfficialDocument) -> None:
    left, right = _two_columns(target, 68, 97).cells
    parent: list[Line] = [(document.parent, 12.5, False, False)] if document.parent else []
    own: list[Line] = [(document.authority, 12.5, True, False), ("————", 8, False, False), (document.number_line, 13, False, False)]
    _lines(left, [*parent, *own])
    nation: list[Line] = [(words.NATION, 12, True, False), (words.MOTTO, 13.5, True, False), ("———————————————", 8, False, False)]
    _lines(right, [*nation, (document.place_line, 13.5, False, True)])
    _write(target.add_paragraph(), "", size=6)


def _ending(target: Any, document: OfficialDocument) -> None:
    row = _two_columns(target, 82, 83)
    left, right = row.cells
    to: list[Line] = [(line, 11, False, False) for line in recipient_lines(document.recipients)]
    _lines(left, [("Nơi nhận:", 12, True, True), *to], left=True)
    signing: list[Line] = [(line, BODY, True, False) for line in document.signing_lines]
    gap: list[Line] = [("", BODY, True, False)] * 4
    _lines(right, [*signing, *gap, (document.signer_name, BODY, True, False)])
    properties = left.paragraphs[0].paragraph_format.element.getparent().getparent().get_or_add_trPr()
    _element(properties, "w:cantSplit")


def _stamp(target: Any, document: OfficialDocument) -> None:
    properties = target.core_properties
    properties.title, properties.language = CONTROL.sub("", document.subject)[:255], "vi-VN"
    properties.author = CONTROL.sub("", document.authority.replace("\n", " "))[:255]
    properties.comments = ""
    properties.created = properties.modified = datetime.combine(document.dated_on, time(), UTC)
