"""What answers a deprivation or an expressed need, and whether it was given, is promised, or nothing came of it (data/answers.toml)."""

import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from camphucnam.kernel.enums import LabelledEnum
from camphucnam.kernel.text import fold
from households.rules.needs import NeedKind
from households.rules.standards import Deprivation, standard_by_code
from programs.rules.beneficiaries import Truth
from programs.rules.words import Means

ANSWERS = Path(__file__).resolve().parent.parent / "data" / "answers.toml"
Had = tuple[date, bool, int | None, Means, str]
"""(day, whether given; else promised, the person; None: the whole household, what it was, the content that was named; empty: none)."""
Delivered = Sequence[Had]
"""What one household had of one code."""


@dataclass(frozen=True, slots=True)
class Answering:
    """A content (``content`` is its order) or a whole (sub-)project or policy that answers a lack. ``line``, ``says``: the passage.
    ``by``: what one must have been given for it; empty: whatever the (sub-)project or policy gives."""

    code: str
    line: int
    says: str
    content: int | None = None
    by: tuple[Means, ...] = ()

    def is_met_by(self, means: Means, named: str = "", words: str = "") -> bool:
        """Whether this may be what the plan says there. What the register does not tell apart counts; ``named``: the content that it
        tells, ``words``: those of ``content`` in the plan."""
        if named and self.content is not None:
            return named == words
        return means != Means.TAKING_PART and (not self.by or means in self.by or not means)


@dataclass(frozen=True, slots=True)
class ContentMeans:
    """What of the registers is a content of a (sub-)project. ``order``: its number in the plan of 2023; ``begins``: its first words;
    ``by``: what is it, ``maybe``: what may be it or another content."""

    code: str
    order: int
    begins: str
    by: frozenset[Means] = frozenset()
    maybe: frozenset[Means] = frozenset()

    def is_it(self, code: str, words: str) -> bool:
        """Whether the content with these words is this one, wherever it stands in its plan."""
        return code == self.code and fold(words).startswith(fold(self.begins))


class Told(Enum):
    """Whether something that was given or promised is a content."""

    YES = 1
    NO = 2
    UNKNOWN = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """A content that is asked for: its words in the plan, what of the registers it is, what is another content."""

    words: str
    by: frozenset[Means] = frozenset()
    others: frozenset[Means] = frozenset()

    def told_by(self, means: Means, named: str) -> Told:
        """A content that was named is that one; else the register tells by what it was, or does not tell."""
        if named:
            return Told.YES if named == self.words else Told.NO
        if means in self.by:
            return Told.YES
        return Told.NO if means in self.others else Told.UNKNOWN


def content_wanted(code: str, words: str) -> Wanted:
    """How the registers tell that a content of a (sub-)project was given."""
    own = next((item for item in contents_told() if item.is_it(code, words)), ContentMeans(code, 0, words))
    told = frozenset[Means]().union(*(item.by | item.maybe for item in contents_told() if item.code == code))
    return Wanted(words, own.by, told - own.by - own.maybe)


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
def _raw() -> dict[str, Any]:
    return tomllib.loads(ANSWERS.read_text(encoding="utf-8"))


@cache
def contents_told() -> tuple[ContentMeans, ...]:
    """Contents of the data file."""
    return tuple(
        ContentMeans(raw["code"], raw["order"], raw["begins"], _means(raw.get("by", ())), _means(raw.get("maybe", ())))
        for raw in _raw()["content"]
    )


def _means(names: Iterable[str]) -> frozenset[Means]:
    return frozenset(Means(name) for name in names)


def words_by_order(contents: Mapping[tuple[str, int], str]) -> dict[tuple[str, int], tuple[int, str]]:
    """(code, number in the plan of 2023) → (number, words) in the plan that has these contents: (code, number) → words."""
    return {
        (item.code, item.order): (order, words)
        for item in contents_told()
        for (code, order), words in contents.items()
        if item.is_it(code, words)
    }


@cache
def _answers() -> dict[tuple[bool, str], tuple[Answering, ...]]:
    raw = _raw()
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


def delivered(
    rows: Delivered, item: Answering, since: date, on: date, concerned: Collection[int] = (), words: str = ""
) -> LackState | None:
    """Whether something that ``item`` means was given from the day of the lack until ``on``, or is promised for a day of that year or
    later.

    What was given before the lack was found did not end it. ``concerned``: the persons whom it is about; empty: the household as a
    whole, and whatever one of its people got. ``words``: those of the content in the plan. What others got does not count, and until
    all of them got it, they have it partly.
    """
    is_promised, served = False, set()
    for day, is_given, person, means, named in rows:
        if not item.is_met_by(means, named, words) or (concerned and person is not None and person not in concerned):
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
