"""What the plan gives to a class of households, before anything else is known of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from programs.rules.eligibility import Rule
from programs.rules.words import BeneficiaryClass, RuleKind, RuleUnit


@dataclass(frozen=True, slots=True)
class Benefit:
    """One passage of the plan. ``condition`` says what is asked for beyond the class; empty when nothing is."""

    text: str
    condition: str
    source: str


def benefits_of(rules: Iterable[Rule], household_class: BeneficiaryClass, on: date) -> list[Benefit]:
    """The passages for households and persons of the class that hold on a day, each once; those for everybody are included."""
    wanted = {household_class, BeneficiaryClass.ANYONE}
    found = [
        Benefit(rule.text, _condition(rule), rule.source)
        for rule in rules
        if rule.kind is RuleKind.ELIGIBLE
        and rule.unit in {RuleUnit.HOUSEHOLD, RuleUnit.PERSON}
        and rule.in_force(on)
        and (not rule.classes or wanted & set(rule.classes))
    ]
    return list(dict.fromkeys(found))


def _condition(rule: Rule) -> str:
    traits = " hoặc ".join(trait.label for trait in rule.traits)
    age = rule.age.label if rule.age is not None else ""
    return ", ".join(part for part in (traits, age) if part)
