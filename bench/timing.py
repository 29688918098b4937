"""Interleaved timing: A, B, A, B, … so that a busy moment of the machine strikes all alike."""

import gc
import math
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Sample:
    """Milliseconds of every call of one contender, one list per repeat."""

    repeats: list[list[float]] = field(default_factory=list)

    @property
    def p50(self) -> float:
        """Median over the repeats of the median of each."""
        return statistics.median(statistics.median(repeat) for repeat in self.repeats)

    def percentile(self, percent: int) -> float:
        """Nearest-rank percentile over all calls."""
        times = sorted(time for repeat in self.repeats for time in repeat)
        return times[min(len(times) - 1, math.ceil(len(times) * percent / 100) - 1)]

    def figures(self) -> dict[str, float]:
        """Median, p95 and p99 in milliseconds, and the number of calls."""
        n_calls = sum(map(len, self.repeats))
        return {"p50": round(self.p50, 3), "p95": round(self.percentile(95), 3), "p99": round(self.percentile(99), 3), "calls": n_calls}


def interleave(contenders: Mapping[str, Callable[[], object]], *, repeats: int = 5, calls: int = 1, warm_up: int = 1) -> dict[str, Sample]:
    """Call every contender ``calls`` times in each of ``repeats`` repeats, taking turns after every call."""
    for _ in range(warm_up):
        for act in contenders.values():
            act()
    samples = {name: Sample() for name in contenders}
    for _ in range(repeats):
        gc.collect()
        rounds = [{name: _milliseconds(act) for name, act in contenders.items()} for _ in range(calls)]
        for name, sample in samples.items():
            sample.repeats.append([times[name] for times in rounds])
    return samples


def _milliseconds(act: Callable[[], object]) -> float:
    started = time.perf_counter_ns()
    act()
    return (time.perf_counter_ns() - started) / 1e6
