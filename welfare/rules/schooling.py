"""Whether a child goes to the school level that fits its age (data/school.toml), and supports for learning."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from camphucnam.kernel.enums import LabelledEnum

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


def school_state(age: int, fitting: bool | None, schooling: str, is_studying: bool) -> SchoolState:
    """``fitting``: the school's own word about the level (what T08 counts); ``schooling``: the newest answer, empty for none."""
    if schooling and not is_studying and fitting is not True:
        return SchoolState.OUT
    if fitting is not None:
        return SchoolState.FITS if fitting else SchoolState.BEHIND
    return _by_level(age, schooling) if schooling else SchoolState.UNKNOWN


def _by_level(age: int, schooling: str) -> SchoolState:
    order, wanted = [level.code for level in levels()], level_for(age)
    if wanted is None or schooling not in order:
        return SchoolState.FITS if schooling else SchoolState.UNKNOWN
    return SchoolState.FITS if order.index(schooling) >= order.index(wanted.code) else SchoolState.BEHIND


def year_words(year: int) -> str:
    """``2023-2024`` for the school year that begins in 2023."""
    return f"{year}-{year + 1}"
