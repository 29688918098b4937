"""Workbooks that the import gives out: the list of errors and warnings, and the template to fill in."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from households.models import ImportBatch, ImportLine
from households.models.imports import LineKind
from households.rules.workbook.records import SheetKind

HEAD_FILL = PatternFill("solid", fgColor="E3EFF1")
PROBLEM_HEADS = [("Loại", 12), ("Trang", 24), ("Dòng", 8), ("Cột", 24), ("Nội dung và cách sửa", 100)]
MARKS = [f"CS{number}" for number in range(1, 13)]
STANDING_HEADS = [
    "STT hộ", "Mã hộ", "Họ và tên", "Quan hệ với chủ hộ", "Ngày sinh", "Giới tính", "Dân tộc", "CCCD", "Số thẻ BHYT", "Hạn thẻ BHYT",
    "Tổ dân phố", "Địa chỉ", "Điện thoại", "Phân loại", "Số QĐ", "Ngày QĐ", "Ngày hiệu lực", "Điểm B1", "Điểm B2", *MARKS,
    "Hộ DTTS", "KCKNLĐ", "NCC", "Nguyên nhân", "Số nhân khẩu", "Ghi chú",
]  # fmt: skip
ESCAPED_HEADS = [
    "STT hộ", "Mã hộ", "Họ và tên", "Quan hệ với chủ hộ", "Ngày sinh", "Giới tính", "Dân tộc", "CCCD", "Số thẻ BHYT", "Hạn thẻ BHYT",
    "Tổ dân phố", "Địa chỉ", "Số QĐ", "Ngày QĐ", "Ngày công nhận thoát", "Điểm B1", "Điểm B2", "Ghi chú",
]  # fmt: skip
TEMPLATE_SHEETS = (
    ("HN, CN", SheetKind.STANDING, "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO SAU KHI RÀ SOÁT", STANDING_HEADS),
    ("Thoát nghèo", SheetKind.ESCAPED_POVERTY, "DANH SÁCH HỘ THOÁT NGHÈO SAU KHI RÀ SOÁT", ESCAPED_HEADS),
    ("Thoát cận nghèo", SheetKind.ESCAPED_NEAR_POVERTY, "DANH SÁCH HỘ THOÁT CẬN NGHÈO SAU KHI RÀ SOÁT", ESCAPED_HEADS),
)
WIDTHS = {
    "Họ và tên": 26,
    "Địa chỉ": 28,
    "CCCD": 16,
    "Tổ dân phố": 20,
    "Quan hệ với chủ hộ": 18,
    "Phân loại": 16,
    "Số thẻ BHYT": 18,
    "Ghi chú": 24,
}
TEXT_HEADS = {
    "Mã hộ",
    "CCCD",
    "Số thẻ BHYT",
    "Điện thoại",
    "Số QĐ",
    "Ngày sinh",
    "Ngày QĐ",
    "Ngày hiệu lực",
    "Ngày công nhận thoát",
    "Hạn thẻ BHYT",
}
CHOICES = {"Giới tính": "Nam,Nữ", "Phân loại": "Hộ nghèo,Hộ cận nghèo"}
TEMPLATE_ROWS = 500
INSTRUCTIONS = (
    "Mỗi người một dòng. Dòng đầu của hộ là chủ hộ, ghi “Chủ hộ” ở cột quan hệ.",
    "Cột của hộ (STT, mã hộ, tổ, địa chỉ, phân loại, quyết định, điểm) chỉ cần ghi ở dòng chủ hộ; để trống ở dòng sau là cùng hộ.",
    "Mã hộ: ghi nếu đã có. Để trống thì hệ thống tìm theo số định danh của chủ hộ, rồi theo tổ, họ tên và ngày sinh; hộ mới được đặt mã.",
    "Ngày ghi dạng ngày/tháng/năm, ví dụ 08/12/2023. Ngày sinh chỉ biết năm thì ghi năm, ví dụ 1957.",
    "CCCD ghi đủ 12 chữ số; cột đã định dạng Văn bản để không mất số 0 ở đầu.",
    "Phân loại ghi đúng “Hộ nghèo” hoặc “Hộ cận nghèo”.",
    "Số QĐ, Ngày QĐ: quyết định công nhận của năm. Ngày hiệu lực để trống thì lấy ngày ký.",
    "CS1 đến CS12: đánh dấu x vào chỉ số thiếu hụt, để trống nếu không thiếu hụt. Cả trang không có dấu nào thì coi là chưa có số liệu.",
    "Hộ DTTS, KCKNLĐ (không có khả năng lao động), NCC (có người có công): đánh dấu x.",
    "Hai trang thoát nghèo, thoát cận nghèo: ghi các hộ ra khỏi danh sách. Ngày công nhận thoát là ngày quyết định có hiệu lực.",
    "Không gộp ô, không dùng công thức, không đặt mật khẩu. Tải lên rồi xem trước; chưa có gì được ghi cho đến khi bấm ghi.",
)


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> WriteOnlyCell:
    """A typed cell; text stays text, so that nothing in it is ever a formula."""
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    if bold:
        cell.font, cell.fill = Font(bold=True), HEAD_FILL
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _bytes(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def problem_workbook(batch: ImportBatch) -> bytes:
    """Every error and warning of a preview."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Lỗi và cảnh báo")
    for number, (_, width) in enumerate(PROBLEM_HEADS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, label, bold=True) for label, _ in PROBLEM_HEADS])
    if batch.refusal:
        sheet.append([_cell(sheet, value) for value in (LineKind.ERROR.label, "", None, "", batch.refusal)])
    lines: Iterable[ImportLine] = batch.lines.exclude(kind=LineKind.CHANGE).order_by("pk").iterator(chunk_size=2000)
    for line in lines:
        values = (LineKind(line.kind).label, line.sheet, line.row, line.column, line.message)
        sheet.append([_cell(sheet, value) for value in values])
    return _bytes(book)


def template_workbook(group_names: Sequence[str]) -> bytes:
    """The office's own template: instructions, the list after review, and the two lists of exits."""
    book = Workbook()
    guide = book.active
    guide.title = "Hướng dẫn"
    guide.column_dimensions["A"].width = 110
    guide["A1"], guide["A1"].font = "Cách ghi tệp nhập hộ nghèo, hộ cận nghèo", Font(bold=True, size=14)
    groups = f"Tên tổ dân phố ghi đúng như sau: {'; '.join(group_names)}." if group_names else ""
    for row, text in enumerate([*INSTRUCTIONS, *([groups] if groups else [])], 3):
        guide.cell(row, 1, f"{row - 2}. {text}").alignment = Alignment(wrap_text=True, vertical="top")
    for name, _, title, heads in TEMPLATE_SHEETS:
        _template_sheet(book.create_sheet(name), title, heads)
    return _bytes(book)


def _template_sheet(sheet: Any, title: str, heads: Sequence[str]) -> None:
    sheet["B1"], sheet["B1"].font = title, Font(bold=True, size=13)
    for column, head in enumerate(heads, 1):
        letter = get_column_letter(column)
        cell = sheet.cell(3, column, head)
        cell.font, cell.fill = Font(bold=True), HEAD_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        sheet.column_dimensions[letter].width = WIDTHS.get(head, 6 if head in MARKS else 12)
        if head in TEXT_HEADS:
            sheet.column_dimensions[letter].number_format = "@"
        if head in CHOICES:
            choice = DataValidation(type="list", formula1=f'"{CHOICES[head]}"', allow_blank=True)
            choice.add(f"{letter}4:{letter}{TEMPLATE_ROWS}")
            sheet.add_data_validation(choice)
    sheet.freeze_panes = "D4"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
