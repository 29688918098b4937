"""How a beneficiary rule of a plan reads in the editor and in the comparison of versions: everything that the rules ask."""

from collections.abc import Iterator

from camphucnam.kernel.dates import format_dmy
from programs.models import BeneficiaryRule, SupportContent
from programs.rules.ages import AgeBand
from programs.rules.words import RuleKind, RuleUnit, Trait
from programs.selectors.plans import class_labels


def rule_head(rule: BeneficiaryRule) -> str:
    """``Được hưởng: hộ nghèo, hộ cận nghèo``."""
    return f"{RuleKind(rule.kind).label}: {class_labels(rule.classes) or 'không xét diện hộ'}"


def rule_terms(rule: BeneficiaryRule) -> str:
    """``Áp dụng cho người; điều kiện: trẻ em; tuổi: dưới 16 tuổi; từ ngày 01/07/2023; phần II, mục 2.3``."""
    return "; ".join(_terms(rule))


def _terms(rule: BeneficiaryRule) -> Iterator[str]:
    yield f"Áp dụng cho {RuleUnit(rule.unit).label.lower()}"
    if rule.traits:
        yield "điều kiện: " + " hoặc ".join(Trait(code).label for code in rule.traits)
    if rule.lower_months is not None or rule.upper_months is not None:
        yield f"tuổi: {AgeBand(rule.lower_months, rule.lower_inclusive, rule.upper_months, rule.upper_inclusive).label}"
    if rule.from_on:
        yield f"từ ngày {format_dmy(rule.from_on)}"
    if rule.to_on:
        yield f"đến hết ngày {format_dmy(rule.to_on)}"
    if rule.clause:
        yield rule.clause


def own_rule(content: SupportContent) -> BeneficiaryRule | None:
    """The standing rule of a content that names its own beneficiaries."""
    rule: BeneficiaryRule | None = getattr(content, "rule", None)
    return rule if rule is not None and rule.retired_on is None else None
