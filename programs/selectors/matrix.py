"""Class × (sub-)project × policy: what the rules of a plan say of each class on a day, with document and article."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from programs.rules.beneficiaries import FOR_HOUSEHOLDS, Rule, standing_rules
from programs.rules.words import BeneficiaryClass, RuleKind
from programs.selectors.eligibility import PlanRules
from programs.selectors.entitlements import Subject, subjects_of

CLASSES = (
    BeneficiaryClass.POOR,
    BeneficiaryClass.NEAR_POOR,
    BeneficiaryClass.ESCAPED_POVERTY,
    BeneficiaryClass.ESCAPED_NEAR_POVERTY,
    BeneficiaryClass.AVERAGE,
    BeneficiaryClass.NOT_POOR,
    BeneficiaryClass.LOW_INCOME_WORKER,
    BeneficiaryClass.DISABLED_WITHOUT_LIVELIHOOD,
)
"""Columns of the matrix."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A rule: whom it is about, which classes it names, under which conditions, from when until when, and where it stands.

    ``eligible``: the rules of the same thing that a priority rule builds on.
    """

    subject: Subject
    rule: Rule
    eligible: tuple[Rule, ...] = ()

    def names(self, item: BeneficiaryClass) -> bool:
        """Whether the rule reaches households or people of the class: it names it, or everyone, or asks for no class."""
        if not _names(self.rule, item):
            return False
        return not self.is_priority or any(_names(rule, item) for rule in self.eligible)

    @property
    def is_priority(self) -> bool:
        """Whether it only raises those who benefit already."""
        return self.rule.kind is RuleKind.PRIORITY

    @property
    def conditions(self) -> str:
        """Traits and ages in words; empty where the class is enough."""
        traits = " hoặc ".join(trait.label for trait in self.rule.traits)
        return "; ".join(filter(None, [traits, self.rule.age.label if self.rule.age else ""]))


def _names(rule: Rule, item: BeneficiaryClass) -> bool:
    return rule.unit in FOR_HOUSEHOLDS and (not rule.classes or BeneficiaryClass.ANYONE in rule.classes or item in rule.classes)


def matrix_of(rules: PlanRules, on: date, *, with_contents: bool = False) -> list[MatrixRow]:
    """The rules in force on ``on``, in the plan's order; with the contents that name their own beneficiaries."""
    return [
        MatrixRow(subject, rule, tuple(standing_rules(rules.by_code.get(subject.code, ()), on, RuleKind.ELIGIBLE)))
        for subject in subjects_of(rules.plan)
        for rule in (*rules.by_code.get(subject.code, ()), *(_own(rules, subject.code) if with_contents else ()))
        if rule.in_force(on)
    ]


def _own(rules: PlanRules, code: str) -> Iterable[Rule]:
    return (rule for (of_code, _), rule in sorted(rules.by_content.items()) if of_code == code)
