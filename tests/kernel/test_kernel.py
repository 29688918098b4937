"""Dates, periods, numbers and text of the kernel, by table."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from camphucnam.kernel.dates import add_months, age_in_months, age_on, format_dmy, format_official, latest_birth, parse_dmy
from camphucnam.kernel.numbers import (
    dong_in_words,
    format_decimal,
    format_dong,
    format_int,
    format_percent,
    parse_int,
    parse_plain,
    percent,
)
from camphucnam.kernel.periods import Period, PeriodKind, parse_period, periods_of
from camphucnam.kernel.text import clean, fold, mask_name, mask_personal_id, name_sort_key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("05/04/2026", date(2026, 4, 5)),
        (" 5.4.2026 ", date(2026, 4, 5)),
        ("31/02/1990", None),
        ("29/02/2024", date(2024, 2, 29)),
        ("29/02/2023", None),
        ("2026-04-05", None),
        ("", None),
    ],
)
def test_dates_are_read_day_first(text: str, expected: date | None) -> None:
    assert parse_dmy(text) == expected


def test_dates_as_printed() -> None:
    assert format_dmy(date(2026, 4, 5)) == "05/04/2026"
    assert format_official(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert format_official(date(2023, 4, 24)) == "ngày 24 tháng 4 năm 2023"


def test_ages_on_and_around_the_birthday() -> None:
    assert [age_on(date(2008, 2, 29), day) for day in (date(2024, 2, 28), date(2024, 2, 29), date(2023, 2, 28), date(2023, 3, 1))] == [
        15,
        16,
        15,
        15,
    ]
    assert [age_in_months(date(2020, 2, 29), date(2023, 2, day)) for day in (27, 28)] == [35, 36]
    assert [age_in_months(date(2022, 12, 31), day) for day in (date(2023, 6, 29), date(2023, 6, 30))] == [5, 6]


BIRTHS = st.dates(date(2015, 1, 1), date(2024, 12, 31))
MONTH_ENDS = BIRTHS.map(lambda day: add_months(day.replace(day=1), 1) - timedelta(days=1))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(BIRTHS | MONTH_ENDS, BIRTHS | MONTH_ENDS, st.integers(0, 80))
def test_one_definition_of_completed_months(born: date, day: date, months: int) -> None:
    """Counting them, adding them to the birth and asking who was born early enough say the same."""
    completed = add_months(born, months) <= day
    assert (age_in_months(born, day) >= months) is completed
    assert (born <= latest_birth(day, months)) is completed


def test_periods() -> None:
    assert [period.code for period in periods_of(2026)] == ["2026-Q1", "2026-H1", "2026-Q2", "2026-Q3", "2026", "2026-Q4"]
    q4 = Period(2026, PeriodKind.QUARTERLY, 4)
    assert (q4.first_day, q4.last_day, q4.label) == (date(2026, 10, 1), date(2026, 12, 31), "Quý IV/2026")
    assert parse_period("2026-H1").last_day == date(2026, 6, 30)
    assert parse_period("2026").last_day == date(2026, 12, 31)
    with pytest.raises(ValueError, match="no number"):
        Period(2026, PeriodKind.QUARTERLY, 5)


@pytest.mark.parametrize(("text", "value"), [("1.500.000", 1_500_000), ("1500000", 1_500_000), ("1 500", 1500), ("-3", -3), ("0", 0)])
def test_whole_numbers_are_read_the_vietnamese_way(text: str, value: int) -> None:
    assert parse_int(text) == value


@pytest.mark.parametrize("text", ["1.5", "1,5", "1.50.000", "abc", "", "1e5"])
def test_what_is_not_a_whole_number_is_refused_not_guessed(text: str) -> None:
    with pytest.raises(ValueError, match="not a whole number"):
        parse_int(text)


def test_numbers_as_printed() -> None:
    assert format_int(1_234_567) == "1.234.567"
    assert format_int(None) == "Chưa có số liệu"
    assert format_decimal(Decimal("1234.50")) == "1.234,5"
    assert format_decimal(Decimal("10.00"), 2) == "10"
    assert format_percent(Decimal("12.5")) == "12,5\u00a0%"
    assert format_dong(1_500_000) == "1.500.000\u00a0đồng"
    assert percent(1, 3) == Decimal("33.33")
    assert percent(1, 8) == Decimal("12.50")
    assert percent(0, 0) is None


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "không đồng"),
        (15, "mười lăm đồng"),
        (21, "hai mươi mốt đồng"),
        (105, "một trăm linh năm đồng"),
        (1_500_000, "một triệu năm trăm nghìn đồng"),
        (1_000_005, "một triệu không trăm linh năm đồng"),
        (2_000_000_000, "hai tỷ đồng"),
    ],
)
def test_money_is_read_back_in_words(value: int, words: str) -> None:
    assert dong_in_words(value) == words


def test_text_is_cleaned_and_folded() -> None:
    assert clean("  Hoà\u0000   Bình ") == "Hoà Bình"
    assert fold("NGUYỄN Văn Đức") == "nguyen van duc"
    assert fold("Nguyễn Đức") == "nguyen duc"


def test_names_sort_by_given_name_in_alphabet_order() -> None:
    names = [
        "Trần Văn Út",
        "Lê Thị Ánh",
        "Võ Văn An",
        "Bùi Thị Ân",
        "Đỗ Văn Đức",
        "Mai Văn Dũng",
        "Hồ Văn Ơn",
        "Hồ Văn Ong",
        "Lê Thị Ăn",
        "An Văn An",
    ]
    assert sorted(names, key=name_sort_key) == [
        "An Văn An", "Võ Văn An", "Lê Thị Ánh", "Lê Thị Ăn", "Bùi Thị Ân",
        "Mai Văn Dũng", "Đỗ Văn Đức", "Hồ Văn Ong", "Hồ Văn Ơn", "Trần Văn Út",
    ]  # fmt: skip
    assert all(name_sort_key(name).isascii() for name in names)


def test_masks() -> None:
    assert mask_name("Nguyễn Văn An") == "N. V. An"
    assert mask_personal_id("056123456789") == "056••••••789"
    assert mask_personal_id("123") == "•••"


@pytest.mark.parametrize("text", ["", "-1", "1.5", "²", "٣٤", "9" * 10, "9" * 5000])
def test_addresses_carry_short_plain_numbers_only(text: str) -> None:
    assert parse_plain(text) is None


def test_plain_numbers_of_addresses() -> None:
    assert (parse_plain("0"), parse_plain("2023"), parse_plain("9" * 9)) == (0, 2023, 999_999_999)
