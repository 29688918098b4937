"""Rates on a day: the newest term that still holds, whole đồng, no figure where none is known."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camphucnam.kernel.errors import DomainError
from welfare.rules.rates import (
    RateTable,
    RateTerm,
    RateUnit,
    check_value,
    kinds_in,
    last_day,
    monthly_allowance,
    monthly_premium,
    rate_kind,
    rate_kinds,
)

FILE = RateTable(term for kind in rate_kinds().values() for term in kind.terms)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def term(from_on: date, amount: int = 1, to_on: date | None = None, code: str = "base_wage") -> RateTerm:
    return RateTerm(code, from_on, to_on, amount, None, "Văn bản ví dụ")


def test_the_file_is_sound() -> None:
    for kind in rate_kinds().values():
        days = [item.from_on for item in kind.terms]
        assert days == sorted(set(days)), kind.code
        for item in kind.terms:
            check_value(kind, item.amount_dong, item.number)
            assert item.document and (item.to_on is None or item.to_on >= item.from_on)


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (date(2019, 6, 30), None), (date(2019, 7, 1), 1_490_000), (date(2023, 6, 30), 1_490_000), (date(2023, 7, 1), 1_800_000),
        (date(2024, 6, 30), 1_800_000), (date(2024, 7, 1), 2_340_000), (date(2026, 6, 30), 2_340_000), (date(2026, 7, 1), 2_530_000),
    ],
)  # fmt: skip
def test_the_base_wage_of_a_day(day: date, amount: int | None) -> None:
    assert FILE.dong("base_wage", day) == amount


@pytest.mark.parametrize(("day", "amount"), [(date(2021, 6, 30), None), (date(2024, 6, 30), 540_000), (date(2024, 7, 1), 750_000)])
def test_the_allowance_is_the_standard_times_the_coefficient(day: date, amount: int | None) -> None:
    assert monthly_allowance(FILE, "allowance_severe", day) == amount


def test_the_premium_is_a_percentage_of_the_base_wage() -> None:
    assert monthly_premium(FILE, date(2026, 7, 1)) == 113_850
    assert monthly_premium(FILE, date(2023, 1, 1)) == 67_050
    assert monthly_premium(FILE, date(2019, 6, 30)) is None  # the base wage of that day is not known


def test_a_rate_that_ended_is_no_rate() -> None:
    assert FILE.dong("learning_cost", date(2025, 9, 2)) == 150_000
    assert FILE.dong("learning_cost", date(2025, 9, 3)) is None
    assert FILE.on("no_such_code", date(2025, 9, 3)) is None


@given(st.lists(DAYS, unique=True, min_size=1, max_size=6), DAYS)
def test_the_newest_term_not_after_the_day_holds(starts: list[date], day: date) -> None:
    terms = [term(start, n + 1) for n, start in enumerate(starts)]
    before = [start for start in starts if start <= day]
    found = RateTable(terms).on("base_wage", day)
    assert (found.from_on if found else None) == max(before, default=None)
    if found:
        end = last_day(found, terms)
        assert end is None or end >= day
        assert end is None or end + timedelta(days=1) in starts


def test_the_last_day_is_the_earlier_of_the_two() -> None:
    first, second = term(date(2022, 1, 1), to_on=date(2022, 6, 30)), term(date(2023, 1, 1))
    assert last_day(first, [first, second]) == date(2022, 6, 30)
    assert last_day(term(date(2022, 1, 1)), [second]) == date(2022, 12, 31)
    assert last_day(second, [first, second]) is None


def test_changes_name_the_days_on_which_an_amount_differs() -> None:
    days = FILE.changes(["social_standard", "allowance_elderly_80"], date(2023, 5, 1), date(2025, 12, 31))
    assert days == [date(2023, 5, 1), date(2024, 7, 1), date(2025, 7, 1)]


def test_values_fit_their_unit() -> None:
    money, percent = rate_kind("base_wage"), rate_kind("insurance_premium")
    for kind, amount, number in ((money, None, Decimal(1)), (money, 1, Decimal(1)), (money, 0, None), (percent, None, None),
                                 (percent, None, Decimal("100.1")), (percent, None, Decimal(0))):  # fmt: skip
        with pytest.raises(DomainError):
            check_value(kind, amount, number)
    with pytest.raises(DomainError):
        rate_kind("no_such_code")


@pytest.mark.parametrize(
    ("code", "amount", "number", "words"),
    [
        ("base_wage", 2_530_000, None, "2.530.000"), ("insurance_premium", None, Decimal("4.500"), "4,5\u00a0%"),
        ("insurance_support_poor", None, Decimal("100.000"), "100\u00a0%"), ("allowance_severe", None, Decimal("1.500"), "hệ số 1,5"),
        ("relief_rice", None, Decimal(15), "15\u00a0kg"),
    ],
)  # fmt: skip
def test_values_in_words(code: str, amount: int | None, number: Decimal | None, words: str) -> None:
    assert rate_kind(code).words(amount, number).startswith(words)


def test_coefficients_are_what_assistance_chooses_from() -> None:
    assert {kind.group for kind in kinds_in(RateUnit.COEFFICIENT)} == {"Hệ số trợ cấp xã hội hằng tháng"}
