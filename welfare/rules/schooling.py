"""Whether a child goes to the school level that fits its age (data/school.toml), and supports for learning."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from camphucnam.kernel.dates import age_on
from camphucnam.kernel.enums import LabelledEnum
from households.rules.facts import YES, FactKind, kind_rule

SCHOOLING = "Tình trạng đi học của trẻ em"
"""The indicator of the standard that asks about it."""
DATA = Path(__file__).resolve().parent.parent / "data" / "school.toml"


class SchoolState(LabelledEnum):
    """Where a child stands. Nothing recorded is unknown, never "does not go to school"."""

    FITS = "fits", "Học đúng độ tuổi"
    BEHIND = "behind", "Chưa đúng bậc, cấp học"
    OUT = "out", "Không đi học"
    UNKNOWN = "unknown", "Chưa ghi"


class SchoolSupportKind(LabelledEnum):
    """What is given."""

    TUITION = "tuition", "Miễn, giảm học phí"
    LEARNING_COST = "learning_cost", "Hỗ trợ chi phí học tập"
    OTHER = "other", "Hỗ trợ khác"


@dataclass(frozen=True, slots=True)
class Level:
    """A school level and the ages that it fits."""

    code: str
    label: str
    from_years: int
    below_years: int


@cache
def levels() -> tuple[Level, ...]:
    """In their order."""
    raw = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return tuple(Level(**item) for item in raw["levels"])


def school_ages() -> tuple[int, int]:
    """From (inside) and below which age a child is looked after."""
    return min(level.from_years for level in levels()), max(level.below_years for level in levels())


def level_for(age: int) -> Level | None:
    """The level that fits an age; None outside the ages."""
    return next((level for level in levels() if level.from_years <= age < level.below_years), None)


@dataclass(frozen=True, slots=True)
class Told:
    """Where somebody said on a day that a child stands."""

    state: SchoolState
    on: date


Dated = tuple[str, date]
"""An answer of a fact, and its day."""


def told_by_school(born: date | None, day: date, facts: Mapping[FactKind, Dated]) -> Told | None:
    """What the facts of a child say on ``day``: the newest of the two answers; on the same day "does not go to school" before "at the
    fitting level" before the level itself, which is judged by the age on ``day``. None without an answer."""
    fitting, schooling = facts.get(FactKind.FITTING_SCHOOL_LEVEL), facts.get(FactKind.SCHOOLING)
    if schooling is not None and (fitting is None or schooling[1] >= fitting[1]):
        code, on = schooling
        if "studying" not in kind_rule(FactKind.SCHOOLING).marks(code):
            return Told(SchoolState.OUT, on)
        if fitting is None or on > fitting[1]:
            return Told(SchoolState.UNKNOWN if born is None else _by_level(age_on(born, day), code), on)
    if fitting is None:
        return None
    return Told(SchoolState.FITS if fitting[0] == YES else SchoolState.BEHIND, fitting[1])


def school_states(told: Sequence[Told | None], lacks: bool | None, assessed_on: date | None) -> list[SchoolState]:
    """Where each child of school age of a household stands: the newest answer decides, whether the school or the assessment gave it.

    ``lacks``: whether the newest assessment finds the children's schooling lacking, None without an answer. It says of all children that
    they go, or that somebody does not: of the only child, or of one of several, which leaves older good answers open unless another
    child is known to be the one. On the same day the answer about the child itself decides.
    """
    states = [item.state if item else SchoolState.UNKNOWN for item in told]
    if lacks is None or assessed_on is None:
        return states
    older = [item is None or item.on < assessed_on for item in told]
    if not lacks:
        return [SchoolState.FITS if is_older else state for state, is_older in zip(states, older, strict=True)]
    good = (SchoolState.FITS, SchoolState.UNKNOWN)
    if len(told) == 1:
        return [SchoolState.BEHIND] if older[0] and states[0] in good else states
    if any(state not in good for state in states):
        return states
    return [SchoolState.UNKNOWN if is_older else state for state, is_older in zip(states, older, strict=True)]


def _by_level(age: int, schooling: str) -> SchoolState:
    order, wanted = [level.code for level in levels()], level_for(age)
    if wanted is None or schooling not in order:
        return SchoolState.FITS if schooling else SchoolState.UNKNOWN
    return SchoolState.FITS if order.index(schooling) >= order.index(wanted.code) else SchoolState.BEHIND


def year_words(year: int) -> str:
    """``2023-2024`` for the school year that begins in 2023."""
    return f"{year}-{year + 1}"
