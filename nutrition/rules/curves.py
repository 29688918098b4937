"""The lines of a growth chart: the heights at which height for age has a given score."""

from functools import lru_cache

from nutrition.rules.growth import height_score
from nutrition.rules.limits import limits

LOW_CM, HIGH_CM = 60.0, 160.0


@lru_cache(maxsize=4096)
def height_at(sex: str, months: int, score: float) -> float | None:
    """Centimetres; None where the tables end. Height for age is a straight line in the height: two points give it."""
    days = round(months * float(limits().days_per_month))
    low, high = height_score(sex, days, LOW_CM), height_score(sex, days, HIGH_CM)
    if low is None or high is None:
        return None
    return LOW_CM + (score - low) * (HIGH_CM - LOW_CM) / (high - low)


def line(sex: str, first: int, last: int, score: float) -> list[tuple[int, float]]:
    """(completed months, centimetres) from the first to the last month, both inside."""
    points = ((months, height_at(sex, months, score)) for months in range(first, last + 1))
    return [(months, height) for months, height in points if height is not None]
