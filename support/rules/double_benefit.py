"""Which supports exclude each other for one household (data/double_benefit.toml). A conflict warns; an officer may override it."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from camphucnam.kernel.dates import format_dmy

RULES = Path(__file__).resolve().parent.parent / "data" / "double_benefit.toml"
UNVERIFIED = "Quy ước của đơn vị, cần đối chiếu văn bản."


LONGEST = 1000
Record = tuple[str, int]
"""Table and key of a row of a register."""


@dataclass(frozen=True, slots=True)
class Benefit:
    """Something that a household has had or is promised: the local code of its (sub-)project or policy, and the day.

    ``whole`` and ``record`` are the same for the parts of one support, which never exclude each other; 0 and None: stands alone.
    ``person``: whom of the household it is for; None: not known, or the household. ``until``: the last day of something that lasts,
    inside; ``what``: what its register calls it. Grants have neither.
    """

    code: str
    on: date
    key: int = 0
    whole: int = 0
    record: Record | None = None
    person: int | None = None
    until: date | None = None
    what: str = ""

    def may_be_for(self, other: "Benefit") -> bool:
        """Whether both may be for the same person."""
        return self.person is None or other.person is None or self.person == other.person

    def holds(self, other: "Benefit") -> bool:
        """Whether the other is a grant of the same content for the same person while this lasts: then it is a part of it."""
        if self.until is None or other.until is not None:
            return False
        return self.code == other.code and self.on <= other.on <= self.until and self.may_be_for(other)

    def is_one_with(self, other: "Benefit") -> bool:
        """Whether both are parts of one support."""
        if self.whole and self.whole == other.whole:
            return True
        return (self.record is not None and self.record == other.record) or self.holds(other) or other.holds(self)


@dataclass(frozen=True, slots=True)
class ExclusionRule:
    """``first`` and ``second`` exclude each other in the same calendar year, or ever; with ``same`` only when both codes are one,
    with ``per_person`` only when both may be for one person."""

    key: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    is_ever: bool
    text: str
    source: str
    is_verified: bool
    same: bool = False
    per_person: bool = False

    def excludes(self, one: Benefit, other: Benefit) -> bool:
        """Whether both together break the rule; the order does not matter."""
        if one.is_one_with(other) or (self.per_person and not one.may_be_for(other)):
            return False
        pair = (one.code in self.first and other.code in self.second) or (one.code in self.second and other.code in self.first)
        return pair and (not self.same or one.code == other.code) and (self.is_ever or one.on.year == other.on.year)

    @property
    def words(self) -> str:
        """The rule and how sure it is."""
        return f"{self.text} ({self.source})." if self.is_verified else f"{self.text}. {UNVERIFIED}"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A rule that two benefits break together."""

    rule: ExclusionRule
    earlier: Benefit
    later: Benefit

    @property
    def words(self) -> str:
        """``Đã có hỗ trợ CS5 ngày 02/03/2023. Hộ đã được …``; of a register ``Đã có ở sổ “Học viên học nghề” (DA4.TDA1) từ ngày …``."""
        one, day = self.earlier, format_dmy(self.earlier.on)
        found = f"Đã có ở sổ “{one.what}” ({one.code}) từ ngày {day}" if one.what else f"Đã có hỗ trợ {one.code} ngày {day}"
        return f"{found}. {self.rule.words}"


def _rule(raw: dict[str, Any]) -> ExclusionRule:
    return ExclusionRule(
        raw["key"], tuple(raw["first"]), tuple(raw["second"]), raw["span"] == "ever", raw["text"], raw["source"], raw["verified"],
        raw.get("same", False), raw.get("per", "household") == "person",
    )  # fmt: skip


@cache
def all_rules() -> tuple[ExclusionRule, ...]:
    """Every rule in the order of the data file."""
    return tuple(_rule(raw) for raw in tomllib.loads(RULES.read_text(encoding="utf-8"))["rules"])


def conflicts_of(wanted: Benefit, had: Iterable[Benefit], rules: Iterable[ExclusionRule] | None = None) -> list[Conflict]:
    """What the wanted benefit breaks together with those that the household has had."""
    known = tuple(had)
    return [
        Conflict(rule, one, wanted) for rule in (all_rules() if rules is None else rules) for one in known if rule.excludes(one, wanted)
    ]


def conflicts_among(benefits: Iterable[Benefit], rules: Iterable[ExclusionRule] | None = None) -> list[Conflict]:
    """Every broken pair among the benefits of one household, each once, the earlier one first."""
    known = sorted(benefits, key=lambda item: (item.on, item.key))
    return [conflict for n, item in enumerate(known) for conflict in conflicts_of(item, known[:n], rules)]


def words_of(found: Iterable[Conflict]) -> str:
    """What speaks against a benefit, each sentence once; empty where nothing does."""
    return " ".join(dict.fromkeys(item.words for item in found))[:LONGEST]
