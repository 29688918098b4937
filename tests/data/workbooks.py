"""Workbooks as wards exchange them, made small or large, clean or messy. Every person in them is invented."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

STANDING_TITLE = "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO SAU KHI RÀ SOÁT"
ESCAPED_TITLE = "DANH SÁCH HỘ THOÁT NGHÈO SAU KHI RÀ SOÁT"
ESCAPED_NEAR_TITLE = "DANH SÁCH HỘ THOÁT CẬN NGHÈO SAU KHI RÀ SOÁT"
STANDING_HEADS = [
    "STT hộ",
    "Họ tên chủ hộ",
    "Họ tên thành viên",
    "QH với chủ hộ",
    "Ngày sinh",
    "Giới tính",
    "CCCD",
    "Tỉnh",
    "Huyện",
    "Mã huyện",
    "Xã",
    "Mã xã",
    "Thôn",
    "Dân tộc",
    "Phân loại hộ",
    "QĐ công nhận",
    "Ngày ban hành QĐ",
    "Điểm B1",
    "Điểm B2",
    "Hộ DTTS",
    "Không có KNLĐ",
    "TV có công CM",
    "Nguyên nhân nghèo",
    "Tuổi",
    "Số nhân khẩu",
]
ESCAPED_HEADS = [
    "STT",
    "Họ tên",
    "QHVCH",
    "Giới tính",
    "Ngày sinh",
    "CCCD",
    "Dân tộc",
    "Địa chỉ",
    "Điểm B1",
    "Điểm B2",
    None,
    "Ghi chú",
    None,
    "Tuổi",
    "Số nhân khẩu",
]
MARKS = [f"CS{number}" for number in range(1, 13)]
POOR, NEAR_POOR = "Hộ nghèo", "Hộ cận nghèo"


@dataclass
class Person:
    """One invented person."""

    name: str
    relation: str = "Chủ hộ"
    birth: Any = "01/02/1970"
    sex: str = "Nam"
    personal_id: Any = ""


@dataclass
class Home:
    """One invented household as a row block."""

    people: list[Person]
    group: str = "TDP 01 (ví dụ)"
    household_class: str = POOR
    decision: str = "215/QĐ-UBND"
    signed: Any = "08/12/2023"
    b1: Any = 150
    marks: Sequence[int] = (1, 4, 9)
    b2: Any = None
    extra: dict[str, Any] = field(default_factory=dict)

    def values(self, number: int, place: int, person: Person) -> dict[str, Any]:
        """Cells of one person by heading, everything repeated on each row."""
        points = 10 * len(self.marks) if self.b2 is None else self.b2
        first = place == 0
        return {
            "STT hộ": number,
            "STT": number if first else None,
            "Họ tên chủ hộ": self.people[0].name,
            "Họ tên thành viên": person.name,
            "Họ tên": person.name,
            "QH với chủ hộ": person.relation,
            "QHVCH": person.relation,
            "Ngày sinh": person.birth,
            "Giới tính": person.sex,
            "CCCD": person.personal_id,
            "Tỉnh": "Ví Dụ",
            "Huyện": "Ví Dụ",
            "Mã huyện": "000",
            "Xã": "Ví Dụ",
            "Mã xã": "00000",
            "Thôn": self.group,
            "Dân tộc": "Kinh",
            "Phân loại hộ": self.household_class,
            "QĐ công nhận": self.decision,
            "Ngày ban hành QĐ": self.signed,
            "Điểm B1": self.b1,
            "Điểm B2": points,
            "Địa chỉ": f"Nhà {number}, {self.group}",
            "Số nhân khẩu": len(self.people),
            **{f"CS{mark}": "x" for mark in self.marks},
            **self.extra,
        }


def personal_id(number: int, *, sex: str = "Nam", year: int = 1970) -> str:
    """A 12-digit number that fits sex and birth year; the province code 056 stands for any."""
    century = (year - 1900) // 100 * 2 + (sex == "Nữ")
    return f"056{century}{year % 100:02d}{number:06d}"


def family(number: int, size: int = 2, **home: Any) -> Home:
    """Household ``number`` with ``size`` people: head, spouse, children."""
    people = []
    for place in range(size):
        sex, year = ("Nam", "Nữ")[place % 2], (1970, 1975, 2012, 2016)[min(place, 3)]
        relation = ("Chủ hộ", "Vợ", "Con", "Con")[min(place, 3)]
        surname = "Nguyễn Văn" if sex == "Nam" else "Trần Thị"
        code = number * 10 + place
        people.append(
            Person(
                f"{surname} Ví Dụ {number:03d}.{place}",
                relation,
                f"{1 + number % 28:02d}/0{1 + place}/{year}",
                sex,
                personal_id(code, sex=sex, year=year),
            )
        )
    return Home(people, **home)


def rows_of(homes: Iterable[Home], heads: Sequence[str | None], start: int = 1) -> Iterator[list[Any]]:
    """Data rows below ``heads``, beginning in column B."""
    for number, home in enumerate(homes, start):
        for place, person in enumerate(home.people):
            values = home.values(number, place, person)
            yield [None, *(values.get(head) if head else None for head in heads)]


def write_sheet(book: Workbook, name: str, title: str, heads: Sequence[str | None], homes: Iterable[Home]) -> Any:
    """A sheet with title rows, heading in row 7 and data from row 8."""
    sheet = book.create_sheet(name)
    sheet["B1"], sheet["B4"] = "ỦY BAN NHÂN DÂN PHƯỜNG VÍ DỤ", title
    for _ in range(2):
        sheet.append([None, None])
    sheet["B6"] = "(Số liệu ví dụ)"
    for column, head in enumerate(heads, 2):
        sheet.cell(7, column, head)
    for row in rows_of(homes, heads):
        sheet.append(row)
    return sheet


def save_book(
    path: Path, standing: Iterable[Home] = (), escaped: Iterable[Home] = (), escaped_near: Iterable[Home] = (), *, marks: bool = True
) -> Path:
    """A workbook in the layout that wards exchange."""
    book = Workbook()
    book.remove(book.active)
    standing = list(standing)
    more = dict.fromkeys(key for home in standing for key in home.extra if key not in STANDING_HEADS)
    heads = [*STANDING_HEADS, *(MARKS if marks else []), *more]
    write_sheet(book, "HN, CN", STANDING_TITLE, heads, standing)
    if escaped := list(escaped):
        write_sheet(book, "Thoát nghèo", ESCAPED_TITLE, ESCAPED_HEADS, escaped)
    if escaped_near := list(escaped_near):
        write_sheet(book, "Thoát cận nghèo", ESCAPED_NEAR_TITLE, ESCAPED_HEADS, escaped_near)
    book.save(path)
    return path


def clean_workbook(path: Path, n: int, *, size: int = 2, groups: int = 3, **home: Any) -> Path:
    """``n`` households of ``size`` people without any fault; every second one is near-poor."""
    homes = []
    for number in range(1, n + 1):
        near = number % 2 == 0
        kind = {"household_class": NEAR_POOR, "marks": (4,)} if near else {"household_class": POOR, "marks": (1, 4, 9)}
        homes.append(family(number, size, **{"group": f"TDP {1 + number % groups:02d} (ví dụ)", **kind, **home}))
    return save_book(path, homes)


def large_workbook(path: Path, n_rows: int, *, size: int = 4) -> Path:
    """About ``n_rows`` rows written as a stream, for measuring."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("HN, CN")
    sheet.append([None, STANDING_TITLE])
    sheet.append([])
    sheet.append([None, *STANDING_HEADS[:21]])
    homes = (
        family(
            number,
            size,
            group=f"TDP {1 + number % 12:02d} (ví dụ)",
            household_class=(POOR, NEAR_POOR)[number % 2],
            marks=(1, 4, 9)[: 3 - 2 * (number % 2)],
        )
        for number in range(1, n_rows // size + 1)
    )
    for row in rows_of(homes, STANDING_HEADS[:21]):
        sheet.append(row)
    book.save(path)
    return path


def messy_workbook(path: Path, *, fixed: bool = False) -> Path:
    """A realistic file: block titles, merged cells, totals, repeated headings, four ways to write a date, lost zeros, NFD text.

    It has three errors that stop the import: a day that does not exist, one personal id twice, a class that is none. With
    ``fixed`` these are put right and nothing else is changed. Groups are TDP 01 (ví dụ) to TDP 03 (ví dụ).
    """
    book = Workbook()
    book.remove(book.active)
    notes = book.create_sheet("Ghi chú chung")
    notes.append(["Tệp ví dụ, mọi người trong tệp đều được đặt ra."])
    sheet = book.create_sheet("Sau rà soát")
    sheet.merge_cells("A4:AA4")
    sheet["A1"], sheet["A4"], sheet["A5"] = "UBND PHƯỜNG VÍ DỤ", STANDING_TITLE, "(Kèm theo báo cáo ví dụ)"
    heads = [unicodedata.normalize("NFD", head).replace("Họ tên ", "HỌ TÊN\n") for head in STANDING_HEADS] + MARKS
    for column, head in enumerate(heads, 2):
        sheet.cell(7, column, head)
    _messy_standing(sheet, heads, fixed=fixed)
    exits = [family(21, 2, b1=190, marks=(4,), group="TDP 02 (ví dụ)"), family(22, 1, b1=200, marks=(), group="TDP 03 (ví dụ)")]
    _escaped_layout(book.create_sheet("Thoát nghèo"), ESCAPED_TITLE, exits)
    _escaped_layout(book.create_sheet("Thoát CN"), ESCAPED_NEAR_TITLE, [family(31, 3, b1=190, marks=(), group="TDP 01 (ví dụ)")])
    book.save(path)
    return path


def _messy_standing(sheet: Any, heads: list[str], *, fixed: bool) -> None:
    keys = [*STANDING_HEADS, *MARKS]
    homes = [
        family(11, 3),
        family(12, 2, household_class="hộ cận  nghèo", marks=(4,)),
        family(13, 4, group="", household_class=POOR),
        family(14, 1, group="Tổ dân phố 03 (ví dụ)", household_class="CẬN NGHÈO" if fixed else "Hộ gần nghèo", marks=(4, 11)),
        family(15, 2, group="TDP 03 (ví dụ)", b1=180, marks=(1, 2, 3)),
    ]
    homes[0].people[0].name = homes[0].people[0].name.upper()
    homes[0].people[1].birth, homes[0].people[2].birth = 1975, date(2012, 3, 12)
    homes[1].people[0].personal_id = int(homes[1].people[0].personal_id)
    homes[1].people[1].name = f"  {unicodedata.normalize('NFD', homes[1].people[1].name)} "
    homes[2].people[0].birth = 25570 if fixed else "31/02/1970"
    homes[4].people[1].personal_id = personal_id(151, sex="Nữ", year=1975) if fixed else homes[0].people[1].personal_id
    row = 8
    for number, home in enumerate(homes, 1):
        if number == 3:
            row = _interlude(sheet, row, heads)
        first = row
        for place, person in enumerate(home.people):
            values = home.values(number, place, person)
            if place:
                for head in ("STT hộ", "Họ tên chủ hộ", "Thôn", "Phân loại hộ", "QĐ công nhận", "Ngày ban hành QĐ", "Điểm B1", "Điểm B2"):
                    values.pop(head)
            for column, key in enumerate(keys, 2):
                sheet.cell(row, column, values.get(key) or None)
            row += 1
        if number == 1:
            sheet.merge_cells(start_row=first, end_row=row - 1, start_column=16, end_column=16)
    sheet.cell(row + 1, 3, f"Tổng cộng: {len(homes)} hộ")
    sheet.cell(row + 3, 20, "NGƯỜI LẬP BIỂU")


def _interlude(sheet: Any, row: int, heads: list[str]) -> int:
    """A blank row, the heading again, and a block title that names the group of the rows below."""
    for column, head in enumerate(heads, 2):
        sheet.cell(row + 1, column, head)
    sheet.cell(row + 2, 2, "II. TDP 02 (ví dụ)")
    return row + 3


def _escaped_layout(sheet: Any, title: str, homes: Iterable[Home]) -> None:
    """Sheets 1 and 2: title in B5, heading in row 9, data from row 10."""
    sheet["B5"] = title
    for column, head in enumerate(ESCAPED_HEADS, 2):
        sheet.cell(9, column, head)
    for row, cells in enumerate(rows_of(homes, ESCAPED_HEADS), 10):
        for column, value in enumerate(cells, 1):
            sheet.cell(row, column, value)
