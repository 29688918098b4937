"""Write the list of households as it is filtered into a workbook, and leave a trace of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from tempfile import TemporaryFile
from typing import IO, Any

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from camphucnam.accounts.models import Ward
from camphucnam.accounts.roles import Permission
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import NotAllowed
from camphucnam.kernel.text import mask_personal_id
from households.models import Member
from households.models.member import Sex
from households.selectors.household_filter import ListFilter, Reader
from households.selectors.household_list import ListRow, keys_listed, list_all

THIN = Side(style="thin", color="B7C1C5")
BORDER = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEAD_FILL = PatternFill("solid", fgColor="E3EFF1")
DAY_FORMAT = "dd/mm/yyyy"
CHUNK = 500
HOUSEHOLD_HEADS = [
    ("STT", 6), ("Mã hộ", 14), ("Chủ hộ", 26), ("Tổ dân phố", 20), ("Địa chỉ", 28), ("Phân loại", 24), ("Từ ngày", 12),
    ("Quyết định", 18), ("Thời hạn 36 tháng", 22), ("Đến hết ngày", 13), ("Điểm B1", 9), ("Số chỉ số thiếu hụt", 11),
    ("Các chỉ số thiếu hụt", 18), ("Số nhân khẩu", 10),
]  # fmt: skip
MEMBER_HEADS = [
    ("Mã hộ", 14), ("Họ và tên", 26), ("Quan hệ với chủ hộ", 18), ("Giới tính", 10), ("Ngày sinh", 12), ("Dân tộc", 12),
    ("Số định danh (đã che)", 18),
]  # fmt: skip

# What people type; Excel must not read it as a formula even after somebody has edited the cell.
TEXTS = {"Mã hộ", "Chủ hộ", "Tổ dân phố", "Địa chỉ", "Quyết định", "Họ và tên", "Quan hệ với chủ hộ", "Dân tộc", "Số định danh (đã che)"}


@dataclass(frozen=True, slots=True)
class ListExport:
    """What to write: whose view, which filter, the same in words, and whether the members were asked for (their personal ids masked)."""

    reader: Reader
    wanted: ListFilter
    described: str
    with_members: bool = False


def list_export(ward: Ward, asked: ListExport) -> IO[bytes]:
    """An open temporary file with the workbook; it vanishes when closed. NotAllowed without the permission."""
    by = asked.reader.user
    if not by.may(Permission.EXPORT_REGISTER, ward.pk) or (asked.with_members and not by.may(Permission.VIEW_PERSONAL, ward.pk)):
        raise NotAllowed("Tài khoản này không được xuất danh sách hộ. Đề nghị người quản trị giao vai trò nếu cần.")
    book = Workbook(write_only=True)
    n_rows = _household_sheet(book, ward, asked)
    if asked.with_members:
        _member_sheet(book, asked)
    record(
        Action.LIST_EXPORTED,
        by=by,
        ward_id=ward.pk,
        target_label="Danh sách hộ",
        dieu_kien=asked.described,
        so_ho=n_rows,
        kem_thanh_vien="có" if asked.with_members else "không",
    )
    target = TemporaryFile()  # noqa: SIM115 the response closes it
    book.save(target)
    target.seek(0)
    return target


def _sheet(book: Workbook, title: str, heads: list[tuple[str, int]], first_row: int) -> Worksheet:
    sheet = book.create_sheet(title)
    for number, (_, width) in enumerate(heads):
        sheet.column_dimensions[_letter(number)].width = width
    sheet.freeze_panes = f"A{first_row + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{first_row}:{first_row}"
    sheet.oddFooter.center.text = "Trang &P/&N"
    return sheet


def _letter(number: int) -> str:
    return chr(ord("A") + number)


class Line:
    """One line of framed cells that is filled anew for each row: a row is written when it is appended, and making styled
    cells costs more than writing them. Text stays text, also when somebody edits the cell: a name beginning with = is never a formula.
    """

    def __init__(self, sheet: Worksheet, heads: list[tuple[str, int]]) -> None:
        self._sheet = sheet
        self._plain = [_cell(sheet, None) for _ in heads]
        self._days = [_cell(sheet, None) for _ in heads]
        for (label, _), plain, day in zip(heads, self._plain, self._days, strict=True):
            plain.quotePrefix, day.number_format = label in TEXTS, DAY_FORMAT

    def append(self, values: Iterable[Any]) -> None:
        """Write one row."""
        row = []
        for plain, day, value in zip(self._plain, self._days, values, strict=True):
            cell = day if isinstance(value, date) else plain
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
            row.append(cell)
        self._sheet.append(row)


def _cell(sheet: Worksheet, value: Any, *, head: bool = False, framed: bool = True) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    if framed:
        cell.border = BORDER
    if head:
        cell.font, cell.fill = Font(name="Calibri", bold=True), HEAD_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    return cell


def _title(sheet: Worksheet, text: str, bold: bool = False) -> list[WriteOnlyCell]:
    cell = _cell(sheet, text, framed=False)
    cell.font = Font(name="Calibri", bold=bold, size=14 if bold else 11)
    return [cell]


def _household_sheet(book: Workbook, ward: Ward, asked: ListExport) -> int:
    sheet = _sheet(book, "Danh sách hộ", HOUSEHOLD_HEADS, 5)
    now = timezone.localtime()
    sheet.append(_title(sheet, f"DANH SÁCH HỘ – {ward.profile_on(asked.wanted.day).name}", bold=True))
    sheet.append(_title(sheet, f"Tại ngày {format_dmy(asked.wanted.day)}. {asked.described}"))
    sheet.append(
        _title(
            sheet,
            f"{asked.reader.user.full_name} xuất lúc {now:%H:%M} ngày {format_dmy(now.date())}. Có thông tin cá nhân, không phổ biến.",
        )
    )
    sheet.append([])
    sheet.append([_cell(sheet, label, head=True) for label, _ in HOUSEHOLD_HEADS])
    line, count = Line(sheet, HOUSEHOLD_HEADS), 0
    for count, row in enumerate(list_all(asked.reader, asked.wanted), 1):
        line.append(_household_values(count, row))
    return count


def _household_values(number: int, row: ListRow) -> Iterable[Any]:
    deprived = ", ".join(str(n + 1) for n in range(row.deprived_mask.bit_length()) if row.deprived_mask >> n & 1)
    return (
        number,
        row.code,
        row.head_name,
        row.group_name,
        row.address,
        row.household_class.label if row.household_class else "Chưa có phân loại",
        row.since,
        row.decision_number,
        row.window.kind.label if row.window and row.window.kind else "",
        row.window.last_day if row.window else None,
        row.income_score,
        row.n_deprived,
        deprived,
        row.n_members,
    )


def _member_sheet(book: Workbook, asked: ListExport) -> None:
    sheet = _sheet(book, "Thành viên", MEMBER_HEADS, 1)
    sheet.append([_cell(sheet, label, head=True) for label, _ in MEMBER_HEADS])
    line = Line(sheet, MEMBER_HEADS)
    for member in _members(asked):
        birth = member.birth_on if member.birth_precision == "day" else (member.birth_on.year if member.birth_on else None)
        values = (
            member.household.code,
            member.full_name,
            member.relation,
            Sex.label_of(member.sex),
            birth,
            member.ethnicity,
            mask_personal_id(member.personal_id),
        )
        line.append(values)


def _members(asked: ListExport) -> Iterator[Member]:
    keys = keys_listed(asked.reader, asked.wanted)
    for start in range(0, len(keys), CHUNK):
        rows = Member.objects.filter(household__in=keys[start : start + CHUNK]).present_on(asked.wanted.day)
        place = {key: number for number, key in enumerate(keys[start : start + CHUNK])}
        members = rows.select_related("household").order_by("sort_order", "pk")
        yield from sorted(members, key=lambda member: place[member.household_id])
