"""The target table of a day: every target with its figures, the verdict, and the sentences that explain it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.numbers import format_decimal, format_int, format_percent
from indicators.rules.attainment import Goal, Verdict, judge
from indicators.rules.figures import Figure
from indicators.rules.measures import MEASURES, Measure, Measured
from indicators.rules.words import PERCENT, AssignedType, Attainment, Comparison, Reading


@dataclass(frozen=True, slots=True)
class Observed:
    """An entered figure: it holds from ``on`` until a later one of the same year; either number may be left out."""

    on: date
    numerator: int | None
    denominator: int | None
    source: str
    pk: int = 0


@dataclass(frozen=True, slots=True)
class FromRegister:
    """What a working register adds up to from 1 January to the day; ``register`` is what the register is called."""

    figure: Figure
    register: str


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """A target of a year as data."""

    pk: int
    code: str
    year: int
    short_name: str
    name: str
    dimension: str
    goal: Goal
    population_text: str
    numerator: str
    denominator: str
    reading: Reading | None
    readings: tuple[tuple[Reading, str], ...]
    assigned_type: AssignedType
    source: str
    agency_code: str = ""
    observed: tuple[Observed, ...] = ()

    @property
    def wanted(self) -> str:
        """``≥ 90 %``, ``khoảng 3 người``; the words for none where no value was set."""
        goal = self.goal
        if goal.comparison is None or goal.value is None:
            return "Không giao mức"
        sign = "" if goal.comparison is Comparison.EXACTLY else f"{goal.comparison.label} "
        return sign + shown(goal.value, goal.unit)

    @property
    def is_entered(self) -> bool:
        """Whether people enter one of its figures."""
        return bool(self.entered)

    @property
    def entered(self) -> tuple[str, ...]:
        """Measures among its parts that people enter or a working register adds up."""
        return tuple(name for name in (self.numerator, self.denominator) if name and MEASURES[name].is_entered)


@dataclass(frozen=True, slots=True)
class Part:
    """A numerator or denominator: what is measured, the figure, and the entry or working register it came from, if any.

    ``other`` is what people entered where the register counts instead; None where they entered nothing or the same."""

    measure: Measure
    figure: Figure
    observed: Observed | None = None
    register: str = ""
    other: int | None = None

    @property
    def source(self) -> str:
        """Where the figure comes from."""
        if self.register:
            return f"sổ “{self.register}”"
        return f"{self.observed.source}, số liệu đến ngày {format_dmy(self.observed.on)}" if self.observed else self.measure.source


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One line of the table; ``readings`` holds all ways to read the figure where there are several."""

    target: TargetFacts
    numerator: Part
    denominator: Part | None
    verdict: Verdict
    readings: tuple[tuple[Reading, Part], ...]

    @property
    def parts(self) -> list[Part]:
        """Numerator and, where there is one, denominator."""
        return [self.numerator, self.denominator] if self.denominator else [self.numerator]

    @property
    def missing(self) -> str:
        """Why there is no actual figure; empty where there is one."""
        if self.verdict.actual is not None:
            return ""
        reasons = list(dict.fromkeys(part.figure.reason for part in self.parts if part.figure.reason))
        return " ".join(reasons) or self._no_rate()

    def _no_rate(self) -> str:
        if self.denominator and not self.denominator.figure.value:
            return "Mẫu số bằng 0 nên không tính được tỷ lệ."
        return "Tử số lớn hơn mẫu số nên không tính được tỷ lệ. Kiểm tra lại số liệu đã nhập."

    @property
    def actual_text(self) -> str:
        """``85,71 %`` or ``2 hộ``; the sentence for missing."""
        actual = self.verdict.actual
        return Attainment.NO_DATA.label if actual is None else shown(actual, self.target.goal.unit)


def shown(value: Decimal, unit: str) -> str:
    """A value with its unit."""
    text = format_percent(value) if unit == PERCENT else f"{format_decimal(value, 2)}\u00a0{unit}"
    return text.replace("-", "−", 1)


def _newest(target: TargetFacts, day: date) -> Observed | None:
    entered = [entry for entry in target.observed if entry.on <= day]
    return max(entered, key=lambda entry: (entry.on, entry.pk), default=None)


def _part(name: str, measured: Measured, stated: int | None, entry: Observed | None, kept: FromRegister | None) -> Part:
    measure = MEASURES[name]
    if not measure.is_entered:
        return Part(measure, measured.figure(name))
    if kept is not None:
        return Part(measure, kept.figure, register=kept.register, other=stated if stated != kept.figure.value else None)
    if stated is None:
        return Part(measure, Figure.missing(f"Chưa nhập: {measure.label[:1].lower()}{measure.label[1:]}."))
    return Part(measure, Figure(stated), entry)


def _counted(target: TargetFacts, entry: Observed | None, kept: Mapping[str, FromRegister]) -> Mapping[str, FromRegister]:
    """Which register figures count: they replace what was entered only where they answer every part of the target, so that no rate
    is made of one number from a register and another from a letter."""
    known = {name: kept[name] for name in target.entered if name in kept and kept[name].figure.value is not None}
    stated = entry is not None and (entry.numerator is not None or entry.denominator is not None)
    return known if len(known) == len(target.entered) or not stated else {}


def target_row(target: TargetFacts, measured: Measured, kept: Mapping[str, FromRegister] | None = None) -> TargetRow:
    """The line of one target on the day of the reading. ``kept``: measure → what a working register adds up to."""
    on = measured.facts.on
    entry = _newest(target, on)
    counted = _counted(target, entry, kept or {})

    def part(name: str, stated: int | None) -> Part:
        return _part(name, measured, stated, entry, counted.get(name))

    numerator = part(target.numerator, entry.numerator if entry else None)
    denominator = part(target.denominator, entry.denominator if entry else None) if target.denominator else None
    if denominator and not denominator.measure.is_entered:
        denominator = replace(denominator, figure=measured.whole(target.denominator, numerator.figure))
    values = [item.figure.value if item and item.figure.is_whole else None for item in (numerator, denominator)]
    readings = tuple((reading, part(name, entry.numerator if entry else None)) for reading, name in target.readings)
    return TargetRow(target, numerator, denominator, judge(target.goal, values[0], values[1], on), readings)


def count_of(part: Part) -> str:
    """The figure of a part in words."""
    figure = part.figure
    if figure.value is None:
        return Attainment.NO_DATA.label.lower()
    count = format_int(figure.value).replace("-", "−")
    return count if figure.is_whole else f"đã biết {count}"


def differs(part: Part) -> str:
    """The sentence where a register counts something else than what people entered."""
    return (
        f"Số đã nhập là {format_int(part.other or 0)}, khác số của sổ “{part.register}” ({count_of(part)}): số của sổ được tính. "
        "Đối chiếu rồi ghi thêm vào sổ hoặc rút số đã nhập."
    )


def explain(row: TargetRow) -> list[tuple[str, str]]:
    """Sentences, each with its source: the figures, the calculation, the comparison, the pace."""
    target, verdict = row.target, row.verdict
    has_readings = len(row.readings) > 1
    lines = [] if has_readings else [(f"{part.measure.label}: {count_of(part)}.", part.source) for part in row.parts]
    lines += [(differs(part), "") for part in row.parts if part.other is not None]
    lines += [(reason, "") for reason in dict.fromkeys(part.figure.reason for part in row.parts) if reason]
    if row.missing and not any(part.figure.reason for part in row.parts):
        lines.append((row.missing, ""))
    if target.goal.is_rate and verdict.actual is not None and row.denominator:
        lines.append((f"{count_of(row.numerator)} ÷ {count_of(row.denominator)} × 100 = {row.actual_text}.", ""))
    if has_readings:
        lines += [(f"{reading.label}: {count_of(part)} {target.goal.unit}.", part.source) for reading, part in row.readings]
        lines.append((f"Chỉ tiêu được đo theo cách đọc: {target.reading.label.lower() if target.reading else ''}.", ""))
    lines.append((_comparison(row), target.source))
    return [*lines, (pace_text(row), "")] if pace_text(row) else lines


def _comparison(row: TargetRow) -> str:
    if row.verdict.met is None:
        return f"Yêu cầu: {row.target.wanted.lower()}."
    return f"Yêu cầu {row.target.wanted}, thực hiện {row.actual_text}: {'đạt' if row.verdict.met else 'chưa đạt'}."


def pace_text(row: TargetRow) -> str:
    """How the count compares with an even growth over the year; empty for rates, when it is met, and when the year is over."""
    pace = row.verdict.pace
    if pace is None or row.verdict.met or pace.elapsed == 1:
        return ""
    share = format_percent(Decimal(pace.elapsed.numerator * 100) / Decimal(pace.elapsed.denominator), 0)
    expected = format_decimal(Decimal(pace.expected.numerator) / Decimal(pace.expected.denominator), 1)
    word = "chậm hơn" if pace.is_behind else "không chậm hơn"
    return f"Đã qua {share} thời gian của năm; nếu tăng đều thì cần {expected} {row.target.goal.unit}: {word} tiến độ."


def tally(rows: list[TargetRow]) -> dict[Attainment, int]:
    """How many targets stand in each state, states in their order."""
    return {state: sum(row.verdict.state is state for row in rows) for state in Attainment}


def headline(rows: list[TargetRow]) -> str:
    """The answer in one line: ``8/17 chỉ tiêu đạt, 2 có nguy cơ, 3 chưa có số liệu``."""
    counts = tally(rows)
    words = [f"{counts[Attainment.MET]}/{len(rows)} chỉ tiêu đạt"]
    words += [
        f"{counts[state]} {state.label.lower()}"
        for state in (Attainment.NOT_MET, Attainment.AT_RISK, Attainment.FOLLOWED, Attainment.NO_DATA)
        if counts[state]
    ]
    return ", ".join(words)
