"""What was measured beside what was promised. A miss is printed, never hidden."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bench.timing import Sample

AT_MOST, AT_LEAST, EXACTLY = "≤", "≥", "="


class Unequal(Exception):
    """Product and baseline do not give the same result: a fast wrong answer is a fault, not a time."""


@dataclass(slots=True)
class Goal:
    """One line of the table. ``sign`` and ``limit`` say what ``value`` must hold; no limit: only told."""

    ident: str
    workload: str
    value: float
    sign: str = ""
    limit: float | None = None
    baseline: str = ""
    product: str = ""
    unit: str = "×"
    engine: str = ""
    detail: Mapping[str, object] = field(default_factory=dict)

    @property
    def holds(self) -> bool | None:
        """Whether the promise is kept; None where nothing was promised."""
        if self.limit is None:
            return None
        value = round(self.value, 3)
        return {AT_MOST: value <= self.limit, AT_LEAST: value >= self.limit, EXACTLY: value == self.limit}[self.sign]

    def cells(self) -> tuple[str, ...]:
        """The line as printed."""
        goal = f"{self.sign} {self.limit:g}{self.unit}" if self.limit is not None else "–"
        verdict = {True: "yes", False: "NO", None: "–"}[self.holds]
        return (
            self.ident,
            self.engine,
            self.workload,
            self.baseline,
            self.product,
            f"{self.value:.2f}".rstrip("0").rstrip(".") + self.unit,
            goal,
            verdict,
        )


HEAD = ("id", "database", "workload", "baseline", "product", "ratio", "goal", "holds")


def milliseconds(sample: Sample) -> str:
    """``p50 / p95`` for people."""
    return f"{_short(sample.p50)} / {_short(sample.percentile(95))} ms"


def _short(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def slower(ident: str, workload: str, samples: Mapping[str, Sample], limit: float | None, **names: str) -> Goal:
    """How many times the baseline's time the product takes; the promise is an upper limit."""
    baseline, product = samples[names.get("baseline", "baseline")], samples[names.get("product", "product")]
    return Goal(
        ident, workload, product.p50 / baseline.p50, AT_MOST, limit, milliseconds(baseline), milliseconds(product), detail=_detail(samples)
    )


def faster(ident: str, workload: str, samples: Mapping[str, Sample], limit: float | None, **names: str) -> Goal:
    """How many times as fast as the baseline the product is; the promise is a lower limit."""
    baseline, product = samples[names.get("baseline", "baseline")], samples[names.get("product", "product")]
    return Goal(
        ident, workload, baseline.p50 / product.p50, AT_LEAST, limit, milliseconds(baseline), milliseconds(product), detail=_detail(samples)
    )


def _detail(samples: Mapping[str, Sample]) -> dict[str, object]:
    return {name: sample.figures() for name, sample in samples.items()}


def must_equal(what: str, baseline: object, product: object) -> None:
    """Raise ``Unequal`` with the first difference."""
    if baseline == product:
        return
    if isinstance(baseline, Sequence) and isinstance(product, Sequence) and not isinstance(baseline, str):
        pairs = [(n, a, b) for n, (a, b) in enumerate(zip(baseline, product, strict=False)) if a != b]
        first = f"first difference at {pairs[0]}" if pairs else f"{len(baseline)} against {len(product)} entries"
        raise Unequal(f"{what}: {first}")
    raise Unequal(f"{what}: baseline {str(baseline)[:400]!r}, product {str(product)[:400]!r}")


def table(goals: Sequence[Goal]) -> str:
    """The goals as a text table."""
    lines = [HEAD, *(goal.cells() for goal in goals)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(HEAD))]
    drawn = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    return "\n".join([drawn[0], "─" * len(drawn[0]), *drawn[1:]])


def write_json(path: Path, goals: Sequence[Goal], about: Mapping[str, object]) -> None:
    """Everything that was measured, for comparison with later sessions."""
    path.parent.mkdir(parents=True, exist_ok=True)
    document = {"about": dict(about), "goals": [asdict(goal) | {"holds": goal.holds} for goal in goals]}
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1))
