"""How a beneficiary rule reads on a page."""

from collections.abc import Iterable
from dataclasses import dataclass

from programs.models import BeneficiaryRule
from programs.rules.ages import AgeBand
from programs.rules.words import BeneficiaryClass, RuleKind, RuleUnit, Trait


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule in words."""

    is_priority: bool
    unit: str
    classes: list[tuple[str, str]]
    traits: str
    age: str
    text: str
    clause: str
    line: int | None
    is_derived: bool


def rule_lines(rules: Iterable[BeneficiaryRule]) -> list[RuleLine]:
    """The rules in the plan's order."""
    return [_line(rule) for rule in rules]


def _line(rule: BeneficiaryRule) -> RuleLine:
    band = AgeBand(rule.lower_months, rule.lower_inclusive, rule.upper_months, rule.upper_inclusive)
    has_age = rule.lower_months is not None or rule.upper_months is not None
    labels = [(code, BeneficiaryClass(code).label) for code in rule.classes]
    return RuleLine(
        is_priority=rule.kind == RuleKind.PRIORITY,
        unit=RuleUnit(rule.unit).label,
        classes=[(code, label[:1].upper() + label[1:]) for code, label in labels],
        traits=" hoặc ".join(Trait(code).label for code in rule.traits),
        age=band.label if has_age else "",
        text=rule.text.rstrip(";."),
        clause=rule.clause,
        line=rule.line,
        is_derived=rule.is_derived,
    )
