"""Scores against values that the WHO prints, and the borders of classes, tables and ways of measuring."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutrition.rules.curves import height_at, weight_at
from nutrition.rules.growth import Measured, Scores, class_of, scores_of, weight_score
from nutrition.rules.limits import limits
from nutrition.rules.words import NutritionClass, Standard

BORN = date(2015, 3, 1)


def measured(sex: str, days: int, kg: float, cm: float, *, lying: bool) -> Measured:
    return Measured(sex, BORN, BORN + timedelta(days=days), round(kg * 1000), round(cm * 10), lying)


# Simplified field tables of the WHO (z-scores): length/height for age and weight for age, at the days of completed months.
PRINTED_YOUNG = [
    # sex, months, -3 SD, -2 SD, median (height, cm); -3 SD, -2 SD, median (weight, kg)
    ("male", 12, (68.6, 71.0, 75.7), (6.9, 7.7, 9.6)),
    ("female", 12, (66.3, 68.9, 74.0), (6.3, 7.0, 8.9)),
    ("male", 36, (85.0, 88.7, 96.1), (10.0, 11.3, 14.3)),
    ("female", 36, (83.6, 87.4, 95.1), (9.6, 10.8, 13.9)),
    ("female", 48, (89.8, 94.1, 102.7), (10.9, 12.3, 16.1)),
]


@pytest.mark.parametrize(("sex", "months", "heights", "weights"), PRINTED_YOUNG)
def test_printed_values_under_five(sex: str, months: int, heights: tuple[float, ...], weights: tuple[float, ...]) -> None:
    """Printed values are rounded to a millimetre or a hundred grams: the score is near, on a step of that size."""
    for expected, cm, kg in zip((-3, -2, 0), heights, weights, strict=True):
        found = scores_of(measured(sex, round(months * 30.4375), kg, cm, lying=months < 24))
        assert found.standard is Standard.WHO_2006
        assert abs(found.height_for_age - expected) <= Decimal("0.03"), (sex, months, cm)
        assert abs(found.weight_for_age - expected) <= Decimal("0.08"), (sex, months, kg)


# WHO reference 2007, tables of z-scores: -3 SD, -2 SD, median (cm).
PRINTED_OLDER = [
    ("male", 61, (96.5, 101.1, 110.3)),
    ("female", 61, (95.3, 100.1, 109.6)),
    ("male", 120, (118.7, 125.0, 137.8)),
    ("female", 120, (119.4, 125.8, 138.6)),
    ("male", 156, (133.8, 141.2, 156.0)),
    ("female", 180, (141.0, 147.9, 161.7)),
]


@pytest.mark.parametrize(("sex", "months", "heights"), PRINTED_OLDER)
def test_printed_heights_from_five(sex: str, months: int, heights: tuple[float, ...]) -> None:
    for expected, cm in zip((-3, -2, 0), heights, strict=True):
        found = scores_of(measured(sex, round(months * 30.4375), 30, cm, lying=False))
        assert found.standard is Standard.WHO_2007
        assert abs(found.height_for_age - expected) <= Decimal("0.03"), (sex, months, cm)


@pytest.mark.parametrize(
    ("months", "kg", "cm", "height", "weight", "bmi"),
    [("60.32", 18.7, 113.8, "0.96", "0.21", "-0.58"), ("60.911701", 20.5, 113.6, "0.85", "0.79", "0.42")],
)
def test_girls_of_the_reference_program(months: str, kg: float, cm: float, height: str, weight: str, bmi: str) -> None:
    """The WHO's own program (anthroplus) prints these; its ages are fractions of months, ours whole days."""
    found = scores_of(measured("female", round(float(months) * 30.4375), kg, cm, lying=False))
    scores = (found.height_for_age, found.weight_for_age, found.weight_for_height)
    for score, expected in zip(scores, (height, weight, bmi), strict=True):
        assert abs(score - Decimal(expected)) <= Decimal("0.01")


# Field tables of the WHO: weight for length and weight for height, -3 SD, -2 SD, median (kg), rounded to a hundred grams.
PRINTED_RATIOS = [
    ("male", 30, 50.0, (2.6, 2.8, 3.3)),
    ("male", 300, 60.0, (4.7, 5.1, 6.0)),
    ("male", 1200, 100.0, (12.1, 13.1, 15.4)),
    ("female", 1200, 100.0, (11.7, 12.8, 15.2)),
]


@pytest.mark.parametrize(("sex", "days", "cm", "weights"), PRINTED_RATIOS)
def test_printed_weights_for_height(sex: str, days: int, cm: float, weights: tuple[float, ...]) -> None:
    for expected, kg in zip((-3, -2, 0), weights, strict=True):
        found = scores_of(measured(sex, days, kg, cm, lying=days < 730)).weight_for_height
        assert abs(found - expected) <= Decimal("0.12"), (sex, cm, kg)


def test_standing_and_lying_differ_by_seven_millimetres() -> None:
    for days in (300, 730, 731, 1826, 1827, 3000):
        lying, standing = (scores_of(measured("male", days, 12, cm, lying=is_lying)) for cm, is_lying in ((90.7, True), (90.0, False)))
        assert lying == standing


@pytest.mark.parametrize("days", [729, 730, 731, 732])
def test_no_jump_in_weight_for_height_around_the_second_birthday(days: int) -> None:
    assert scores_of(measured("female", days, 10, 84.0, lying=True)).weight_for_height == Decimal("-1.07")


@pytest.mark.parametrize(("days", "standard"), [(1826, Standard.WHO_2006), (1827, Standard.WHO_2007)])
def test_the_standard_changes_at_60_months(days: int, standard: Standard) -> None:
    """Like the programs of the WHO: 60 x 30.4375 days are 1826.25. The pages say so, for printed tables serve month 60 too."""
    assert "từ đủ 60 tháng" in limits().source
    assert scores_of(measured("male", days, 18, 110, lying=False)).standard is standard


def test_weight_for_age_ends_at_ten_years() -> None:
    assert scores_of(measured("male", 3652, 30, 137, lying=False)).weight_for_age is not None
    assert scores_of(measured("male", 3653, 30, 137, lying=False)).weight_for_age is None


@pytest.mark.parametrize(("cm", "known"), [(44.9, False), (45.0, True), (110.0, True), (110.1, False)])
def test_weight_for_length_ends_with_its_table(cm: float, known: bool) -> None:
    assert (scores_of(measured("male", 300, 9, cm, lying=True)).weight_for_height is not None) is known


def test_measured_before_birth() -> None:
    with pytest.raises(ValueError, match="before"):
        scores_of(measured("male", -1, 3, 50, lying=True))


def scores(height: str | None = "0", weight: str | None = "0", ratio: str | None = "0") -> Scores:
    values = (None if text is None else Decimal(text) for text in (height, weight, ratio))
    return Scores(12, Standard.WHO_2006, *values)


C = NutritionClass


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (scores(), C.NORMAL),
        (scores("-2"), C.NORMAL),
        (scores("-2.01"), C.MODERATE),
        (scores("-3"), C.MODERATE),
        (scores("-3.01"), C.SEVERE),
        (scores("0", "-2.5"), C.MODERATE),
        (scores("-2.5", "-3.2"), C.SEVERE),
        (scores("0", "0", "-2"), C.NORMAL),
        (scores("0", "0", "-2.01"), C.ACUTE),
        (scores("-2.01", "0", "-3.5"), C.MODERATE_ACUTE),
        (scores("0", "-3.01", "-2.5"), C.SEVERE_ACUTE),
        (scores("-2.5", None, None), C.MODERATE),
        (scores(None, None, None), C.NORMAL),
    ],
)
def test_classes(found: Scores, expected: NutritionClass) -> None:
    assert class_of(found) is expected


@pytest.mark.parametrize(
    ("found", "names"),
    [
        (scores("-6", "-6", "-5"), ()),
        (scores("6", "5", "5"), ()),
        (scores("-6.01"), ("height_for_age",)),
        (scores("6.01"), ("height_for_age",)),
        (scores("0", "5.01"), ("weight_for_age",)),
        (scores("0", "-6.01"), ("weight_for_age",)),
        (scores("0", "0", "5.01"), ("weight_for_height",)),
        (scores(None, None, None), ()),
    ],
)
def test_implausible(found: Scores, names: tuple[str, ...]) -> None:
    assert found.implausible == names


@given(
    days=st.integers(0, 16 * 365), sex=st.sampled_from(["male", "female"]), kg=st.floats(1, 120), cm=st.floats(40, 200), lying=st.booleans()
)
def test_taller_and_heavier_never_score_lower(days: int, sex: str, kg: float, cm: float, lying: bool) -> None:
    small, tall, heavy = (scores_of(measured(sex, days, w, h, lying=lying)) for w, h in ((kg, cm), (kg, cm + 1), (kg + 1, cm)))
    assert small.height_for_age is not None and tall.height_for_age > small.height_for_age
    assert small.weight_for_age is None or heavy.weight_for_age >= small.weight_for_age


def test_lines_of_the_chart() -> None:
    assert round(height_at("male", 12, 0.0), 1) == 75.7 and round(height_at("male", 12, -2.0), 1) == 71.0
    assert round(height_at("female", 120, -3.0), 1) == 119.4 and height_at("male", 300, 0.0) is None
    # Weights of the tables of the World Health Organization: boys of 12 months, girls of 24 months, and none after ten years.
    assert round(weight_at("male", 12, 0.0), 1) == 9.6 and round(weight_at("male", 12, -2.0), 1) == 7.7
    assert round(weight_at("female", 24, -3.0), 1) == 8.1 and weight_at("female", 121, 0.0) is None


@given(months=st.integers(0, 120), sex=st.sampled_from(["male", "female"]), score=st.sampled_from([0.0, -2.0, -3.0]))
def test_a_weight_on_a_line_has_the_score_of_the_line(months: int, sex: str, score: float) -> None:
    kg = weight_at(sex, months, score)
    assert kg is not None
    assert abs(weight_score(sex, round(months * 30.4375), kg) - score) < 0.05
