"""Rules of the plan, what is known of households and people, and whether a rule holds: yes, no, or not known.

Knows neither today nor the database, and says no sentence: ``programs.rules.eligibility`` does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from households.rules.classes import Departure
from programs.rules.ages import AgeBand, age_terms
from programs.rules.words import ASKED_FOR, PERSON_CLASSES, BeneficiaryClass, RuleKind, RuleUnit, Trait

CHILD_TRAITS = frozenset({Trait.CHILD, Trait.MALNOURISHED, Trait.MALNOURISHED_PUPIL, Trait.ACUTELY_MALNOURISHED})
"""Traits that the age band of a rule is about; a mother or a caregiver is asked for no age."""
OF_PERSONS = frozenset(PERSON_CLASSES)
FOR_HOUSEHOLDS = frozenset({RuleUnit.HOUSEHOLD, RuleUnit.PERSON})


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
    """What is known about a member: ``traits`` and ``classes`` known to hold, ``denied`` known not to; the rest is unknown.

    ``key`` tells whom this is about, for the reader of the verdict.
    """

    born: date | None = None
    is_female: bool | None = None
    traits: frozenset[Trait] = frozenset()
    classes: frozenset[BeneficiaryClass] = frozenset()
    denied: frozenset[Trait | BeneficiaryClass] = frozenset()
    key: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """A household on a day. ``window_class`` is set while a window runs; ``window_over_on`` is the last day of one that is over.

    ``about_person``: the question is about the one person in ``people``, and the sentences say so. ``has_left``: the household was on
    the list, left it and has no window; ``left_on`` and ``departure`` tell when and why, where sentences are asked for.
    """

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
    about_person: bool = False
    has_left: bool = False
    left_on: date | None = None
    departure: Departure | None = None


class Truth(Enum):
    """Yes, no, or not known."""

    NO = 0
    UNKNOWN = 1
    YES = 2


NO, UNKNOWN, YES = Truth.NO, Truth.UNKNOWN, Truth.YES


@dataclass(frozen=True, slots=True)
class Answer:
    """The bare answer, for lists of a whole ward. ``people`` are the keys of the persons whom a rule about persons is met by."""

    truth: Truth
    priority: bool = False
    people: tuple[int, ...] = ()
    whole_household: bool = False


def standing_rules(rules: Iterable[Rule], day: date, kind: RuleKind) -> list[Rule]:
    """Rules of a kind about households and their people that are in force on ``day``."""
    return [rule for rule in rules if rule.kind is kind and rule.unit in FOR_HOUSEHOLDS and rule.in_force(day)]


def answer(eligible: Sequence[Rule], priority: Sequence[Rule], facts: Facts) -> Answer:
    """Whether one of the eligible rules holds, and whether a priority rule raises the household. The rules are in force."""
    truths = [rule_truth(rule, facts) for rule in eligible]
    truth = strongest(truths)
    if truth is not YES:
        return Answer(truth)
    met = [rule for rule, found in zip(eligible, truths, strict=True) if found is YES]
    whole = any(rule.unit is RuleUnit.HOUSEHOLD for rule in met)
    raised = any(rule_truth(rule, facts) is YES for rule in priority)
    return Answer(YES, raised, concerned(met, facts), whole)


def concerned(met: Iterable[Rule], facts: Facts) -> tuple[int, ...]:
    """Keys of the persons by whom one of the rules about persons is met. The rules are met by the household."""
    keys = {
        person.key
        for rule in met
        if rule.unit is RuleUnit.PERSON
        for person in candidates(rule, facts)
        if _person_truth(person, rule, facts.on) is YES
    }
    return tuple(person.key for person in facts.people if person.key in keys)


def rule_truth(rule: Rule, facts: Facts) -> Truth:
    """Whether the rule holds for the household of the facts. None holds for a household that has left: "anyone" means who lives here."""
    if facts.has_left:
        return NO
    by_class = class_truth(rule, facts)
    return by_class if by_class is not YES else trait_truth(rule, facts)


def class_truth(rule: Rule, facts: Facts) -> Truth:
    """Whether the household or one of its people is of a class that the rule names."""
    wanted = rule.classes
    if not wanted or BeneficiaryClass.ANYONE in wanted or facts.household_class in wanted:
        return YES
    if facts.window_class is not None and facts.window_class in wanted:
        return YES
    asked = OF_PERSONS.intersection(wanted)
    return _person_class_truth(asked, facts) if asked else NO


def _person_class_truth(asked: frozenset[BeneficiaryClass], facts: Facts) -> Truth:
    if any(person.classes & asked for person in facts.people):
        return YES
    return NO if facts.people and all(asked <= person.denied for person in facts.people) else UNKNOWN


def trait_truth(rule: Rule, facts: Facts) -> Truth:
    """Whether the household, or one of those whom the rule can be about, has a trait that the rule asks for."""
    if not rule.traits and rule.age is None:
        return YES
    if rule.unit is RuleUnit.HOUSEHOLD or not rule.traits:
        return strongest(household_trait(trait, facts) for trait in rule.traits)
    return strongest(_person_truth(person, rule, facts.on) for person in candidates(rule, facts))


def candidates(rule: Rule, facts: Facts) -> Sequence[Person]:
    """Members the rule can be about: all of them where the household's class is asked for, else those of the person class."""
    asked = OF_PERSONS.intersection(rule.classes)
    if not asked or facts.household_class in rule.classes or facts.window_class in rule.classes:
        return facts.people
    return [person for person in facts.people if person.classes & asked]


def strongest(truths: Iterable[Truth]) -> Truth:
    """Yes where one is yes, else not known where one is not known; not known where there is none."""
    found = None
    for truth in truths:
        if truth is YES:
            return YES
        if found is None or truth is UNKNOWN:
            found = truth
    return found or UNKNOWN


def household_trait(trait: Trait, facts: Facts) -> Truth:
    """Whether the household has the trait; what it states itself when it applies counts unless it is denied."""
    if trait in facts.traits or (trait in ASKED_FOR and trait not in facts.denied):
        return YES
    return NO if trait in facts.denied else UNKNOWN


def _person_truth(person: Person, rule: Rule, day: date) -> Truth:
    if not rule.traits:
        return YES
    return strongest(_person_trait(person, trait, rule, day) for trait in rule.traits)


def _person_trait(person: Person, trait: Trait, rule: Rule, day: date) -> Truth:
    has = has_trait(person, trait, day)
    if has is NO or rule.age is None or trait not in CHILD_TRAITS:
        return has
    if person.born is None:
        return UNKNOWN
    return has if rule.age.contains(person.born, day) else NO


def has_trait(person: Person, trait: Trait, day: date) -> Truth:
    """Whether the person has the trait on ``day``: recorded, or following from age and sex."""
    if trait in person.traits:
        return YES
    if trait in person.denied:
        return NO
    if trait is Trait.WOMAN:
        return _and(_known(person.is_female), _by_age(person, Trait.WORKER, day))
    if trait in age_terms():
        return _by_age(person, trait, day)
    if trait in CHILD_TRAITS and _by_age(person, Trait.CHILD, day) is NO:
        return NO
    return UNKNOWN


def _by_age(person: Person, trait: Trait, day: date) -> Truth:
    return UNKNOWN if person.born is None else _known(age_terms()[trait].band.contains(person.born, day))


def _known(value: bool | None) -> Truth:
    return UNKNOWN if value is None else YES if value else NO


def _and(first: Truth, second: Truth) -> Truth:
    return min(first, second, key=lambda item: item.value)
