"""The ward's workbook with 10,000 member rows, and the same rows as a flat table for tools that want the heading on top."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

from openpyxl import Workbook

from camphucnam.office.demo.people import Home, Inventor

HEADINGS = (
    "STT hộ", "Mã hộ", "Họ tên chủ hộ", "Họ tên thành viên", "QH với chủ hộ", "Ngày sinh", "Giới tính", "CCCD", "Tổ dân phố", "Địa chỉ",
    "Dân tộc", "Phân loại hộ", "QĐ công nhận", "Ngày ban hành QĐ", "Điểm B1", "Hộ DTTS", "Nguyên nhân nghèo",
    *(f"CS{number}" for number in range(1, 13)),
)  # fmt: skip
TITLE_ROWS = ("ỦY BAN NHÂN DÂN PHƯỜNG VÍ DỤ", None, None, "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO SAU KHI RÀ SOÁT")
DECISION, SIGNED_ON = "77/QĐ-UBND", date(2024, 12, 9)
N_GROUPS = 12
SEED = 77


def homes_with(n_rows: int) -> list[Home]:
    """Invented households with exactly ``n_rows`` members."""
    inventor = Inventor(Random(SEED), 2024)
    homes: list[Home] = []
    while n_rows > 0:
        home = inventor.home(len(homes) % N_GROUPS, len(homes) // N_GROUPS + 1)
        home.people = home.people[:n_rows]
        n_rows -= len(home.people)
        homes.append(home)
    return homes


def rows(n_rows: int) -> Iterator[tuple[object, ...]]:
    """Cells of every member row, the columns of the household on each row."""
    random = Random(SEED)
    for number, home in enumerate(homes_with(n_rows), 1):
        head = home.people[0].name
        poor = random.random() < 0.4
        marks = ["x" if random.random() < (0.4 if poor else 0.1) else None for _ in range(12)]
        score = random.randint(110, 170)
        for person in home.people:
            yield (
                number, f"TDP{home.group + 1:02d}-{home.number:05d}", head, person.name, person.relation, person.born.strftime("%d/%m/%Y"),
                "Nam" if person.sex == "male" else "Nữ", person.personal_id, f"TDP {home.group + 1:02d} (ví dụ)",
                f"Số nhà {home.number} (ví dụ)",
                "Kinh", "Hộ nghèo" if poor else "Hộ cận nghèo", DECISION, SIGNED_ON.strftime("%d/%m/%Y"), score, None, "Thiếu vốn", *marks,
            )  # fmt: skip


def write_workbook(path: Path, n_rows: int, *, flat: bool) -> None:
    """Write the file; ``flat`` leaves out the title rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    if not flat:
        for title in (*TITLE_ROWS, None, None):
            sheet.append([title])
    sheet.append(HEADINGS)
    for row in rows(n_rows):
        sheet.append(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
