"""Read a list of payments of the treasury: rows of a sheet into payments, or problems that name row, column and remedy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from camphucnam.kernel.dates import parse_dmy
from camphucnam.kernel.numbers import format_dong, parse_int
from camphucnam.kernel.text import clean, fold
from households.rules.workbook.grid import FORMULA_ERROR, NOT_COMPUTED, BadCell, Cell, Merge, Sheet, is_blank
from support.rules.sources import all_sources

MOST_ROWS, MOST_OTHER_ROWS, HEAD_ROWS, LONGEST_VOUCHER, LONGEST_TEXT, SHOWN = 500, 500, 30, 40, 300, 30
DAY, VOUCHER, CODE, SOURCE, AMOUNT, HOUSEHOLD, PAYEE, CONTENT = (
    "Ngày chi", "Số chứng từ", "Mã dự án, chính sách", "Nguồn kinh phí", "Số tiền", "Mã hộ", "Nội dung, người nhận",
    "Nội dung theo kế hoạch",
)  # fmt: skip
HEADS = (DAY, VOUCHER, CODE, SOURCE, AMOUNT, HOUSEHOLD, PAYEE, CONTENT)
ALIASES: Mapping[str, str] = {
    **{fold(head): head for head in HEADS},
    "ngay": DAY, "ngay chung tu": DAY, "ngay thanh toan": DAY, "so ct": VOUCHER, "chung tu": VOUCHER,
    "ma noi dung": CODE, "noi dung": PAYEE, "du an, chinh sach": CODE, "nguon": SOURCE, "so tien (dong)": AMOUNT,
    "ho": HOUSEHOLD, "nguoi nhan": PAYEE, "dien giai": PAYEE,
    "don vi nhan": PAYEE,
}  # fmt: skip
REMEDY = "Sửa trong tệp rồi tải lại."
MOST_DONG = 10**15 - 1
"""More is a mistake; and a workbook holds no larger number exactly."""
SUMS = ("cong", "tong cong", "tong so", "tong")
MERGED = "ô nằm trong ô gộp nên không rõ giá trị. Bỏ gộp ô (Unmerge Cells), ghi giá trị vào từng dòng."


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a cell and what to do; row 0: the whole file."""

    row: int
    column: str
    message: str

    @property
    def words(self) -> str:
        """``Dòng 14, cột Ngày chi: …``."""
        return f"Dòng {self.row}, cột {self.column}: {self.message}" if self.row else self.message


@dataclass(frozen=True, slots=True)
class Payment:
    """One row: money of a source for a code, to a household or to somebody else. ``content``: the words of a content of the plan,
    empty where the row names none."""

    row: int
    paid_on: date
    voucher: str
    code: str
    source: str
    amount: int
    household: str
    payee: str
    content: str = ""


class _Bad(Exception):
    """A cell that cannot be used; the message says why."""


def read_payments(sheets: Sequence[Sheet], codes: Sequence[str]) -> tuple[list[Payment], list[Problem]]:
    """Payments of the first visible sheet with the heads, and every problem. With problems nothing may be written."""
    for sheet in sheets:
        place = None if sheet.hidden else _head(sheet)
        if place is not None:
            return _read(sheet, *place, codes)
    wanted = ", ".join(head for head in HEADS if head != CONTENT)
    return [], [Problem(0, "", f"Không thấy dòng tiêu đề có các cột {wanted}. Dùng tệp mẫu, hoặc sửa tên cột cho đúng, rồi tải lại.")]


def _head(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    for number, cells in sheet.rows:
        if number > HEAD_ROWS:
            return None
        names = [ALIASES.get(fold(clean(str(cell)))) if not is_blank(cell) else None for cell in cells]
        found = {name: place for place, name in reversed(list(enumerate(names))) if name}
        if len(found.keys() & {DAY, VOUCHER, AMOUNT}) == len((DAY, VOUCHER, AMOUNT)):
            return number, found
    return None


def _read(sheet: Sheet, head: int, columns: dict[str, int], codes: Sequence[str]) -> tuple[list[Payment], list[Problem]]:
    absent = [name for name in (CODE, SOURCE) if name not in columns]
    if absent or not columns.keys() & {HOUSEHOLD, PAYEE}:
        names = ", ".join(absent or [HOUSEHOLD, PAYEE])
        return [], [Problem(0, "", f"Tệp thiếu cột {names}. Thêm cột rồi tải lại.")]
    data = [(number, cells) for number, cells in sheet.rows if number > head]
    if len(data) > MOST_ROWS + MOST_OTHER_ROWS or len(sheet.merges) > MOST_ROWS:
        text = f"Tệp có {len(data)} dòng dưới dòng tiêu đề và {len(sheet.merges)} ô gộp; mỗi lần chỉ nhận đến {MOST_ROWS} dòng chi. "
        return [], [Problem(0, "", f"{text}Bỏ gộp ô, tách thành nhiều tệp rồi tải lại.")]
    rows = [(number, _Row(cells, columns, _merged(sheet.merges, number, columns))) for number, cells in data]
    rows = [(number, row) for number, row in rows if not row.is_blank and not row.is_sum]
    if not rows:
        return [], [Problem(0, "", "Tệp chưa có dòng chi nào dưới dòng tiêu đề.")]
    if len(rows) > MOST_ROWS:
        return [], [Problem(0, "", f"Tệp có {len(rows)} dòng chi, mỗi lần chỉ nhận đến {MOST_ROWS}. Tách thành nhiều tệp rồi tải lại.")]
    payments, problems = [], []
    for number, row in rows:
        values, wrong = row.values(codes)
        problems += [Problem(number, column, f"{message} {REMEDY}") for column, message in wrong]
        if not wrong:
            payments.append(Payment(number, **values))
    return payments, problems


def _merged(merges: Sequence[Merge], row: int, columns: Mapping[str, int]) -> frozenset[str]:
    """Columns whose cell of the row lies in a merged cell without being its first: what it means nobody wrote."""
    here = [merge for merge in merges if merge[0] <= row <= merge[2]]
    return frozenset(
        name
        for name, place in columns.items()
        for first, left, _, right in here
        if left <= place + 1 <= right and (row, place + 1) != (first, left)
    )


class _Row:
    """The cells of a row by the names of their columns."""

    def __init__(self, cells: Sequence[Cell], columns: Mapping[str, int], merged: frozenset[str]) -> None:
        self.cells = {name: cells[place] if place < len(cells) else None for name, place in columns.items()}
        self.merged = merged

    def text(self, name: str) -> str:
        """The cell as text; a whole number without a fraction."""
        cell = self.cells.get(name)
        if is_blank(cell) or isinstance(cell, BadCell):
            return ""
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        return clean(str(cell))

    @property
    def is_blank(self) -> bool:
        """Whether no cell shows anything."""
        return all(is_blank(cell) for cell in self.cells.values())

    @property
    def is_sum(self) -> bool:
        """A line of totals: neither day nor voucher, but the word in a cell of its own. ``Công ty …`` is a payee, not a sum."""
        words = {fold(self.text(name)).rstrip(" :.") for name in self.cells}
        return is_blank(self.cells.get(DAY)) and is_blank(self.cells.get(VOUCHER)) and not words.isdisjoint(SUMS)

    def values(self, codes: Sequence[str]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
        """(values of a payment, problems by column)."""
        readers = {
            "paid_on": (DAY, self._day), "voucher": (VOUCHER, self._voucher), "code": (CODE, lambda: self._code(codes)),
            "source": (SOURCE, self._source), "amount": (AMOUNT, self._amount), "payee": (PAYEE, self._payee),
        }  # fmt: skip
        found: dict[str, Any] = {"household": self.text(HOUSEHOLD), "content": self.text(CONTENT)}
        unusable = {column: words for column in self.cells if (words := self._unusable(column))}
        wrong = list(unusable.items())
        for name, (column, read) in readers.items():
            if column in unusable:
                continue
            try:
                found[name] = read()
            except _Bad as bad:
                wrong.append((column, str(bad)))
        return found, wrong

    def _unusable(self, column: str) -> str:
        """Why nothing in the cell can be used, whatever the column; empty where it can."""
        cell = self.cells[column]
        if column in self.merged:
            return MERGED
        if not isinstance(cell, BadCell):
            return f"‘{self.text(column)[:SHOWN]}…’ dài quá {LONGEST_TEXT * 2} ký tự." if len(self.text(column)) > LONGEST_TEXT * 2 else ""
        if cell.kind == NOT_COMPUTED:
            return "ô là công thức chưa có kết quả. Mở tệp bằng Excel, chép rồi dán lại dạng giá trị (Paste Values)."
        if cell.kind == FORMULA_ERROR:
            return f"ô chứa lỗi công thức {cell.text}. Sửa công thức, hoặc gõ giá trị."
        return f"ô ghi giờ ({cell.text}), không dùng được. Gõ lại giá trị."

    def _day(self) -> date:
        cell, text = self.cells.get(DAY), self.text(DAY)
        day = cell if isinstance(cell, date) else parse_dmy(text)
        if day is None:
            raise _Bad(f"‘{text[:SHOWN]}’ không phải ngày có thật, ví dụ đúng: 08/12/2023." if text else "chưa ghi ngày.")
        return day

    def _voucher(self) -> str:
        text = self.text(VOUCHER)
        if not text or len(text) > LONGEST_VOUCHER:
            raise _Bad(f"số chứng từ dài quá {LONGEST_VOUCHER} ký tự." if text else "chưa ghi số chứng từ.")
        return text

    def _code(self, codes: Sequence[str]) -> str:
        text = self.text(CODE)
        found = next((code for code in codes if code.casefold() == text.casefold()), "")
        if not found:
            known = ", ".join(codes)
            raise _Bad(f"‘{text[:SHOWN]}’ không có trong kế hoạch. Các mã: {known}." if text else f"chưa ghi mã. Các mã: {known}.")
        return found

    def _source(self) -> str:
        text = fold(self.text(SOURCE))
        found = next((item.code for item in all_sources() if text in {fold(item.name), fold(item.short), item.code}), "")
        if not found:
            known = ", ".join(item.name for item in all_sources())
            raise _Bad(f"‘{self.text(SOURCE)[:SHOWN]}’ không phải nguồn đã biết. Các nguồn: {known}.")
        return found

    def _amount(self) -> int:
        cell, text = self.cells.get(AMOUNT), self.text(AMOUNT)
        try:
            amount = int(cell) if isinstance(cell, float) and cell.is_integer() else parse_int(text)
        except ValueError:
            wrong = f"‘{text[:SHOWN]}’ không phải số tiền nguyên đồng, ví dụ đúng: 1.500.000."
            raise _Bad(wrong if text else "chưa ghi số tiền.") from None
        if not 0 < amount <= MOST_DONG:
            raise _Bad("số tiền phải lớn hơn 0." if amount <= 0 else f"số tiền lớn hơn {format_dong(MOST_DONG)}. Kiểm tra lại số chữ số.")
        return amount

    def _payee(self) -> str:
        text = self.text(PAYEE)
        if not text and not self.text(HOUSEHOLD):
            raise _Bad("ghi mã hộ, hoặc ghi nội dung, người nhận khi không chi cho hộ.")
        if len(text) > LONGEST_TEXT:
            raise _Bad(f"dài quá {LONGEST_TEXT} ký tự.")
        return text
