"""The growth chart of a child as points of an SVG: height for age between the lines of the tables. The table beside it says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from households.models import Member
from nutrition.rules.curves import line
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
    """What the template draws. ``dots`` are (x, y, words); ``months`` and ``heights`` are (place, label) of the axes."""

    lines: tuple[Line, ...]
    dots: tuple[tuple[float, float, str], ...]
    path: str
    months: tuple[tuple[float, str], ...]
    heights: tuple[tuple[float, str], ...]
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

    def y(self, centimetres: float) -> float:
        return round(TOP + (self.high - centimetres) / (self.high - self.low) * (HEIGHT - TOP - BOTTOM), 1)


def height_chart(child: Member, rows: Sequence[Any]) -> Chart | None:
    """The chart of counting measurements; None without any."""
    known = sorted((months_of(child, row.measured_on) or 0, row.height_mm / 10, row.measured_on) for row in rows)
    if not known or not child.sex:
        return None
    first, last = max(0, known[0][0] - AROUND), known[-1][0] + AROUND
    drawn = [
        ("trung vị", "", line(child.sex, first, last, 0.0)),
        ("−2 (thấp)", "6 4", line(child.sex, first, last, float(limits().moderate_below))),
        ("−3 (nặng)", "2 4", line(child.sex, first, last, float(limits().severe_below))),
    ]
    all_heights = [height for _, _, points in drawn for _, height in points] + [height for _, height, _ in known]
    scale = _Scale(first, last, min(all_heights) - 2, max(all_heights) + 2)
    lines = tuple(
        Line(_points(scale, points), name, scale.x(points[-1][0]) + 6, scale.y(points[-1][1]) + 4, dash)
        for name, dash, points in drawn
        if points
    )
    dots = tuple((scale.x(months), scale.y(height), f"{months} tháng") for months, height, _ in known)
    month_step, height_step = max(1, (last - first) // STEPS), max(1, round((scale.high - scale.low) / STEPS))
    return Chart(
        lines,
        dots,
        _points(scale, [(months, height) for months, height, _ in known]),
        tuple((scale.x(months), str(months)) for months in range(first, last + 1, month_step)),
        tuple((scale.y(height), str(height)) for height in range(round(scale.low) + 1, round(scale.high), height_step)),
    )


def _points(scale: _Scale, points: Sequence[tuple[int, float]]) -> str:
    return " ".join(f"{scale.x(months)},{scale.y(height)}" for months, height in points)
