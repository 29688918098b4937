"""Who benefits from a (sub-)project, content or policy on a day, why, and why not. Knows neither today nor the database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from camphucnam.kernel.dates import format_dmy
from programs.rules.ages import AgeBand, age_terms
from programs.rules.words import ASKED_FOR, PERSON_CLASSES, BeneficiaryClass, RuleKind, RuleUnit, Trait

CHILD_TRAITS = frozenset({Trait.CHILD, Trait.MALNOURISHED, Trait.MALNOURISHED_PUPIL, Trait.ACUTELY_MALNOURISHED})
"""Traits that the age band of a rule is about; a mother or a caregiver is asked for no age."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence and where it comes from."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer. ``priority`` is only ever true for the eligible."""

    eligible: bool
    priority: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A beneficiary rule. Empty ``classes``: the class does not matter; empty ``traits``: none is asked for; else one is enough."""

    code: str
    kind: RuleKind
    unit: RuleUnit
    classes: tuple[BeneficiaryClass, ...]
    traits: tuple[Trait, ...]
    text: str
    source: str
    age: AgeBand | None = None
    is_derived: bool = False
    from_on: date | None = None
    to_on: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether the rule holds on ``day``."""
        return (self.from_on is None or self.from_on <= day) and (self.to_on is None or day <= self.to_on)


@dataclass(frozen=True, slots=True)
class Person:
    """What is known about a member: ``traits`` and ``classes`` known to hold, ``denied`` known not to; the rest is unknown."""

    born: date | None = None
    is_female: bool | None = None
    traits: frozenset[Trait] = frozenset()
    classes: frozenset[BeneficiaryClass] = frozenset()
    denied: frozenset[Trait | BeneficiaryClass] = frozenset()


@dataclass(frozen=True, slots=True)
class Facts:
    """A household on a day. ``window_class`` is set while a window runs; ``window_over_on`` is the last day of one that is over."""

    on: date
    household_class: BeneficiaryClass | None
    class_source: str = ""
    window_class: BeneficiaryClass | None = None
    window_last_day: date | None = None
    window_over_on: date | None = None
    window_source: str = ""
    people: tuple[Person, ...] = ()
    traits: frozenset[Trait] = frozenset()
    denied: frozenset[Trait] = frozenset()


class Truth(Enum):
    """Yes, no, or not known."""

    NO = 0
    UNKNOWN = 1
    YES = 2


@dataclass(frozen=True, slots=True)
class _Outcome:
    truth: Truth
    reasons: list[Reason] = field(default_factory=list)


def judge(rules: Sequence[Rule], facts: Facts) -> Verdict:
    """The verdict of the rules of one thing about one household (or one person: ``people`` with one entry)."""
    standing = [rule for rule in rules if rule.in_force(facts.on)]
    for_people = [rule for rule in standing if rule.kind is RuleKind.ELIGIBLE and rule.unit in {RuleUnit.HOUSEHOLD, RuleUnit.PERSON}]
    if not for_people:
        return Verdict(False, False, tuple(_not_for_households(standing)))
    outcomes = [_judge_rule(rule, facts) for rule in for_people]
    met = [outcome for outcome in outcomes if outcome.truth is Truth.YES]
    if not met:
        return Verdict(False, False, tuple(_unique(reason for outcome in outcomes for reason in outcome.reasons)))
    reasons = [reason for outcome in met for reason in outcome.reasons]
    raised = [(rule, _judge_rule(rule, facts)) for rule in standing if rule.kind is RuleKind.PRIORITY]
    priority = any(outcome.truth is Truth.YES for _, outcome in raised)
    reasons += [_priority_reason(rule, outcome) for rule, outcome in raised]
    return Verdict(True, priority, tuple(_unique(reasons)))


def _not_for_households(rules: Iterable[Rule]) -> list[Reason]:
    found = [
        Reason(f"Đối tượng áp dụng là {rule.unit.label.lower()}, không phải hộ dân: “{rule.text}”.", rule.source)
        for rule in rules
        if rule.kind is RuleKind.ELIGIBLE
    ]
    return found or [Reason("Kế hoạch không nêu đối tượng áp dụng còn hiệu lực vào ngày này.", "")]


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
    by_class = _class_outcome(rule, facts)
    if by_class.truth is not Truth.YES:
        return by_class
    by_trait = _trait_outcome(rule, facts)
    return _Outcome(by_trait.truth, [*by_class.reasons, *by_trait.reasons] if by_trait.truth is Truth.YES else by_trait.reasons)


def _class_outcome(rule: Rule, facts: Facts) -> _Outcome:
    wanted = set(rule.classes)
    if not wanted:
        return _Outcome(Truth.YES)
    if BeneficiaryClass.ANYONE in wanted:
        return _Outcome(Truth.YES, [Reason(f"Áp dụng cho mọi người dân trên địa bàn: “{rule.text}”.", rule.source)])
    if facts.household_class in wanted:
        label = facts.household_class.label if facts.household_class else ""
        return _Outcome(Truth.YES, [Reason(f"Vào ngày {format_dmy(facts.on)} hộ là {label}.", facts.class_source), _passage(rule)])
    if facts.window_class is not None and facts.window_class in wanted:
        return _Outcome(Truth.YES, [_window_reason(facts), _passage(rule)])
    by_person = _person_class_truth(wanted, facts)
    if by_person is Truth.YES:
        return _Outcome(Truth.YES, [_passage(rule)])
    if by_person is Truth.UNKNOWN and wanted <= set(PERSON_CLASSES):
        return _Outcome(Truth.UNKNOWN, [_missing(" hoặc ".join(item.label for item in rule.classes), rule)])
    return _Outcome(Truth.NO, _class_refusal(rule, facts))


def _passage(rule: Rule) -> Reason:
    derived = " (suy ra từ phần mục tiêu, vì kế hoạch không có mục đối tượng)" if rule.is_derived else ""
    return Reason(f"Kế hoạch áp dụng cho: “{rule.text}”{derived}.", rule.source)


def _window_reason(facts: Facts) -> Reason:
    label = facts.window_class.label if facts.window_class else ""
    until = f", thời hạn đến hết {format_dmy(facts.window_last_day)}" if facts.window_last_day else ""
    return Reason(f"Vào ngày {format_dmy(facts.on)} hộ là {label}{until}.", facts.window_source)


def _class_refusal(rule: Rule, facts: Facts) -> list[Reason]:
    names = ", ".join(item.label for item in rule.classes)
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


def _person_class_truth(wanted: set[BeneficiaryClass], facts: Facts) -> Truth:
    asked = wanted & set(PERSON_CLASSES)
    if not asked:
        return Truth.NO
    if any(person.classes & asked for person in facts.people):
        return Truth.YES
    return Truth.NO if facts.people and all(asked <= person.denied for person in facts.people) else Truth.UNKNOWN


def _trait_outcome(rule: Rule, facts: Facts) -> _Outcome:
    if not rule.traits and rule.age is None:
        return _Outcome(Truth.YES)
    if rule.unit is RuleUnit.HOUSEHOLD or not rule.traits:
        truths = [_household_trait(trait, facts) for trait in rule.traits]
    else:
        truths = [_person_trait(person, trait, rule, facts.on) for person in _candidates(rule, facts) for trait in rule.traits]
    truth = max(truths, key=lambda item: item.value, default=Truth.UNKNOWN)
    return _Outcome(truth, [_trait_reason(rule, truth)])


def _candidates(rule: Rule, facts: Facts) -> list[Person]:
    """Members the rule can be about: all of them where the household's class is asked for, else those of the person class."""
    asked = set(rule.classes) & set(PERSON_CLASSES)
    if not asked or {facts.household_class, facts.window_class} & set(rule.classes):
        return list(facts.people)
    return [person for person in facts.people if person.classes & asked]


def _trait_reason(rule: Rule, truth: Truth) -> Reason:
    names = " hoặc ".join(trait.label for trait in rule.traits)
    age = f" ({rule.age.label})" if rule.age is not None else ""
    if truth is Truth.NO:
        return Reason(f"Trong hộ không có {names}{age}.", rule.source)
    if truth is Truth.UNKNOWN:
        return _missing(f"{names}{age} trong hộ", rule)
    asked = [trait.label for trait in rule.traits if trait in ASKED_FOR]
    return Reason(f"Khi hộ đề nghị: {asked[0]}." if asked else f"Trong hộ có {names}{age}.", _term_source(rule))


def _term_source(rule: Rule) -> str:
    terms = age_terms()
    return next((terms[trait.value].source for trait in rule.traits if trait.value in terms and rule.age is None), rule.source)


def _household_trait(trait: Trait, facts: Facts) -> Truth:
    if trait in facts.traits or (trait in ASKED_FOR and trait not in facts.denied):
        return Truth.YES
    return Truth.NO if trait in facts.denied else Truth.UNKNOWN


def _person_trait(person: Person, trait: Trait, rule: Rule, day: date) -> Truth:
    has = _has_trait(person, trait, day)
    if has is Truth.NO or rule.age is None or trait not in CHILD_TRAITS:
        return has
    if person.born is None:
        return Truth.UNKNOWN
    return has if rule.age.contains(person.born, day) else Truth.NO


def _has_trait(person: Person, trait: Trait, day: date) -> Truth:
    if trait in person.traits:
        return Truth.YES
    if trait in person.denied:
        return Truth.NO
    if trait is Trait.WOMAN:
        return _and(_known(person.is_female), _by_age(person, Trait.WORKER, day))
    if trait.value in age_terms():
        return _by_age(person, trait, day)
    if trait in CHILD_TRAITS and _by_age(person, Trait.CHILD, day) is Truth.NO:
        return Truth.NO
    return Truth.UNKNOWN


def _by_age(person: Person, trait: Trait, day: date) -> Truth:
    return Truth.UNKNOWN if person.born is None else _known(age_terms()[trait.value].band.contains(person.born, day))


def _known(value: bool | None) -> Truth:
    return Truth.UNKNOWN if value is None else Truth.YES if value else Truth.NO


def _and(first: Truth, second: Truth) -> Truth:
    return min(first, second, key=lambda item: item.value)
