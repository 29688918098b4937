"""The officer's main job: a messy workbook becomes a register, a decision becomes history, the year becomes a report."""

import re
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.data.workbooks import messy_workbook
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.needs("pdf")]
NARRATIVE = "Phường đã vận động được 12 hộ khá giúp hộ nghèo; thửa ruộng, nhà ở, nước sạch đều được quan tâm."
DECISION_DAY = "08/12/2023"


def test_from_the_workbook_to_the_report(visit: Callable[..., Visitor], tmp_path: Path) -> None:
    officer = visit("canbo")
    _import_with_errors(officer, messy_workbook(tmp_path / "danh-sach-lan-1.xlsx"))
    _import_fixed(officer, messy_workbook(tmp_path / "danh-sach-lan-2.xlsx", fixed=True))
    _decide_and_look_at_three_days(officer)
    _write_and_issue_report(officer)
    screen = _figures_on_screen(officer)
    _check_files(officer, screen)


def test_signature_and_issue(visit: Callable[..., Visitor]) -> None:
    """What the officer has sent waits for the leader, who signs on the own page; then it can be issued."""
    signer = visit("lanhdao")
    signer.follow("Chờ ký")
    signer.page.get_by_role("link", name=re.compile("6 tháng đầu năm 2023")).first.click()
    signer.press("Ký duyệt")
    expect(signer.page.get_by_text("Đã ký").first).to_be_visible()
    officer = visit("canbo")
    officer.go("/bao-cao/2023-H1/")
    officer.press("Ban hành")
    officer.wait_for_job("Đang xem bản đã ban hành")
    officer.follow("Tải tệp, vào số văn bản")
    assert "Lãnh đạo Minh Họa" in officer.text()
    signer.go("/cho-ky/")
    assert "6 tháng đầu năm 2023" not in signer.text()


def _upload(officer: Visitor, path: Path) -> None:
    officer.follow("Nhập Excel")
    officer.follow("Tải tệp lên")
    officer.page.get_by_label("Tệp Excel").set_input_files(path)
    officer.press("Tải lên và xem trước")


def _import_with_errors(officer: Visitor, path: Path) -> None:
    """Every error names sheet, row and column, and nothing can be written."""
    _upload(officer, path)
    officer.wait_for_job("Chưa ghi được")
    lines = [line for line in officer.figures() if line[0] == "Sau rà soát"]
    assert len(lines) == 3, lines
    assert all(row.isdigit() and column and message for _, row, column, message in lines)
    assert {column for _, _, column, _ in lines} >= {"Ngày sinh", "CCCD", "Phân loại hộ"}
    assert "31/02/1970" in " ".join(message for *_, message in lines)
    assert not officer.page.get_by_role("button", name=re.compile(r"^Ghi .* hộ vào danh sách")).count()


def _import_fixed(officer: Visitor, path: Path) -> None:
    """The same file put right: preview first, then written."""
    _upload(officer, path)
    officer.wait_for_job("vào danh sách")
    preview = officer.text()
    assert "Lỗi phải sửa 0" in preview
    officer.press("vào danh sách")
    officer.wait_for_job("Hoàn tác cả lần nhập")
    assert "Đã ghi" in officer.text()


def _decide_and_look_at_three_days(officer: Visitor) -> None:
    """Before the first decision, between two decisions, and after the second."""
    officer.go("/ho/?q=vi+du+011.0")
    officer.follow("NGUYỄN VĂN VÍ DỤ 011.0")
    household = officer.page.url
    officer.follow("Ghi quyết định phân loại")
    officer.fill("Số quyết định", "77/QĐ-UBND")
    officer.fill("Ngày ký", "10/12/2024")
    officer.choose("Phân loại theo quyết định", "Hộ không nghèo")
    officer.press("Tiếp tục: kiểm tra lại")
    officer.press("Lưu quyết định")
    expect(officer.page.get_by_text("Đã ghi quyết định số 77/QĐ-UBND.")).to_be_visible()
    seen = {}
    for day in ("07/12/2023", "15/01/2024", "11/12/2024"):
        officer.page.goto(household)
        officer.fill("Xem tại ngày", day)
        officer.press("Xem")
        assert f"tại ngày {day}" in officer.text()
        seen[day] = " ".join(officer.page.get_by_role("region", name="Phân loại").inner_text().split())
    assert "Chưa có phân loại" in seen["07/12/2023"]
    assert "Hộ nghèo" in seen["15/01/2024"]
    assert DECISION_DAY in seen["15/01/2024"]
    assert "mới thoát nghèo" in seen["11/12/2024"].lower()
    assert "10/12/2027" in seen["11/12/2024"]  # 36 months from 10/12/2024


def _write_and_issue_report(officer: Visitor) -> None:
    officer.follow("Báo cáo")
    officer.go("/bao-cao/?nam=2023")
    officer.page.get_by_role("row").filter(has_text=re.compile(r"^\s*Năm 2023")).get_by_role("link").first.click()
    officer.press_if_there("Mở kỳ báo cáo")
    expect(officer.page.get_by_role("heading", name="Phụ lục")).to_be_visible()
    report = officer.page.url
    officer.page.get_by_role("link", name=re.compile("(Viết|Sửa) lời văn")).first.click()
    officer.fill("Nội dung", NARRATIVE)
    officer.press("Ghi nội dung")
    expect(officer.page.get_by_text(NARRATIVE)).to_be_visible()
    officer.press("Tạo bản xem thử")
    officer.wait_for_job("Bản xem thử:")
    officer.page.goto(report)
    officer.page.get_by_role("button", name="Ban hành", exact=True).click()
    officer.wait_for_job("Đang xem bản đã ban hành")


def _figures_on_screen(officer: Visitor) -> dict[int, list[str]]:
    """The total lines of forms 1 to 3 as the pages show them."""
    days = re.search(r"Từ ngày (\d\d/\d\d/\d{4}) đến hết ngày (\d\d/\d\d/\d{4})", officer.text())
    assert days is not None
    report, totals = officer.page.url, {}
    for number in (1, 2, 3):
        officer.go(f"/bao-cao/bieu/{number}/?tu={days[1]}&den={days[2]}")
        lines = [line for line in officer.figures() if any("Tổng cộng" in cell for cell in line)]
        totals[number] = [cell for cell in lines[0] if re.fullmatch(r"[\d.,]+", cell)]
    assert all(any(cell != "0" for cell in line) for line in totals.values()), totals
    officer.page.goto(report)
    return totals


def _check_files(officer: Visitor, screen: dict[int, list[str]]) -> None:
    """The PDF can be read and carries its font; the workbook holds the same figures as numbers."""
    officer.follow("Tải tệp, vào số văn bản")
    pdf = PdfReader(BytesIO(officer.download(re.compile("Tải PDF")).read_bytes()))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert NARRATIVE in text
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    for line in screen.values():
        assert " ".join(line[:4]) in text, line
    assert any("Tinos" in font for font in _fonts(pdf))
    book = load_workbook(officer.download(re.compile("Tải (Excel|XLSX)")))
    for number, line in screen.items():
        sheet = book[f"Biểu {number}"]
        total = next(row for row in sheet.iter_rows(values_only=True) if any(cell == "Tổng cộng" for cell in row))
        numbers = [cell for cell in total if isinstance(cell, int | float | Decimal)]
        assert numbers == pytest.approx([_number(cell) for cell in line]), number


def _number(text: str) -> float:
    """``1.234,56`` → 1234.56."""
    return float(text.replace(".", "").replace(",", "."))


def _fonts(pdf: PdfReader) -> set[str]:
    """Base fonts of all pages; only embedded ones count."""
    found = set()
    for page in pdf.pages:
        for reference in page["/Resources"].get("/Font", {}).values():
            font = reference.get_object()
            for descendant in font.get("/DescendantFonts", [font]):
                descriptor = descendant.get_object().get("/FontDescriptor", {})
                if {"/FontFile", "/FontFile2", "/FontFile3"} & set(
                    descriptor.get_object() if hasattr(descriptor, "get_object") else descriptor
                ):
                    found.add(str(font["/BaseFont"]))
    return found
