"""Classification by NĐ 07/2021 and NĐ 351/2025: a plain table with both sides of every limit."""

import itertools
from datetime import date

import pytest

from camphucnam.kernel.errors import DomainError
from households.rules.classification import Facts, classify, deprivation_score
from households.rules.standards import all_standards, standard_by_code, standard_on

CURRENT, NEXT = "ND07-2021", "ND351-2025"


@pytest.mark.parametrize(
    ("area", "score", "deprived", "expected"),
    [
        ("urban", 175, {1, 4, 9}, "poor"),
        ("urban", 175, {1, 4}, "near_poor"),
        ("urban", 176, {1, 4, 9}, "not_poor"),
        ("urban", 0, set(), "near_poor"),
        ("urban", 140, set(range(1, 13)), "poor"),
        ("urban", 176, set(range(1, 13)), "not_poor"),
        ("rural", 140, {2, 7, 12}, "poor"),
        ("rural", 140, {2, 7}, "near_poor"),
        ("rural", 141, {2, 7, 12}, "not_poor"),
    ],
)
def test_points(area: str, score: int, deprived: set[int], expected: str) -> None:
    verdict = classify(Facts(area, frozenset(deprived), income_score=score), standard_by_code(CURRENT))
    assert verdict.household_class == expected
    assert verdict.counted == tuple(sorted(deprived))
    assert verdict.reasons
    assert all(reason.endswith(".") for reason in verdict.reasons)


@pytest.mark.parametrize(
    ("code", "area", "income", "n", "expected", "limit"),
    [
        (CURRENT, "urban", 2_000_000, 3, "poor", 2_000_000),
        (CURRENT, "urban", 2_000_000, 2, "near_poor", 2_000_000),
        (CURRENT, "urban", 2_000_001, 12, "average", 2_000_000),
        (CURRENT, "urban", 3_000_000, 0, "average", 2_000_000),
        (CURRENT, "urban", 3_000_001, 0, "not_poor", 2_000_000),
        (CURRENT, "rural", 1_500_000, 3, "poor", 1_500_000),
        (CURRENT, "rural", 1_500_001, 3, "average", 1_500_000),
        (CURRENT, "rural", 2_250_001, 3, "not_poor", 1_500_000),
        (NEXT, "urban", 2_800_000, 3, "poor", 2_800_000),
        (NEXT, "urban", 2_800_000, 2, "near_poor", 2_800_000),
        (NEXT, "urban", 2_800_001, 3, "not_poor", 2_800_000),
        (NEXT, "rural", 2_200_000, 3, "poor", 2_200_000),
        (NEXT, "rural", 2_200_001, 3, "not_poor", 2_200_000),
    ],
)
def test_income(code: str, area: str, income: int, n: int, expected: str, limit: int) -> None:
    verdict = classify(Facts(area, frozenset(range(1, n + 1)), income=income), standard_by_code(code))
    assert (verdict.household_class, verdict.income_limit) == (expected, limit)


def test_standard_of_a_day() -> None:
    assert standard_on(date(2022, 1, 1)).code == CURRENT
    assert standard_on(date(2026, 12, 31)).code == CURRENT
    assert standard_on(date(2027, 1, 1)).code == NEXT
    with pytest.raises(DomainError, match="31/12/2030"):
        standard_on(date(2031, 1, 1))


def test_points_are_refused_where_no_cut_off_is_published() -> None:
    with pytest.raises(DomainError, match="chưa công bố"):
        classify(Facts("urban", frozenset(), income_score=100), standard_by_code(NEXT))


def test_nothing_to_classify_by_is_refused() -> None:
    with pytest.raises(DomainError, match="B1"):
        classify(Facts("urban", frozenset({1})), standard_by_code(CURRENT))


def test_unknown_indicator_names_the_range() -> None:
    with pytest.raises(DomainError, match="từ 1 đến 12"):
        classify(Facts("urban", frozenset({13}), income_score=1), standard_by_code(CURRENT))


def test_ten_points_an_indicator() -> None:
    standard = standard_by_code(CURRENT)
    assert [deprivation_score(n, standard) for n in (0, 3, 12)] == [0, 30, 120]


def test_standards_do_not_overlap_and_number_their_indicators() -> None:
    standards = all_standards()
    for earlier, later in itertools.pairwise(standards):
        assert earlier.valid_to is not None
        assert earlier.valid_to < later.valid_from
    for standard in standards:
        assert [item.number for item in standard.deprivations] == list(range(1, 13))
