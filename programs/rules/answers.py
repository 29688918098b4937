"""What answers a deprivation or an expressed need, and whether it was given, is promised, or nothing came of it (data/answers.toml)."""

import tomllib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from camphucnam.kernel.enums import LabelledEnum
from households.rules.needs import NeedKind
from households.rules.standards import Deprivation, standard_by_code
from programs.rules.beneficiaries import Truth
from programs.rules.words import Means

ANSWERS = Path(__file__).resolve().parent.parent / "data" / "answers.toml"
Delivered = Sequence[tuple[date, bool, int | None, Means]]
"""(day, whether given; else promised, the person; None: the whole household, what it was) of one household and one code."""


@dataclass(frozen=True, slots=True)
class Answering:
    """A content (``content`` is its order) or a whole (sub-)project or policy that answers a lack. ``line``, ``says``: the passage.
    ``by``: what one must have been given for it; empty: whatever the (sub-)project or policy gives."""

    code: str
    line: int
    says: str
    content: int | None = None
    by: tuple[Means, ...] = ()

    def is_met_by(self, means: Means) -> bool:
        """Whether this may be what the plan says there. What the register does not tell apart counts."""
        return not self.by or means in self.by or not means


class LackState(LabelledEnum):
    """How a lack stands, the best first."""

    GIVEN = "given", "Đã được hỗ trợ"
    PARTLY = "partly", "Được hỗ trợ một phần"
    PLANNED = "planned", "Đã dự kiến hỗ trợ"
    NOTHING = "nothing", "Chưa được hỗ trợ"
    OPEN = "open", "Chưa đủ số liệu để xét"
    NOT_ENTITLED = "not_entitled", "Không thuộc đối tượng"
    NO_ANSWER = "no_answer", "Kế hoạch không đáp ứng"


BEST_FIRST = {state: place for place, state in enumerate(LackState)}


@dataclass(slots=True)
class Lack:
    """Something a household lacks: a deprivation of its newest assessment, or an open need (of the person ``member``, if any).

    ``since``: the day of the assessment, or on which the need was expressed. ``kind``: name of the indicator, or kind of need.
    """

    household: int
    label: str
    kind: str
    since: date
    is_need: bool = False
    member: int | None = None


def _answering(raw: dict[str, Any]) -> Answering:
    return Answering(**{**raw, "by": tuple(Means(name) for name in raw.get("by", ()))})


@cache
def _answers() -> dict[tuple[bool, str], tuple[Answering, ...]]:
    raw = tomllib.loads(ANSWERS.read_text(encoding="utf-8"))
    return {
        (part == "need", entry["name"]): tuple(_answering(answer) for answer in entry["answers"])
        for part in ("deprivation", "need")
        for entry in raw[part]
    }


def answers_to(lack: Lack) -> tuple[Answering, ...]:
    """What the plan says that answers the lack; empty where it says nothing."""
    return _answers().get((lack.is_need, lack.kind), ())


def answers_of(*, is_need: bool) -> dict[str, tuple[Answering, ...]]:
    """Every deprivation (by name) or need (by kind) of the data file with its answers."""
    return {name: answers for (need, name), answers in _answers().items() if need is is_need}


@cache
def indicators(standard: str) -> tuple[tuple[int, Deprivation], ...]:
    """(bit of the mask, indicator) of a standard."""
    return tuple((1 << (item.number - 1), item) for item in standard_by_code(standard).deprivations)


def deprivations(household: int, standard: str, mask: int, assessed_on: date) -> Iterable[Lack]:
    """The deprivations of an assessment."""
    for bit, item in indicators(standard):
        if mask & bit:
            yield Lack(household, f"{item.number}. {item.name}", item.name, assessed_on)


def need(household: int, kind: str, expressed_on: date, member: int | None) -> Lack:
    """An open need."""
    return Lack(household, NeedKind(kind).label, kind, expressed_on, True, member)


def delivered(rows: Delivered, item: Answering, since: date, on: date, concerned: Collection[int] = ()) -> LackState | None:
    """Whether something that ``item`` means was given from the day of the lack until ``on``, or is promised for a day of that year or
    later.

    What was given before the lack was found did not end it. ``concerned``: the persons whom it is about; empty: the household as a
    whole, and whatever one of its people got. What others got does not count, and until all of them got it, they have it partly.
    """
    is_promised, served = False, set()
    for day, is_given, person, means in rows:
        if not item.is_met_by(means) or (concerned and person is not None and person not in concerned):
            continue
        if is_given and since <= day <= on:
            if not concerned or person is None:
                return LackState.GIVEN
            served.add(person)
        is_promised |= not is_given and day >= min(since, date(on.year, 1, 1))
    if served:
        return LackState.GIVEN if len(served) == len(concerned) else LackState.PARTLY
    return LackState.PLANNED if is_promised else None


def state_of(truth: Truth) -> LackState:
    """How an answer of which nothing was given or promised stands: whether the household is entitled to it."""
    if truth is Truth.YES:
        return LackState.NOTHING
    return LackState.OPEN if truth is Truth.UNKNOWN else LackState.NOT_ENTITLED


def better(first: LackState, second: LackState) -> LackState:
    """The better of two: a lack stands as its best answer does, and without any as ``NO_ANSWER``."""
    return first if BEST_FIRST[first] <= BEST_FIRST[second] else second
