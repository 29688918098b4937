"""The quick reader of cells gives exactly what openpyxl gives, or steps aside."""

import io
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from households.services.imports.cells import QuickSheet, Styles, read_quickly
from households.services.imports.reader_child import read_workbook, styles_of
from tests.data.hostile import HEAD, NAMESPACE, SHEET, changed, sheet
from tests.data.workbooks import clean_workbook, large_workbook, messy_workbook


def quick(data: bytes, number: int = 0) -> QuickSheet | None:
    """The sheet as the quick reader sees it."""
    book = load_workbook(io.BytesIO(data), data_only=True)
    strings = load_workbook(io.BytesIO(data), read_only=True).worksheets[0]._shared_strings
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        xml = package.read(f"xl/worksheets/sheet{number + 1}.xml")
    return read_quickly(xml, strings, styles_of(book))


def general(data: bytes, number: int = 0) -> list[tuple[int, list[Any]]]:
    """The same by openpyxl: rows that hold anything, without trailing blanks."""
    worksheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[number]
    worksheet.reset_dimensions()
    rows = []
    for place, cells in enumerate(worksheet.iter_rows(values_only=True), 1):
        row = list(cells)
        while row and row[-1] in {None, ""}:
            row.pop()
        if row:
            rows.append((place, [cell if cell != "" else None for cell in row]))
    return rows


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize("make", [messy_workbook, lambda path: clean_workbook(path, 20), lambda path: large_workbook(path, 80)])
def test_the_files_of_the_tests_are_read_alike(make: Any, tmp_path: Path) -> None:
    data = make(tmp_path / "a.xlsx").read_bytes()
    for number in range(len(load_workbook(io.BytesIO(data)).worksheets)):
        found = quick(data, number)
        assert found is not None, "written in the common way, but not read quickly"
        assert found.rows == general(data, number)


CELLS = st.one_of(
    st.none(),
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(2200, 1, 1)),
    st.builds(datetime.combine, st.dates(date(1901, 1, 1), date(2200, 1, 1)), st.builds(time, st.integers(0, 23), st.integers(0, 59))),
    st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    st.builds(timedelta, hours=st.integers(0, 40)),
    st.sampled_from(
        ["&amp;", "<b>", '"', "'", "a & b", "Nguyễn Văn Ví Dụ", " hai  khoảng ", "dòng\nmới", "#N/A", "=1+1", "0", "", "_x000D_"]
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=6), max_size=6), st.booleans())
def test_any_cells_are_read_alike(rows: list[list[Any]], from_1904: bool) -> None:
    book = Workbook()
    if from_1904:
        book.epoch = CALENDAR_MAC_1904
    for row in rows:
        book.active.append(row)
    data = saved(book)
    found = quick(data)
    assert found is None or found.rows == general(data)


def test_formulas_are_noticed_with_and_without_a_value() -> None:
    body = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c><c r="C1" t="str"><f t="shared" si="0"/><v>a</v></c></row>'
        '<row r="3"><c r="A3"><v>5</v></c></row>'
    )
    (read,) = read_workbook(sheet(body))["sheets"]
    assert (read["rows"], read["computed"], read["not_computed"]) == ([(1, [2, None, "a"]), (3, [5])], [(1, 1), (1, 3)], [(1, 2)])


@pytest.mark.parametrize(
    "body",
    [
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c></row>',
        '<row r="1"><!-- c --><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c><v>1</v></c><c><v>2</v></c></row>',
        '<row r="1"><c r="A1" cm="1"><v>1</v></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c></row>",
        '<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[a]]></t></is></c></row>',
        '<row r="1"><c r="A1" t="str"><v>a&#x20AC;</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row><c r="A3"><v>1e3</v></c></row>',
        '<row r="1" spans="1:3"><c r="A1" s="0" t="n"><v>1</v></c><c r="C1" t="b"><v>1</v></c><c r="D1" t="e"><v>#REF!</v></c></row>',
        "",
    ],
)
def test_unusual_ways_of_writing_are_read_as_well(body: str) -> None:
    data = sheet(body)
    (read,) = read_workbook(data)["sheets"]
    expected = [(number, [["e", cell] if cell == "#REF!" else cell for cell in cells]) for number, cells in general(data)]
    assert read["rows"] == expected


def test_a_prefix_for_every_name() -> None:
    row = '<x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row>'
    xml = f"{HEAD}<x:worksheet xmlns:x={NAMESPACE.split('=', 1)[1]}><x:sheetData>{row}</x:sheetData></x:worksheet>"
    (read,) = read_workbook(changed(lambda parts: parts.__setitem__(SHEET, xml.encode())))["sheets"]
    assert read["rows"] == [(1, [7])]


def test_an_unknown_entity_is_left_to_the_general_reader() -> None:
    xml = b'<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>a&nbsp;</v></c></row></sheetData></worksheet>'
    assert read_quickly(xml, [], Styles(frozenset(), frozenset(), None)) is None
