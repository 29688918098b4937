"""Who benefits from a (sub-)project, content or policy on a day, why, and why not, in sentences with their source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from camphucnam.kernel.dates import format_dmy
from households.rules.classes import Departure
from programs.rules.ages import age_terms
from programs.rules.beneficiaries import (
    FOR_HOUSEHOLDS,
    OF_PERSONS,
    Facts,
    Person,
    Rule,
    Truth,
    class_truth,
    concerned,
    trait_truth,
)
from programs.rules.words import ASKED_FOR, BeneficiaryClass, RuleKind, RuleUnit, VerdictState

__all__ = ["Facts", "Person", "Reason", "Rule", "Truth", "Verdict", "judge"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence and where it comes from."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer. ``priority`` is only ever true for the eligible; ``is_open``: not eligible as far as known, but something is
    not recorded. ``people`` are keys of the persons by whom a rule about persons is met; ``whole_household``: a rule about the
    household is met."""

    eligible: bool
    priority: bool
    reasons: tuple[Reason, ...]
    is_open: bool = False
    people: tuple[int, ...] = ()
    whole_household: bool = False

    @property
    def state(self) -> VerdictState:
        """The answer in one word."""
        return state_of(self.eligible, self.priority, self.is_open)


def state_of(eligible: bool, priority: bool, is_open: bool) -> VerdictState:
    """The word for an answer; who is not eligible has no priority."""
    if eligible:
        return VerdictState.PRIORITY if priority else VerdictState.ELIGIBLE
    return VerdictState.OPEN if is_open else VerdictState.NOT


@dataclass(frozen=True, slots=True)
class _Outcome:
    truth: Truth
    reasons: list[Reason] = field(default_factory=list)


def judge(rules: Sequence[Rule], facts: Facts) -> Verdict:
    """The verdict of the rules of one thing about one household, or about one person (``facts.about_person``)."""
    if facts.has_left:
        return Verdict(False, False, (_left(facts),))
    standing = [rule for rule in rules if rule.in_force(facts.on)]
    for_people = [rule for rule in standing if rule.kind is RuleKind.ELIGIBLE and rule.unit in FOR_HOUSEHOLDS]
    if not for_people:
        return Verdict(False, False, tuple(_not_for_households(rules, facts)))
    outcomes = [(rule, _judge_rule(rule, facts)) for rule in for_people]
    met = [rule for rule, outcome in outcomes if outcome.truth is Truth.YES]
    if not met:
        is_open = any(outcome.truth is Truth.UNKNOWN for _, outcome in outcomes)
        return Verdict(False, False, tuple(_unique(reason for _, outcome in outcomes for reason in outcome.reasons)), is_open)
    reasons = [reason for _, outcome in outcomes if outcome.truth is Truth.YES for reason in outcome.reasons]
    raised = [(rule, _judge_rule(rule, facts)) for rule in standing if rule.kind is RuleKind.PRIORITY]
    priority = any(outcome.truth is Truth.YES for _, outcome in raised)
    reasons += [_priority_reason(rule, outcome) for rule, outcome in raised]
    whole = any(rule.unit is RuleUnit.HOUSEHOLD for rule in met)
    return Verdict(True, priority, tuple(_unique(reasons)), people=concerned(met, facts), whole_household=whole)


LEFT = {
    Departure.MOVED_AWAY: "đã chuyển khỏi phường",
    Departure.DIED_OUT: "không còn người nào",
    Departure.MERGED: "đã nhập vào hộ khác",
    Departure.SPLIT: "đã tách thành hộ khác",
    Departure.REMOVED: "đã được đưa ra khỏi danh sách của phường",
}
"""What is said of a household that left."""


def _left(facts: Facts) -> Reason:
    since = f" từ ngày {format_dmy(facts.left_on)}" if facts.left_on else ""
    return Reason(f"Hộ {LEFT[facts.departure or Departure.REMOVED]}{since}.", "Danh sách hộ của phường")


def _not_for_households(rules: Iterable[Rule], facts: Facts) -> list[Reason]:
    eligible = [rule for rule in rules if rule.kind is RuleKind.ELIGIBLE]
    standing = [
        Reason(f"Đối tượng áp dụng là {rule.unit.label.lower()}, không phải hộ dân: “{rule.text}”.", rule.source)
        for rule in eligible
        if rule.in_force(facts.on)
    ]
    return standing or [_out_of_force(rule) for rule in eligible] or [Reason("Kế hoạch không nêu đối tượng áp dụng.", "")]


def _out_of_force(rule: Rule) -> Reason:
    """Which days the rule covers; the day asked for is not among them."""
    first = f" từ {format_dmy(rule.from_on)}" if rule.from_on else ""
    last = f" đến hết {format_dmy(rule.to_on)}" if rule.to_on else ""
    return Reason(f"Kế hoạch không nêu đối tượng áp dụng còn hiệu lực vào ngày này: “{rule.text}” chỉ áp dụng{first}{last}.", rule.source)


def _unique(reasons: Iterable[Reason]) -> list[Reason]:
    return list(dict.fromkeys(reasons))


def _priority_reason(rule: Rule, outcome: _Outcome) -> Reason:
    words = {
        Truth.YES: "Thuộc diện ưu tiên",
        Truth.NO: "Không thuộc diện ưu tiên",
        Truth.UNKNOWN: "Chưa đủ số liệu để xét ưu tiên",
    }
    return Reason(f"{words[outcome.truth]}: “{rule.text}”.", rule.source)


def _judge_rule(rule: Rule, facts: Facts) -> _Outcome:
    by_class = class_truth(rule, facts)
    if by_class is not Truth.YES:
        return _Outcome(by_class, _class_missing(rule) if by_class is Truth.UNKNOWN else _class_refusal(rule, facts))
    by_trait = trait_truth(rule, facts)
    told = _trait_reasons(rule, by_trait, facts)
    return _Outcome(by_trait, [*_class_reasons(rule, facts), *told] if by_trait is Truth.YES else told)


def _class_reasons(rule: Rule, facts: Facts) -> list[Reason]:
    """Why the class fits."""
    if not rule.classes:
        return []
    if BeneficiaryClass.ANYONE in rule.classes:
        return [Reason(f"Áp dụng cho mọi người dân trên địa bàn: “{rule.text}”.", rule.source)]
    if facts.household_class is not None and facts.household_class in rule.classes:
        return [Reason(f"Vào ngày {format_dmy(facts.on)} hộ là {facts.household_class.label}.", facts.class_source), _passage(rule)]
    if facts.window_class is not None and facts.window_class in rule.classes:
        return [_window_reason(facts), _passage(rule)]
    own = [item.label for item in rule.classes if any(item in person.classes for person in facts.people)]
    who = "Người này là" if facts.about_person else "Trong hộ có"
    return [Reason(f"{who} {' và '.join(own)}.", rule.source), _passage(rule)]


def _passage(rule: Rule) -> Reason:
    derived = " (suy ra từ phần mục tiêu, vì kế hoạch không có mục đối tượng)" if rule.is_derived else ""
    return Reason(f"Kế hoạch áp dụng cho: “{rule.text}”{derived}.", rule.source)


def _window_reason(facts: Facts) -> Reason:
    label = facts.window_class.label if facts.window_class else ""
    until = f", thời hạn đến hết {format_dmy(facts.window_last_day)}" if facts.window_last_day else ""
    return Reason(f"Vào ngày {format_dmy(facts.on)} hộ là {label}{until}.", facts.window_source)


def _class_missing(rule: Rule) -> list[Reason]:
    return [_missing(" hoặc ".join(item.label for item in rule.classes if item in OF_PERSONS), rule)]


def _class_refusal(rule: Rule, facts: Facts) -> list[Reason]:
    names = ", ".join(item.label for item in rule.classes)
    if OF_PERSONS.issuperset(rule.classes):
        who = "Người này không phải là" if facts.about_person else "Trong hộ không có"
        return [Reason(f"{who} {names}.", rule.source)]
    label = (
        facts.window_class.label if facts.window_class else facts.household_class.label if facts.household_class else "hộ chưa có phân loại"
    )
    found = [Reason(f"Vào ngày {format_dmy(facts.on)} hộ là {label}; nội dung này chỉ áp dụng cho {names}.", rule.source)]
    windows = {BeneficiaryClass.ESCAPED_POVERTY, BeneficiaryClass.ESCAPED_NEAR_POVERTY}
    if facts.window_over_on is not None and windows & set(rule.classes):
        found.append(
            Reason(
                f"Thời hạn hộ mới thoát nghèo, mới thoát cận nghèo đã hết sau ngày {format_dmy(facts.window_over_on)}.", facts.window_source
            )
        )
    return found


def _missing(what: str, rule: Rule) -> Reason:
    return Reason(f"Chưa có số liệu về {what}. Ghi nhận rồi xét lại.", rule.source)


def _trait_reasons(rule: Rule, truth: Truth, facts: Facts) -> list[Reason]:
    if not rule.traits and rule.age is None:
        return []
    names = " hoặc ".join(trait.label for trait in rule.traits)
    age = f" ({rule.age.label})" if rule.age is not None else ""
    of_person = facts.about_person and rule.unit is RuleUnit.PERSON
    if truth is Truth.NO:
        return [Reason(f"{'Người này không phải là' if of_person else 'Trong hộ không có'} {names}{age}.", rule.source)]
    if truth is Truth.UNKNOWN:
        return [_missing(f"{names}{age}{'' if of_person else ' trong hộ'}", rule)]
    asked = [trait.label for trait in rule.traits if trait in ASKED_FOR]
    told = f"Khi hộ đề nghị: {asked[0]}." if asked else f"{'Người này là' if of_person else 'Trong hộ có'} {names}{age}."
    return [Reason(told, _term_source(rule))]


def _term_source(rule: Rule) -> str:
    terms = age_terms()
    return next((terms[trait.value].source for trait in rule.traits if trait.value in terms and rule.age is None), rule.source)
