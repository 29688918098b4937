"""The whole workbook: sheets told apart, rows joined to households, everything odd written down."""

import re
from collections.abc import Sequence
from datetime import date

from camphucnam.kernel.text import fold
from households.rules.classes import HouseholdClass
from households.rules.standards import standard_for_decision
from households.rules.workbook.closing import close_household
from households.rules.workbook.grid import FORMULA_ERROR, BadCell, Cell, Sheet, column_letters
from households.rules.workbook.headings import mark_key
from households.rules.workbook.household_rows import Block, SheetFacts, begins_household, read_household
from households.rules.workbook.members import read_member
from households.rules.workbook.problems import Place, Problems
from households.rules.workbook.records import SheetKind, SheetRecord, Workbook
from households.rules.workbook.rows import Layout, RowKind, Values, fill_merges, find_layout, group_of_title, read_rows, row_kind
from households.rules.workbook.values import NOT_MARKED

MORE_THAN_ENOUGH_MARKS = 20
_EXIT_NEAR_POVERTY = re.compile(r"\bthoat (?:ho )?(?:can ngheo|cn)\b|\bmtcn\b")
_EXIT_POVERTY = re.compile(r"\bthoat (?:ho )?(?:ngheo|hn)\b|\bmtn\b")
_STANDING = re.compile(r"\b(?:ho ngheo|can ngheo|hn|cn)\b")
_NEAR_POOR_ONLY = re.compile(r"\bcan ngheo\b")
_POOR_ONLY = re.compile(r"(?<!can )\bngheo\b")


def parse_workbook(sheets: Sequence[Sheet], *, today: date) -> Workbook:
    """Read every sheet. ``today`` only serves to refuse births that lie ahead."""
    book = Workbook()
    for sheet in sheets:
        book.sheets.append(_parse_sheet(sheet, book.problems, today))
    if not any(record.kind for record in book.sheets) and not book.problems.n_errors:
        book.problems.error(
            "Không trang nào có bảng danh sách hộ. Mỗi trang cần một hàng tiêu đề có ít nhất họ tên, quan hệ với chủ hộ và ngày sinh; "
            "có thể tải tệp mẫu ở trang nhập Excel."
        )
    return book


def kind_of(texts: Sequence[str], sheet_name: str, has_class: bool) -> SheetKind | None:
    """The kind of a sheet by its title rows, else its name, else its columns; None where it cannot be told."""
    lines = [fold(text) for text in texts]
    for text in (*(line for line in lines if "danh sach" in line), " ".join(lines), fold(sheet_name)):
        near, poor = _EXIT_NEAR_POVERTY.search(text), _EXIT_POVERTY.search(text)
        if near and poor:
            continue
        if near:
            return SheetKind.ESCAPED_NEAR_POVERTY
        if poor:
            return SheetKind.ESCAPED_POVERTY
        if _STANDING.search(text):
            return SheetKind.STANDING
    return SheetKind.STANDING if has_class else None


def _parse_sheet(sheet: Sheet, problems: Problems, today: date) -> SheetRecord:
    layout = find_layout(sheet)
    if layout is None:
        return SheetRecord(sheet.name, None, skipped=len(sheet.rows))
    kind = kind_of(layout.titles, sheet.name, "class" in layout.heading.columns)
    record = SheetRecord(sheet.name, kind, titles={key: title for key, title in layout.heading.titles.items() if key != "ignored"})
    if kind is None:
        problems.error(
            "Không rõ trang này là danh sách gì. Ghi dòng tên ở trên bảng, ví dụ "
            "“DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO SAU KHI RÀ SOÁT” hoặc “DANH SÁCH HỘ THOÁT NGHÈO”.",
            sheet=sheet.name,
            row=layout.heading.row,
        )
        return record
    _note_headings(sheet, layout, problems)
    fill_merges(sheet, layout)
    facts = _facts(sheet, layout, today)
    blocks = _blocks(layout, record, problems)
    default_class = _class_of_title(layout.titles) if kind is SheetKind.STANDING and "class" not in record.titles else None
    for block in blocks:
        household = read_household(block, record, facts, problems)
        for row, values in block.rows:
            place = Place(problems, sheet.name, row, record.titles)
            household.members.append(
                read_member(values, place, today=today, from_1904=sheet.from_1904, merit_counts="merit" in facts.flags)
            )
        household.household_class = household.household_class or default_class
        close_household(household, block, problems)
        record.households.append(household)
    return record


def _note_headings(sheet: Sheet, layout: Layout, problems: Problems) -> None:
    heading = layout.heading
    for repeated in heading.repeated:
        problems.warn(f"Cột ‘{repeated}’ trùng tên với cột trước; chỉ đọc cột trước.", sheet=sheet.name, row=heading.row)
    if heading.unknown:
        problems.warn(f"Không nhập các cột: {'; '.join(heading.unknown[:12])}.", sheet=sheet.name, row=heading.row)
    if sheet.hidden:
        problems.warn("Trang này đang bị ẩn trong Excel nhưng vẫn được đọc. Xóa trang nếu không dùng.", sheet=sheet.name)
    computed: dict[str, tuple[int, int]] = {}
    places = {position + 1: key for key, position in heading.columns.items() if key != "ignored"}
    for row, column in sorted(sheet.computed):
        if row > heading.row and column in places:
            first, count = computed.get(places[column], (row, 0))
            computed[places[column]] = (first, count + 1)
    for key, (row, count) in computed.items():
        problems.warn(
            f"{count} ô là công thức; đã dùng kết quả lưu sẵn trong tệp. Nên dán lại dạng giá trị.",
            sheet=sheet.name,
            row=row,
            column=heading.titles[key],
        )


def _facts(sheet: Sheet, layout: Layout, today: date) -> SheetFacts:
    """Tick columns count only where somebody ticked: a column left blank from top to bottom says nothing."""
    columns = layout.heading.columns
    used = {
        key for key in columns if (key.startswith("cs") or key in {"minority", "no_labour", "merit"}) and _is_used(layout, columns[key])
    }
    marks = [number for number in range(1, MORE_THAN_ENOUGH_MARKS + 1) if mark_key(number) in columns]
    if not any(mark_key(number) in used for number in marks):
        marks = []
    n_known = standard_for_decision(today).n_deprivations
    return SheetFacts(
        tuple(number for number in marks if number <= n_known),
        frozenset(key for key in used if not key.startswith("cs")),
        sheet.from_1904,
        today,
    )


def _is_used(layout: Layout, place: int) -> bool:
    for _, cells in layout.body:
        cell = cells[place] if place < len(cells) else None
        if cell not in {None, "", 0} and not (isinstance(cell, str) and fold(cell) in NOT_MARKED):
            return True
    return False


def _class_of_title(titles: Sequence[str]) -> HouseholdClass | None:
    """The class of a list that holds only one class and says so in its title."""
    text = fold(" ".join(titles))
    near, poor = bool(_NEAR_POOR_ONLY.search(text)), bool(_POOR_ONLY.search(text))
    if near == poor:
        return None
    return HouseholdClass.NEAR_POOR if near else HouseholdClass.POOR


def _blocks(layout: Layout, record: SheetRecord, problems: Problems) -> list[Block]:
    blocks: list[Block] = []
    title_group, last_row = "", layout.heading.row
    cells_of = dict(layout.body)
    previous: Values | None = None
    for row, values in read_rows(layout):
        record.skipped += row - last_row - 1
        last_row = row
        cells = cells_of[row]
        kind = row_kind(cells, values)
        if kind is not RowKind.PERSON:
            record.skipped += 1
            title_group = _after_skip(kind, row, cells, title_group, record, problems)
            continue
        if values == previous and "personal_id" not in values:
            record.skipped += 1
            problems.warn("Dòng này giống hệt dòng trên nên được bỏ qua.", sheet=record.name, row=row)
            continue
        previous = values
        record.rows += 1
        if begins_household(values, blocks[-1].rows if blocks else None):
            blocks.append(Block(title_group=title_group))
        blocks[-1].rows.append((row, values))
    return blocks


def _after_skip(kind: RowKind, row: int, cells: Sequence[Cell], title_group: str, record: SheetRecord, problems: Problems) -> str:
    if kind is RowKind.LONE:
        problems.warn(
            "Dòng chỉ có một ô có chữ nên được coi là tên khối và bỏ qua. Nếu là một người thì ghi thêm quan hệ hoặc ngày sinh.",
            sheet=record.name,
            row=row,
        )
    if kind is RowKind.HEADING:
        return title_group
    for position, cell in enumerate(cells):
        if isinstance(cell, BadCell) and cell.kind == FORMULA_ERROR:
            problems.warn(
                f"Ô {column_letters(position + 1)}{row} chứa lỗi công thức {cell.text}; dòng này không được nhập.",
                sheet=record.name,
                row=row,
            )
    return group_of_title(cells) or title_group
