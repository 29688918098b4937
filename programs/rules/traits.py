"""Recorded facts of a day as traits and classes of the beneficiary rules (data/traits.toml). What is not recorded stays unknown."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from camphucnam.kernel.dates import add_months, age_on
from households.rules.facts import DwellingKind, FactKind, Kind, KindRule, kind_rule
from programs.rules.ages import MONTHS_OF_A_YEAR
from programs.rules.beneficiaries import NO, UNKNOWN, YES, Truth
from programs.rules.words import BeneficiaryClass, Trait

TRAITS = Path(__file__).resolve().parent.parent / "data" / "traits.toml"
Given = Trait | BeneficiaryClass
Recorded = Mapping[Kind, tuple[str, date]]
"""Kind of fact → (stored answer, its day): the newest one that counts on the day asked about."""


@dataclass(frozen=True, slots=True)
class Part:
    """One fact that a trait asks for. ``values``: answers for which it holds; ``months``: how long an answer is taken, None for ever."""

    kind: Kind
    rule: KindRule
    values: frozenset[str]
    months: int | None = None
    outside_is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class TraitRule:
    """A trait and the facts that all must hold. ``holds_means_no``: the facts deny the trait; ``only_yes``: nothing else denies it."""

    given: Given
    parts: tuple[Part, ...]
    source: str
    holds_means_no: bool = False
    only_yes: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What is known to hold and what is known not to."""

    traits: frozenset[Trait] = frozenset()
    classes: frozenset[BeneficiaryClass] = frozenset()
    denied: frozenset[Given] = frozenset()


@cache
def trait_rules() -> dict[str, tuple[TraitRule, ...]]:
    """Rules for a ``person`` and for a ``dwelling``, in the order of the data file."""
    raw = tomllib.loads(TRAITS.read_text(encoding="utf-8"))
    return {"person": tuple(map(_rule, raw["person"])), "dwelling": tuple(map(_rule, raw["dwelling"]))}


def _rule(entry: dict[str, Any]) -> TraitRule:
    name = entry.get("gives") or entry["denies"]
    given: Given = BeneficiaryClass(name) if name in set(BeneficiaryClass) else Trait(name)
    return TraitRule(given, tuple(map(_part, entry["all"])), entry["source"], "denies" in entry, entry.get("only_yes", False))


def _part(entry: dict[str, Any]) -> Part:
    kind: Kind = FactKind(entry["kind"]) if entry["kind"] in set(FactKind) else DwellingKind(entry["kind"])
    rule = kind_rule(kind)
    marks, codes = set(entry.get("marks", ())), set(entry.get("answers", ()))
    values = frozenset(answer.code for answer in rule.answers if answer.code in codes or answer.marks & marks)
    return Part(kind, rule, values, entry.get("months"), entry.get("outside") == "unknown")


@cache
def person_kinds() -> tuple[FactKind, ...]:
    """Kinds of facts of members that the rules read, for queries."""
    return tuple(dict.fromkeys(part.kind for rule in trait_rules()["person"] for part in rule.parts if isinstance(part.kind, FactKind)))


@cache
def dwelling_kinds() -> tuple[DwellingKind, ...]:
    """Kinds of facts of dwellings that the rules read."""
    rules = trait_rules()["dwelling"]
    return tuple(dict.fromkeys(part.kind for rule in rules for part in rule.parts if isinstance(part.kind, DwellingKind)))


def person_known(recorded: Recorded, born: date | None, sex: str, day: date) -> Known:
    """What the facts of a member mean on ``day``; ``sex`` as stored, empty where it is not known."""
    return _known("person", _fresh(recorded, day), _outside(None if born is None else age_on(born, day), sex))


def dwelling_known(recorded: Recorded, day: date) -> Known:
    """What the facts of a dwelling mean on ``day``."""
    return _known("dwelling", _fresh(recorded, day), frozenset())


def _fresh(recorded: Recorded, day: date) -> frozenset[tuple[Kind, str]]:
    """Answers that are still taken on ``day``."""
    if not recorded:
        return frozenset()
    months = _months()
    return frozenset((kind, value) for kind, (value, on) in recorded.items() if kind not in months or day <= add_months(on, months[kind]))


@cache
def _months() -> dict[Kind, int]:
    parts = (part for rules in trait_rules().values() for rule in rules for part in rule.parts)
    return {part.kind: part.months for part in parts if part.months is not None}


@lru_cache(maxsize=8192)
def _known(about: str, answers: frozenset[tuple[Kind, str]], outside: frozenset[Kind]) -> Known:
    """The same few answers occur again and again in a ward: they are worked out once."""
    recorded = dict(answers)
    yes: set[Given] = set()
    no: set[Given] = set()
    for rule in trait_rules()[about]:
        truth = min((_part_truth(part, recorded, outside) for part in rule.parts), key=lambda found: found.value)
        if rule.holds_means_no:
            no |= {rule.given} if truth is YES else set()
        elif truth is YES:
            yes.add(rule.given)
        elif truth is NO and not rule.only_yes:
            no.add(rule.given)
    return Known(
        frozenset(item for item in yes if isinstance(item, Trait)),
        frozenset(item for item in yes if isinstance(item, BeneficiaryClass)),
        frozenset(no - yes),
    )


def _part_truth(part: Part, recorded: Mapping[Kind, str], outside: frozenset[Kind]) -> Truth:
    value = recorded.get(part.kind)
    if value is None:
        return NO if part.kind in outside and not part.outside_is_unknown else UNKNOWN
    return YES if value in part.values else NO


@lru_cache(maxsize=1024)
def _outside(age: int | None, sex: str) -> frozenset[Kind]:
    """Kinds of facts that cannot concern a person of this age (completed years, None: not known) and sex."""
    day = date(2000, 1, 1)
    born = None if age is None else add_months(day, -age * MONTHS_OF_A_YEAR)
    return frozenset(kind for kind in person_kinds() if not kind_rule(kind).concerns(born, sex, day))
