"""The growth charts of a child as points of an SVG: height and weight for age between the lines of the tables. The table beside them
says the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from households.models import Member
from nutrition.rules.curves import Curve, height_at, line, weight_at
from nutrition.rules.limits import limits
from nutrition.selectors.children import months_of

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 440, 280, 36, 76, 12, 32
AROUND, STEPS = 6, 6  # months shown before the first and after the last measurement; marks on an axis


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the tables: its points, its name at its right end, how it is drawn."""

    points: str
    name: str
    x: float
    y: float
    dash: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What the template draws. ``dots`` are (x, y, words); ``months`` and ``marks`` are (place, label) of the axes."""

    title: str
    low: str
    lines: tuple[Line, ...]
    dots: tuple[tuple[float, float, str], ...]
    path: str
    months: tuple[tuple[float, str], ...]
    marks: tuple[tuple[float, str], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    last: int
    low: float
    high: float

    def x(self, months: float) -> float:
        return round(LEFT + (months - self.first) / (self.last - self.first) * (WIDTH - LEFT - RIGHT), 1)

    def y(self, value: float) -> float:
        return round(TOP + (self.high - value) / (self.high - self.low) * (HEIGHT - TOP - BOTTOM), 1)


def growth_charts(child: Member, rows: Sequence[Any]) -> list[Chart]:
    """Height for age, then weight for age, of counting measurements; those that the tables know."""
    if not rows or not child.sex:
        return []
    months = [months_of(child, row.measured_on) or 0 for row in rows]
    heights = list(zip(months, [row.height_mm / 10 for row in rows], strict=True))
    weights = list(zip(months, [row.weight_g / 1000 for row in rows], strict=True))
    height = _chart("Chiều cao (cm) theo tháng tuổi", "thấp còi", height_at, child.sex, heights)
    weight = _chart("Cân nặng (kg) theo tháng tuổi", "nhẹ cân", weight_at, child.sex, weights)
    return [chart for chart in (height, weight) if chart is not None]


def _chart(title: str, low: str, curve: Curve, sex: str, measured: Iterable[tuple[int, float]]) -> Chart | None:
    known = sorted(measured)
    first, last = max(0, known[0][0] - AROUND), known[-1][0] + AROUND
    drawn = [
        ("trung vị", "", line(curve, sex, first, last, 0.0)),
        (f"−2 ({low.split(maxsplit=1)[0]})", "6 4", line(curve, sex, first, last, float(limits().moderate_below))),
        ("−3 (nặng)", "2 4", line(curve, sex, first, last, float(limits().severe_below))),
    ]
    if not any(points for _, _, points in drawn):
        return None
    values = [value for _, _, points in drawn for _, value in points] + [value for _, value in known]
    margin = (max(values) - min(values)) / 20
    scale = _Scale(first, last, min(values) - margin, max(values) + margin)
    lines = tuple(
        Line(_points(scale, points), name, scale.x(points[-1][0]) + 6, scale.y(points[-1][1]) + 4, dash)
        for name, dash, points in drawn
        if points
    )
    month_step, value_step = max(1, (last - first) // STEPS), max(1, round((scale.high - scale.low) / STEPS))
    return Chart(
        title,
        low,
        lines,
        tuple((scale.x(months), scale.y(value), f"{months} tháng") for months, value in known),
        _points(scale, known),
        tuple((scale.x(months), str(months)) for months in range(first, last + 1, month_step)),
        tuple((scale.y(value), str(value)) for value in range(ceil(scale.low), round(scale.high), value_step)),
    )


def _points(scale: _Scale, points: Sequence[tuple[int, float]]) -> str:
    return " ".join(f"{scale.x(months)},{scale.y(height)}" for months, height in points)
