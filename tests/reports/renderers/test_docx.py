"""The editable edition says the same as the PDF."""

import io
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt

from reports.definitions.blocks import paragraph
from reports.renderers import docx as renderer
from tests.reports.sample import document


def opened(**options: Any) -> Any:
    return docx.Document(io.BytesIO(renderer.render(document(paragraph("Chữ \x0b lạ <b>&")), **options)))


def test_texts_and_styles() -> None:
    target = opened()
    texts = [item.text for item in target.paragraphs]
    for sentence in ("BÁO CÁO", "I. TÌNH HÌNH CHỈ ĐẠO, ĐIỀU HÀNH", "Chưa có nội dung.", "Chữ  lạ <b>&", "Phụ lục VII"):
        assert sentence in texts
    assert texts[-1] is not None
    assert any(text.endswith("./.") for text in texts)
    assert target.styles["Normal"].font.name == "Times New Roman"
    assert target.styles["Normal"].font.size == Pt(13.5)


def test_margins_and_landscape_annexes() -> None:
    sections = list(opened().sections)
    first = sections[0]
    assert [round(side / Mm(1)) for side in (first.top_margin, first.bottom_margin, first.left_margin, first.right_margin)] == [
        20,
        20,
        30,
        15,
    ]
    assert first.different_first_page_header_footer
    assert [section.orientation for section in sections[1:]] == [WD_ORIENT.LANDSCAPE] * 7


def test_tables_carry_the_figures() -> None:
    tables = opened().tables
    movement = next(table for table in tables if any("Diễn biến giảm số hộ nghèo" in cell.text for cell in table.rows[0].cells))
    total = [cell.text for cell in movement.rows[-2].cells]
    assert total[1:4] == ["Tổng cộng", "Hộ", "4"]
    assert "tblHeader" in movement.rows[0].cells[0].paragraphs[0].paragraph_format.element.getparent().getparent().xml


def test_the_same_document_twice_says_the_same() -> None:
    first, second = opened(), opened()
    assert [item.text for item in first.paragraphs] == [item.text for item in second.paragraphs]
    assert first.core_properties.created == second.core_properties.created
