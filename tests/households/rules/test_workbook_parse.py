"""Whole sheets: kinds, rows joined to households, what is skipped, and that no cell can make the parser fall."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from households.rules.classes import HouseholdClass
from households.rules.workbook.grid import BadCell, Sheet
from households.rules.workbook.parse import kind_of, parse_workbook
from households.rules.workbook.records import SheetKind, Workbook

TODAY = date(2026, 11, 23)
TITLE = "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO SAU KHI RÀ SOÁT"
HEADS = [
    "STT hộ",
    "Mã hộ",
    "Họ và tên",
    "Quan hệ với chủ hộ",
    "Ngày sinh",
    "Giới tính",
    "CCCD",
    "Tổ dân phố",
    "Phân loại",
    "Số QĐ",
    "Ngày QĐ",
    "B1",
    "B2",
]
FIRST = 4


def sheet(*rows: list[Any], heads: list[str] = HEADS, title: str = TITLE, name: str = "Trang 1", **extra: Any) -> Sheet:
    """A sheet with title in row 1, heading in row 3, rows from row 4; an empty list is a blank row."""
    numbered = [(FIRST + place, list(row)) for place, row in enumerate(rows) if row]
    return Sheet(name, [(1, [None, title]), (3, list(heads)), *numbered], **extra)


def read(*rows: list[Any], **options: Any) -> Workbook:
    return parse_workbook([sheet(*rows, **options)], today=TODAY)


def head(number: Any = 1, name: str = "Nguyễn Văn Ví Dụ", **more: Any) -> list[Any]:
    values = {
        "STT hộ": number,
        "Họ và tên": name,
        "Quan hệ với chủ hộ": "Chủ hộ",
        "Ngày sinh": "01/02/1970",
        "Giới tính": "Nam",
        "Tổ dân phố": "TDP 1",
        "Phân loại": "Hộ nghèo",
        "Số QĐ": "1/QĐ",
        "Ngày QĐ": "08/12/2023",
        **more,
    }
    return [values.get(title) for title in HEADS]


def member(name: str = "Trần Thị Ví Dụ", relation: str = "Vợ", **more: Any) -> list[Any]:
    values = {"Họ và tên": name, "Quan hệ với chủ hộ": relation, "Ngày sinh": 1975, "Giới tính": "Nữ", **more}
    return [values.get(title) for title in HEADS]


def errors(book: Workbook) -> list[tuple[int | None, str | None]]:
    return [(problem.row, problem.column) for problem in book.problems.errors]


@pytest.mark.parametrize(
    ("titles", "name", "has_class", "kind"),
    [
        ([TITLE], "x", True, SheetKind.STANDING),
        (["DANH SÁCH HỘ THOÁT NGHÈO SAU KHI RÀ SOÁT"], "x", False, SheetKind.ESCAPED_POVERTY),
        (["DANH SÁCH HỘ THOÁT CẬN NGHÈO SAU KHI RÀ SOÁT"], "x", False, SheetKind.ESCAPED_NEAR_POVERTY),
        (["DANH SÁCH HỘ THOÁT NGHÈO / HỘ THOÁT CẬN NGHÈO"], "Thoát cận nghèo", False, SheetKind.ESCAPED_NEAR_POVERTY),
        ([TITLE, "(Kèm theo quyết định công nhận hộ thoát nghèo)"], "x", True, SheetKind.STANDING),
        ([], "MTCN", False, SheetKind.ESCAPED_NEAR_POVERTY),
        ([], "MTN", False, SheetKind.ESCAPED_POVERTY),
        (["DANH SÁCH", "HỘ THOÁT NGHÈO"], "Sheet1", False, SheetKind.ESCAPED_POVERTY),
        ([], "Sheet1", True, SheetKind.STANDING),
        ([], "Sheet1", False, None),
    ],
)
def test_kinds_of_sheets(titles: list[str], name: str, has_class: bool, kind: SheetKind | None) -> None:
    assert kind_of(titles, name, has_class) is kind


def test_rows_without_number_belong_to_the_household_above() -> None:
    book = read(head(), member(), member("Nguyễn Ví Dụ Con", "Con"), head(2, "Lê Ví Dụ"), member())
    assert not book.problems.errors
    assert [len(household.members) for household in book.sheets[0].households] == [3, 2]


def test_a_list_that_numbers_persons_is_read_by_its_relations() -> None:
    book = read(head(1), member(**{"STT hộ": 2}), head(3, "Lê Ví Dụ"), member(**{"STT hộ": 4}))
    assert [len(household.members) for household in book.sheets[0].households] == [2, 2]


def test_codes_part_households_before_numbers_do() -> None:
    book = read(head(1, **{"Mã hộ": "A-1"}), member(**{"Mã hộ": "A-1"}), head(1, "Lê Ví Dụ", **{"Mã hộ": "A-2"}))
    assert [household.code for household in book.sheets[0].households] == ["A-1", "A-2"]


def test_what_is_no_person_is_skipped_and_counted() -> None:
    book = read(
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        [None, None, "TDP 2"],
        head(**{"Tổ dân phố": None}),
        [],
        list(HEADS),
        head(2, "Tống Tổng Cộng", **{"Tổ dân phố": None}),
        [None, None, "Tổng cộng: 2 hộ", None, None, None, None, 2],
        [None, None, None, None, None, None, "TM. ỦY BAN NHÂN DÂN"],
    )
    assert not book.problems.errors
    found = book.sheets[0]
    assert (found.rows, found.skipped) == (2, 6)
    assert [household.group_name for household in found.households] == ["TDP 2", "TDP 2"]


def test_a_merged_class_counts_for_every_row_it_covers() -> None:
    rows = [head(1), head(2, "Lê Ví Dụ", **{"Phân loại": None})]
    book = parse_workbook([sheet(*rows, merges=[(FIRST, 9, FIRST + 1, 9)])], today=TODAY)
    assert [household.household_class for household in book.sheets[0].households] == [HouseholdClass.POOR] * 2


def test_a_merged_personal_id_counts_once() -> None:
    rows = [head(CCCD="056070000001"), member()]
    book = parse_workbook([sheet(*rows, merges=[(FIRST, 7, FIRST + 1, 7)])], today=TODAY)
    assert [item.personal_id for item in book.sheets[0].households[0].members] == ["056070000001", ""]


def test_rows_of_one_household_must_not_contradict_each_other() -> None:
    assert errors(read(head(), member(**{"Phân loại": "Hộ cận nghèo"}))) == [(5, "Phân loại")]


def test_errors_name_row_and_column() -> None:
    book = read(head(**{"Ngày sinh": "31/02/1990", "Giới tính": "?", "CCCD": "12", "Phân loại": "gần nghèo", "B1": "nhiều"}))
    assert set(errors(book)) == {(4, "Ngày sinh"), (4, "Giới tính"), (4, "CCCD"), (4, "Phân loại"), (4, "B1")}


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"Phân loại": None}, "Phân loại"),
        ({"Họ và tên": "123"}, "Họ và tên"),
        ({"Ngày sinh": "01/01/2027"}, "Ngày sinh"),
        ({"Họ và tên": "Nguyeãn Vaên Ví Dụ"}, "Họ và tên"),
        ({"Họ và tên": "N" * 130}, "Họ và tên"),
        ({"B1": BadCell("f", "")}, "B1"),
    ],
)
def test_what_stops_an_import(change: dict[str, Any], column: str) -> None:
    assert (4, column) in errors(read(head(**change)))


def test_two_heads_and_none() -> None:
    assert len(read(head(1), head(1, "Lê Ví Dụ")).sheets[0].households) == 2
    assert errors(read(head(**{"Mã hộ": "A"}), member(relation="Chủ hộ", **{"Mã hộ": "A"}))) == [(5, "Quan hệ với chủ hộ")]
    assert errors(read(head(**{"Quan hệ với chủ hộ": "Vợ"}), member(relation="Con"))) == [(4, "Quan hệ với chủ hộ")]


def test_a_file_without_any_list_says_so() -> None:
    book = parse_workbook([Sheet("a", [(1, ["Chào", "các", "bạn"])])], today=TODAY)
    assert "Không trang nào" in book.problems.errors[0].message


def test_tick_columns_nobody_used_say_nothing() -> None:
    heads = [*HEADS, "CS1", "CS2", "Hộ DTTS"]
    unused = parse_workbook([sheet([*head(), None, None, None], heads=heads)], today=TODAY).sheets[0].households[0]
    assert (unused.answered, unused.minority) == (frozenset(), None)
    rows = [[*head(), "x", None, "x"], [*head(2, "Lê Ví Dụ"), None, None, None]]
    first, second = parse_workbook([sheet(*rows, heads=heads)], today=TODAY).sheets[0].households
    assert (first.deprived, first.answered, first.minority) == ({1}, {1, 2}, True)
    assert (second.deprived, second.answered, second.minority) == (set(), {1, 2}, False)


def test_decision_with_its_day_in_one_cell() -> None:
    record = read(head(**{"Số QĐ": "Quyết định số 215/QĐ-UBND ngày 08/12/2023", "Ngày QĐ": None})).sheets[0].households[0]
    assert (record.decision_number, record.signed_on) == ("215/QĐ-UBND", date(2023, 12, 8))


def test_formulas_with_a_stored_value_are_read_with_a_warning() -> None:
    book = parse_workbook([sheet(head(B1=150), computed=frozenset({(4, 12)}))], today=TODAY)
    assert book.sheets[0].households[0].b1 == 150
    assert [problem.column for problem in book.problems.warnings] == ["B1"]


CELLS = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.integers(),
    st.floats(allow_nan=True, allow_infinity=True),
    st.booleans(),
    st.dates(),
    st.builds(BadCell, st.sampled_from(["e", "f", "t"]), st.just("#REF!")),
    st.sampled_from(
        [*HEADS, "Chủ hộ", "Vợ", "Hộ nghèo", "không nghèo", "TDP 1", "x", "08/12/2023", "31/02/1990", "056070000001", "Tổng cộng", "1957"]
    ),
)


@settings(max_examples=150, deadline=timedelta(seconds=5))
@given(st.lists(st.lists(CELLS, max_size=14), max_size=8))
def test_no_cell_makes_the_parser_fall_and_errors_name_their_place(rows: list[list[Any]]) -> None:
    book = read(*rows)
    for problem in book.problems.errors:
        assert problem.message
        assert problem.row is None or 1 <= problem.row <= FIRST + len(rows)
    for household in book.sheets[0].households:
        assert household.members
        assert sum(item.is_head for item in household.members) >= 1
    assert book.sheets[0].rows + book.sheets[0].skipped <= len(rows)
