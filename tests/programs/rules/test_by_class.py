"""What a class is offered before anything else is known."""

from datetime import date

from programs.rules.ages import AgeBand
from programs.rules.by_class import benefits_of
from programs.rules.eligibility import Rule
from programs.rules.words import BeneficiaryClass as B
from programs.rules.words import RuleKind, RuleUnit, Trait

ON = date(2023, 6, 1)


def rule(code: str, *classes: B, kind=RuleKind.ELIGIBLE, unit=RuleUnit.HOUSEHOLD, traits=(), **more) -> Rule:
    return Rule(code, kind, unit, classes, traits, f"đoạn {code}", "Kế hoạch", **more)


def texts(rules: list[Rule], household_class: B) -> list[str]:
    return [item.text for item in benefits_of(rules, household_class, ON)]


def test_only_passages_of_the_class_and_those_for_everybody() -> None:
    rules = [rule("a", B.POOR), rule("b", B.NEAR_POOR), rule("c", B.ANYONE), rule("d", B.ESCAPED_POVERTY), rule("e")]
    assert texts(rules, B.POOR) == ["đoạn a", "đoạn c", "đoạn e"]
    assert texts(rules, B.NOT_POOR) == ["đoạn c", "đoạn e"]


def test_priorities_cadres_and_rules_not_in_force_are_left_out() -> None:
    rules = [
        rule("a", B.POOR, kind=RuleKind.PRIORITY),
        rule("b", B.POOR, unit=RuleUnit.CADRE),
        rule("c", B.POOR, to_on=date(2023, 5, 31)),
        rule("d", B.POOR, to_on=ON),
    ]
    assert texts(rules, B.POOR) == ["đoạn d"]


def test_conditions_are_said() -> None:
    found = benefits_of([rule("a", B.POOR, traits=(Trait.CHILD,), unit=RuleUnit.PERSON, age=AgeBand(0, True, 72, False))], B.POOR, ON)
    assert found[0].condition.startswith("trẻ em, ")
