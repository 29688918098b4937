"""Workbooks: typed cells, merged heads, print set-up, and no formula from any text."""

import io
from dataclasses import replace
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from reports.definitions.blocks import table
from reports.layout import Kind, Registration
from reports.renderers import xlsx
from tests.reports.sample import document

PAYLOADS = [
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "=cmd|' /C calc'!A0",
    '=IMPORTXML("x")',
    "='x'",
    '=DDE("a")',
    "＝1+1",
    "%0A=1",
    "=\x00 1",
    "\ufeff=1",
]


def book_of(**changes: object) -> Workbook:
    return load_workbook(io.BytesIO(xlsx.render(replace(document(), **changes), Registration("5", date(2023, 12, 20)))))


def test_one_sheet_says_what_it_is_and_every_table_has_its_own() -> None:
    book = book_of()
    assert book.sheetnames == ["Thông tin", "Bảng 1", *(f"Biểu {number}" for number in range(1, 8))]
    assert book["Thông tin"]["B3"].value == "05/BC-UBND"


def test_figures_are_numbers_and_days_are_days() -> None:
    book = book_of()
    first = book["Biểu 1"]
    total = next(row for row in first.iter_rows(values_only=True) if row[1] == "Tổng cộng")
    assert total[2:6] == (750, 3000, 5, 0.67)
    assert all(isinstance(value, int | float) for value in total[2:])
    day = next(cell for row in book["Bảng 1"].iter_rows() for cell in row if isinstance(cell.value, datetime))
    assert (day.value.date(), day.number_format) == (date(2023, 6, 12), "dd/mm/yyyy")


def test_the_head_is_merged_as_printed_and_repeats_in_print() -> None:
    sheet = book_of()["Biểu 2"]
    texts = {cell.value: cell.coordinate for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    merged = {str(area).split(":")[0]: str(area) for area in sheet.merged_cells.ranges}
    assert merged[texts["Diễn biến giảm số hộ nghèo"]].split(":")[1].startswith("G")
    assert texts["Trở thành hộ cận nghèo"] not in merged
    assert merged[texts["TDP 01 (ví dụ)"]]  # the two lines of a group share its cell
    assert sheet.print_title_rows
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == ("landscape", "9", 1) or (
        sheet.page_setup.orientation,
        str(sheet.page_setup.paperSize),
        sheet.page_setup.fitToWidth,
    ) == ("landscape", "9", 1)
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.freeze_panes


def test_missing_figures_are_empty_cells() -> None:
    sheet = document().annexes[0]
    row = replace(sheet.rows[0], values=("1", "TDP", *(None for _ in sheet.columns[2:])))
    book = book_of(annexes=(replace(sheet, rows=(row,)),))
    cells = next(cells for cells in book["Biểu 1"].iter_rows(values_only=True) if cells[1] == "TDP")
    assert cells[2:] == (None,) * 14


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_becomes_a_formula(payload: str) -> None:
    block = table("x", payload, ((payload, Kind.TEXT, 20), ("Số", Kind.NUMBER, 10)), [(payload, 1)], [payload])
    head = replace(document().letterhead, authority=payload)
    book = book_of(blocks=(block,), subject=payload, letterhead=head)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    kept = payload.replace("\x00", "").strip("\r")
    assert any(isinstance(cell.value, str) and kept.strip() in cell.value for cell in cells)


def test_a_form_alone_is_one_sheet() -> None:
    book = load_workbook(io.BytesIO(xlsx.render(replace(document(), type_word="", blocks=(), annexes=document().annexes[:1]))))
    assert book.sheetnames == ["Biểu 1"]


def test_a_preview_says_so() -> None:
    book = load_workbook(io.BytesIO(xlsx.render(document(), preview=True)))
    assert any(cell == "BẢN XEM THỬ" for row in book["Biểu 3"].iter_rows(values_only=True) for cell in row)
