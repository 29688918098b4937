"""The self-check suggests what the classification of the officer says, and every possible class while something is not known."""

from datetime import date
from itertools import product

import pytest

from camphucnam.kernel.numbers import format_dong
from households.rules.classes import HouseholdClass
from households.rules.classification import Facts, classify
from households.rules.standards import standard_on
from programs.rules.self_check import NO, UNKNOWN, YES, bands, questions, read_answers, suggest

NOW, LATER = standard_on(date(2026, 11, 28)), standard_on(date(2027, 6, 1))
C = HouseholdClass


def given(lacking: set[int], unknown: frozenset[int] = frozenset(), standard=NOW) -> dict[int, str]:
    answers = {}
    for item in questions(standard):
        says_lacking = item.lacks
        other = NO if says_lacking == YES else YES
        answers[item.number] = UNKNOWN if item.number in unknown else says_lacking if item.number in lacking else other
    return answers


def test_every_indicator_of_the_standard_in_force_is_asked_once() -> None:
    assert [item.number for item in questions(NOW)] == list(range(1, 13))
    assert all(item.lacks in (YES, NO) and item.text.endswith("?") for item in questions(NOW))


def test_an_indicator_without_a_settled_text_is_not_asked() -> None:
    assert {item.number for item in LATER.deprivations} - {item.number for item in questions(LATER)} == {11}


def test_bands_lie_between_the_limits_of_both_areas() -> None:
    assert [band.income for band in bands(NOW)] == [1_500_000, 2_000_000, 2_250_000, 3_000_000, 3_000_001, None]
    assert bands(NOW)[1].label == f"Trên {format_dong(1_500_000)} đến {format_dong(2_000_000)}"
    assert [band.income for band in bands(LATER)] == [2_200_000, 2_800_000, 2_800_001, None]


@pytest.mark.parametrize("area", ["urban", "rural"])
@pytest.mark.parametrize("n_lacking", range(13))
def test_the_same_answers_give_the_class_of_the_officer(area: str, n_lacking: int) -> None:
    lacking = set(range(1, n_lacking + 1))
    limits = NOW.limits(area)
    for band in bands(NOW):
        if band.income is None:
            continue
        answers = read_answers(area, band, given(lacking), NOW)
        officer = classify(Facts(area, frozenset(lacking), income=band.income), NOW)
        assert [item.household_class for item in suggest(answers, NOW)] == [officer.household_class]
        # The officer's sheet counts points of income: at or under the cut-off is under the limit.
        score = (limits.income_score_max or 0) + (band.income > limits.income_limit)
        by_points = classify(Facts(area, frozenset(lacking), income_score=score), NOW).household_class
        assert (by_points is C.NOT_POOR) is (officer.household_class in (C.NOT_POOR, C.AVERAGE))
        if by_points is not C.NOT_POOR:
            assert by_points is officer.household_class


@pytest.mark.parametrize("area", ["urban", "rural"])
def test_every_income_of_a_band_is_treated_alike(area: str) -> None:
    steps = [band.income for band in bands(NOW) if band.income is not None]
    for low, high in zip([0, *steps], steps, strict=False):
        classes = {
            classify(Facts(area, frozenset(range(1, n + 1)), income=income), NOW).household_class
            for n, income in product([4], (low + 1, (low + high + 1) // 2, high))
        }
        assert len(classes) == 1, (area, low, high)


@pytest.mark.parametrize(
    ("income", "lacking", "unknown", "expected"),
    [
        (1_500_000, {1, 2}, {3}, [C.POOR, C.NEAR_POOR]),
        (1_500_000, {1, 2, 4}, {3}, [C.POOR]),
        (1_500_000, {1}, {3}, [C.NEAR_POOR]),
        (3_000_000, {1, 2}, {3}, [C.AVERAGE]),
        (None, {1, 2, 4}, set(), [C.POOR, C.AVERAGE, C.NOT_POOR]),
        (None, set(), set(range(1, 13)), [C.POOR, C.NEAR_POOR, C.AVERAGE, C.NOT_POOR]),
    ],
)
def test_what_is_not_known_leaves_every_possible_class(income, lacking, unknown, expected) -> None:
    band = next(item for item in bands(NOW) if item.income == income)
    answers = read_answers("urban", band, given(lacking, frozenset(unknown)), NOW)
    assert [item.household_class for item in suggest(answers, NOW)] == expected


def test_what_is_not_asked_is_not_known() -> None:
    answers = read_answers("urban", bands(LATER)[0], given({1, 2}, standard=LATER), LATER)
    assert answers.unknown == {11}
    assert [item.household_class for item in suggest(answers, LATER)] == [C.POOR, C.NEAR_POOR]
