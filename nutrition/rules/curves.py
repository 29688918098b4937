"""The lines of the growth charts: the heights and weights at which height for age and weight for age have a given score."""

from collections.abc import Callable
from functools import lru_cache

from nutrition.rules.growth import height_score, weight_score
from nutrition.rules.limits import limits

LOW_CM, HIGH_CM = 60.0, 160.0
LOW_KG, HIGH_KG, HALVINGS = 1.0, 129.0, 14  # the last halving is 8 g wide, less than a chart shows

Curve = Callable[[str, int, float], float | None]
"""(sex, completed months, score) → centimetres or kilograms; None where the tables end."""


@lru_cache(maxsize=4096)
def height_at(sex: str, months: int, score: float) -> float | None:
    """Centimetres. Height for age is a straight line in the height: two points give it."""
    days = round(months * float(limits().days_per_month))
    low, high = height_score(sex, days, LOW_CM), height_score(sex, days, HIGH_CM)
    if low is None or high is None:
        return None
    return LOW_CM + (score - low) * (HIGH_CM - LOW_CM) / (high - low)


@lru_cache(maxsize=4096)
def weight_at(sex: str, months: int, score: float) -> float | None:
    """Kilograms. Weight for age grows with the weight, but in no straight line: the interval is halved until it is narrow."""
    days = round(months * float(limits().days_per_month))
    if weight_score(sex, days, LOW_KG) is None:
        return None
    low, high = LOW_KG, HIGH_KG
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        found = weight_score(sex, days, middle)
        low, high = (middle, high) if found is not None and found < score else (low, middle)
    return (low + high) / 2


def line(curve: Curve, sex: str, first: int, last: int, score: float) -> list[tuple[int, float]]:
    """(completed months, value) from the first to the last month, both inside."""
    points = ((months, curve(sex, months, score)) for months in range(first, last + 1))
    return [(months, value) for months, value in points if value is not None]
