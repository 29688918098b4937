"""The forms as they were checked by hand once: figures, heads, notes. ``UPDATE_GOLDEN=1`` writes them anew, to be read again."""

import json
import os
from pathlib import Path

import pytest

from camphucnam.ui.commands import as_json
from reports.definitions.base import answer_of
from reports.registry import FORMS, checks_of, collect_forms
from tests.reports.sample import register

GOLDEN = Path(__file__).resolve().parents[2] / "golden"


@pytest.mark.parametrize("number", FORMS)
def test_form_is_as_it_was(number: int) -> None:
    forms, checks = collect_forms(register(), provisional=False)
    sheet = FORMS[number].sheet(forms[number])
    head = [[cell.row, cell.column, cell.rows, cell.columns, cell.text] for cell in sheet.head]
    now = json.loads(as_json({**answer_of(forms[number], checks_of(number, checks)), "head": head, "notes": sheet.notes}))
    path = GOLDEN / f"form{number}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(as_json(now) + "\n", encoding="utf-8")
    assert now == json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("number", FORMS)
def test_the_head_covers_every_cell_once(number: int) -> None:
    forms, _ = collect_forms(register(), provisional=False)
    sheet = FORMS[number].sheet(forms[number])
    covered = [
        (row, column)
        for cell in sheet.head
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    ]
    assert sorted(covered) == [(row, column) for row in range(sheet.head_rows) for column in range(len(sheet.columns))]


def test_titles_as_printed() -> None:
    assert FORMS[2].title == "TỔNG HỢP DIỄN BIẾN HỘ NGHÈO"
    assert FORMS[3].title == "TỔNG HỢP DIỄN BIẾN HỘ CẬN NGHÈO"
    assert FORMS[4].title == "PHÂN TÍCH CÁC CHỈ SỐ THIẾU HỤT DỊCH VỤ XÃ HỘI CƠ BẢN CỦA HỘ NGHÈO"
    assert FORMS[7].title == "PHÂN TÍCH TỶ LỆ CÁC CHỈ SỐ THIẾU HỤT DỊCH VỤ XÃ HỘI CƠ BẢN CỦA HỘ CẬN NGHÈO"


def test_preliminary_figures_say_so() -> None:
    form = FORMS[1].collect(register(), True)
    sheet = FORMS[1].sheet(form)
    assert form.title.startswith("TỔNG HỢP KẾT QUẢ SƠ BỘ")
    assert "Số liệu sơ bộ" in sheet.subtitles
    assert not any("chính thức" in cell.text for cell in sheet.head)
