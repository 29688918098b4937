"""Paper of higher applications: PDF from a template, workbook from a table."""

import io
from datetime import date
from io import BytesIO

import pytest
from django.utils.html import format_html
from openpyxl import load_workbook
from pypdf import PdfReader

from camphucnam.accounts.models import Ward
from camphucnam.documents import words
from camphucnam.documents.pdf import pdf_of
from camphucnam.documents.responses import download
from camphucnam.documents.sheets import workbook_of
from camphucnam.ui.tables import Column


@pytest.mark.needs("pdf")
@pytest.mark.django_db
def test_a_document_has_the_letterhead_of_its_day(ward: Ward) -> None:
    on = date(2026, 2, 5)
    head = words.letterhead(ward.profile_on(on), on, 2026, "GXN-UBND", "7")
    content = pdf_of("documents/base.html", {"head": head, "is_demo": True}, on)
    text = " ".join(PdfReader(BytesIO(content)).pages[0].extract_text().split())
    for line in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "PHƯỜNG VÍ DỤ", "Số: 07/GXN-UBND", "Ví Dụ, ngày 05 tháng 02 năm 2026", "minh họa"):
        assert line in text
    assert content == pdf_of("documents/base.html", {"head": head, "is_demo": True}, on)


COLUMNS = (
    Column("Tên", "name"),
    Column("Tiền", "money", "dong"),
    Column("Ngày", "day", "day"),
    Column("TT", lambda row: format_html("<b>{}</b> <i>x</i>", row["state"]), title="Tình trạng"),
)


def test_a_list_becomes_a_sheet_with_the_same_columns() -> None:
    rows = [
        {"name": "=HYPERLINK(1)", "money": 1500000, "day": date(2026, 2, 28), "state": "Xong"},
        {"name": "", "money": None, "day": None, "state": ""},
    ]
    with workbook_of("Danh sách [2026]", ["Tại ngày 28/02/2026"], COLUMNS, rows) as file:
        sheet = load_workbook(io.BytesIO(file.read())).active
    assert [cell.value for cell in sheet[4]] == ["Tên", "Tiền", "Ngày", "Tình trạng"]
    assert (sheet["A5"].value, sheet["A5"].data_type, sheet["A5"].quotePrefix) == ("=HYPERLINK(1)", "s", True)
    assert (sheet["B5"].value, sheet["B5"].number_format) == (1500000, "#,##0")
    assert (sheet["C5"].value.date(), sheet["D5"].value) == (date(2026, 2, 28), "Xong x")
    assert sheet["B6"].value is None
    assert sheet.freeze_panes == "A5"


def test_rows_make_room_for_their_longest_text() -> None:
    columns = [Column("Tên", "name"), Column("Mức", "level", "dong", title="Mức hỗ trợ theo quyết định của cấp có thẩm quyền")]
    rows = [{"name": "ngắn", "level": 1_500_000}, {"name": "lời văn dài " * 20, "level": None}]
    with workbook_of("Danh sách", ["Tại ngày 28/02/2026"], columns, rows) as file:
        sheet = load_workbook(file).active
    heights = [sheet.row_dimensions[number].height for number in (4, 5, 6)]
    assert heights[0] > 15, "a long head stands in a narrow column"
    assert heights[1] == 15 and heights[2] == 15 * 5
    assert sheet.cell(5, 2).value == 1_500_000 and sheet.cell(6, 2).value is None, "money is a number, what is not known is empty"


def test_a_download_is_typed_by_its_name_and_kept_nowhere() -> None:
    answer = download(b"x", "danh-sach.xlsx")
    assert answer["Content-Type"].startswith("application/vnd.openxml")
    assert answer["Cache-Control"] == "no-store"
