"""Whether a target is met, and whether a count keeps pace with the year. Comparisons are exact, never on rounded rates."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from indicators.rules.words import PERCENT, Attainment, Comparison


@dataclass(frozen=True, slots=True)
class Goal:
    """What is asked: compare with ``value`` in ``unit``; without a comparison the figure is only followed."""

    comparison: Comparison | None
    value: Decimal | None
    unit: str

    @property
    def is_rate(self) -> bool:
        """Whether a part of a whole is compared."""
        return self.unit == PERCENT


@dataclass(frozen=True, slots=True)
class Pace:
    """How far the year is, and how far a count would be if it grew evenly."""

    elapsed: Fraction
    expected: Fraction
    is_behind: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for one target: ``actual`` (a rate with two decimals, or the count), ``met`` None where it cannot be told."""

    actual: Decimal | None
    met: bool | None
    state: Attainment
    pace: Pace | None = None


def holds(comparison: Comparison, figure: Fraction, value: Decimal) -> bool:
    """``figure`` compared with ``value``; "about" is met when it is not less."""
    wanted = Fraction(value)
    return {
        Comparison.AT_LEAST: figure >= wanted,
        Comparison.MORE_THAN: figure > wanted,
        Comparison.EXACTLY: figure == wanted,
        Comparison.ABOUT: figure >= wanted,
    }[comparison]


def rate(part: int, whole: int) -> Fraction:
    """``part`` of ``whole`` in per cent, exact; ``whole`` is not 0."""
    return Fraction(part * 100, whole)


def elapsed_on(day: date) -> Fraction:
    """The part of the calendar year that is over on the evening of ``day``."""
    first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    return Fraction((day - first).days + 1, (last - first).days + 1)


def pace_of(value: Decimal, count: int, elapsed: Fraction) -> Pace:
    """A count of ``value`` wanted by the end of the year, ``count`` reached so far."""
    expected = Fraction(value) * elapsed
    return Pace(elapsed, expected, count < expected)


def judge(goal: Goal, numerator: int | None, denominator: int | None, on: date) -> Verdict:
    """The verdict on whole figures; pass None for a figure that is missing or not whole.

    A rate without a whole (0) or above 100 % cannot be told. A count that is not met, behind an even pace and still has
    days to go is at risk; a rate has no pace.
    """
    figure = _figure(goal, numerator, denominator)
    if figure is None:
        return Verdict(None, None, Attainment.NO_DATA)
    actual = _rounded(figure)
    if goal.comparison is None or goal.value is None:
        return Verdict(actual, None, Attainment.FOLLOWED)
    met = holds(goal.comparison, figure, goal.value)
    pace = None if goal.is_rate or numerator is None else pace_of(goal.value, numerator, elapsed_on(on))
    if met:
        return Verdict(actual, True, Attainment.MET, pace)
    at_risk = pace is not None and pace.is_behind and pace.elapsed < 1
    return Verdict(actual, False, Attainment.AT_RISK if at_risk else Attainment.NOT_MET, pace)


def _figure(goal: Goal, numerator: int | None, denominator: int | None) -> Fraction | None:
    if numerator is None:
        return None
    if not goal.is_rate:
        return Fraction(numerator)
    return None if not denominator or numerator > denominator else rate(numerator, denominator)


def _rounded(figure: Fraction) -> Decimal:
    exact = Decimal(figure.numerator) / Decimal(figure.denominator)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
