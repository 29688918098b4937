"""Cells: what they may hold, and what is said about those that cannot be read."""

from datetime import date

import pytest

from households.rules.classes import HouseholdClass
from households.rules.workbook import identifiers, values
from households.rules.workbook.grid import BadCell, column_letters
from households.rules.workbook.headings import key_of
from households.rules.workbook.lettering import old_font_doubt, tidy
from households.rules.workbook.values import Birth, Unreadable

DAY, MONTH, YEAR = values.DAY, values.MONTH, values.YEAR


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("08/12/2023", Birth(date(2023, 12, 8), DAY)),
        (" 8-12-2023 ", Birth(date(2023, 12, 8), DAY)),
        ("8.12.2023", Birth(date(2023, 12, 8), DAY)),
        ("2023-12-08", Birth(date(2023, 12, 8), DAY)),
        ("2023-12-08 00:00:00", Birth(date(2023, 12, 8), DAY)),
        ("'08/12/1957", Birth(date(1957, 12, 8), DAY)),
        (date(1970, 2, 1), Birth(date(1970, 2, 1), DAY)),
        (25570, Birth(date(1970, 1, 2), DAY)),
        (25570.0, Birth(date(1970, 1, 2), DAY)),
        ("25570", Birth(date(1970, 1, 2), DAY)),
        (1957, Birth(date(1957, 1, 1), YEAR)),
        ("1957", Birth(date(1957, 1, 1), YEAR)),
        ("12/1957", Birth(date(1957, 12, 1), MONTH)),
        ("không rõ", None),
        ("-", None),
        ("", None),
        (None, None),
    ],
)
def test_births(cell: object, expected: Birth | None) -> None:
    assert values.read_birth(cell) == expected


def test_serial_days_of_a_1904_workbook() -> None:
    assert values.read_birth(24108, from_1904=True) == Birth(date(1970, 1, 2), DAY)


@pytest.mark.parametrize(
    "cell", ["31/02/1990", "29/02/2023", "13/13/2000", "08/12/23", "mồng 8", 3.0e9, -5, True, "00/00/0000", 10**20, "9" * 400]
)
def test_days_that_do_not_exist(cell: object) -> None:
    with pytest.raises(Unreadable, match="không phải ngày có thật"):
        values.read_birth(cell)


def test_a_decision_needs_a_full_day() -> None:
    with pytest.raises(Unreadable, match="thiếu ngày hoặc tháng"):
        values.read_day("2023")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hộ nghèo", HouseholdClass.POOR),
        ("  hộ  NGHÈO ", HouseholdClass.POOR),
        ("HN", HouseholdClass.POOR),
        ("Cận nghèo", HouseholdClass.NEAR_POOR),
        ("hộ cận nghèo.", HouseholdClass.NEAR_POOR),
        ("không nghèo", HouseholdClass.NOT_POOR),
        ("Hộ không nghèo", HouseholdClass.NOT_POOR),
        ("MSTB", HouseholdClass.AVERAGE),
        ("", None),
    ],
)
def test_a_class_is_the_whole_text(text: str, expected: HouseholdClass | None) -> None:
    assert values.read_class(text) is expected


@pytest.mark.parametrize("text", ["nghèo khổ", "không phải hộ nghèo", "thoát nghèo", "hộ nghèo và cận nghèo"])
def test_a_class_that_is_none(text: str) -> None:
    with pytest.raises(Unreadable, match="không phải phân loại hộ"):
        values.read_class(text)


@pytest.mark.parametrize(("cell", "marked"), [("x", True), ("X", True), ("✓", True), (1, True), (True, True), ("có", True), ("1", True)])
def test_any_mark_counts(cell: object, marked: bool) -> None:
    assert values.is_marked(cell) is marked


@pytest.mark.parametrize("cell", [None, "", "  ", 0, 0.0, "0", False, "không", "-"])
def test_no_mark(cell: object) -> None:
    assert not values.is_marked(cell)


@pytest.mark.parametrize(
    ("cell", "expected"), [(150, 150), ("150", 150), (150.0, 150), ("150,0", 150), (None, None), ("--", None), (0, 0), ("0", 0)]
)
def test_whole_numbers(cell: object, expected: int | None) -> None:
    assert values.read_whole(cell) == expected


@pytest.mark.parametrize("cell", ["1,5", 1.5, -1, "mười", True, date(2020, 1, 1), 10**9])
def test_what_is_no_whole_number(cell: object) -> None:
    with pytest.raises(Unreadable):
        values.read_whole(cell)


def test_sexes() -> None:
    assert [values.read_sex(text) for text in ("Nam", "NỮ", "nữ", "")] == ["male", "female", "female", ""]
    with pytest.raises(Unreadable, match="Ghi Nam hoặc Nữ"):
        values.read_sex("khác thường")


@pytest.mark.parametrize("kind", ["e", "f", "t"])
def test_marked_cells_say_why(kind: str) -> None:
    for reader in (values.read_birth, values.read_whole, values.is_marked, identifiers.read_personal_id):
        with pytest.raises(Unreadable):
            reader(BadCell(kind, "#REF!"))


@pytest.mark.parametrize(
    ("cell", "number", "n_remarks"),
    [
        ("056070000001", "056070000001", 0),
        (" 056 070 000 001 ", "056070000001", 0),
        ("056.070.000001", "056070000001", 0),
        (56070000001, "056070000001", 1),
        (56070000001.0, "056070000001", 1),
        ("56070000001", "056070000001", 1),
        (1070000001, "001070000001", 1),
        ("225000001", "225000001", 1),
    ],
)
def test_personal_ids(cell: object, number: str, n_remarks: int) -> None:
    found = identifiers.read_personal_id(cell)
    assert found is not None
    assert (found.number, len(found.remarks)) == (number, n_remarks)


@pytest.mark.parametrize("cell", ["5607000000", "0560700000011", "05607000000A", "5.6E+10", 12, True])
def test_what_is_no_personal_id(cell: object) -> None:
    with pytest.raises(Unreadable):
        identifiers.read_personal_id(cell)


@pytest.mark.parametrize("cell", [None, "", "không có", "-", "chưa có"])
def test_a_person_without_papers(cell: object) -> None:
    assert identifiers.read_personal_id(cell) is None


@pytest.mark.parametrize(
    ("number", "sex", "year", "n_remarks"),
    [
        ("056070000001", "male", 1970, 0),
        ("056170000001", "female", 1970, 0),
        ("056212000001", "male", 2012, 0),
        ("056312000001", "female", 2012, 0),
        ("056070000001", "female", 1970, 1),
        ("056070000001", "male", 1971, 1),
        ("099070000001", "male", 1970, 1),
        ("000170000001", "male", 1999, 3),
        ("056070000001", "", None, 0),
        ("225000001", "female", 1990, 0),
    ],
)
def test_structure_of_a_number(number: str, sex: str, year: int | None, n_remarks: int) -> None:
    assert len(identifiers.structure_remarks(number, sex, year)) == n_remarks


@pytest.mark.parametrize(
    ("text", "number", "odd"),
    [
        ("hn4567890123456", "HN4567890123456", False),
        ("1234567890", "1234567890", False),
        ("056070000001", "056070000001", False),
        ("ABC", "ABC", True),
        ("không", "", False),
    ],
)
def test_cards(text: str, number: str, odd: bool) -> None:
    found, remark = identifiers.read_card(text)
    assert (found, bool(remark)) == (number, odd)


def test_text_becomes_nfc_without_control_characters() -> None:
    assert tidy("Nguye\u0302\u0303n\x00 Va\u0306n_x000B_") == ("Nguyễn Văn", True)
    assert tidy("  Trần   Thị ") == ("Trần Thị", False)
    assert tidy("Ðức") == ("Đức", False)


@pytest.mark.parametrize(
    ("text", "doubt"),
    [("Nguyễn Văn Hoà", 0), ("NGUYỄN THỊ THUỶ", 0), ("NguyÔn V¨n An", 2), ("Nguyeãn Vaên An", 2), ("Hơ Ñuôl", 1), ("Bế Quý", 0)],
)
def test_old_fonts_are_found_out(text: str, doubt: int) -> None:
    assert old_font_doubt(text) == doubt


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Họ tên\nthành viên", "member_name"),
        ("HỌ VÀ TÊN", "member_name"),
        ("Ho ten chu ho", "head_name"),
        ("QHVCH", "relation"),
        ("Ngày ban hành QĐ", "signed_on"),
        ("QĐ công nhận", "decision"),
        ("Ngày hiệu lực", "effective_on"),
        ("CS1", "cs1"),
        ("cs 12 (Phương tiện)", "cs12"),
        ("CS01. Việc làm", "cs1"),
        ("Tổ dân phố", "group"),
        ("Thôn", "group"),
        ("Hạn thẻ BHYT", "card_to"),
        ("Không có KNLĐ", "no_labour"),
        ("TV có công CM", "merit"),
        ("Ngày sinh (dd/mm/yyyy)", "birth"),
        ("Họ tên hàng xóm", None),
    ],
)
def test_headings_are_told_by_their_letters_alone(heading: str, key: str | None) -> None:
    assert key_of(heading) == key


def test_column_letters() -> None:
    assert [column_letters(number) for number in (1, 26, 27, 703)] == ["A", "Z", "AA", "AAA"]
