"""Reading schooling of children and supports for learning."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from camphucnam.accounts.models import User
from camphucnam.kernel.dates import age_on, format_dmy, is_aged
from households.models import Member, MemberFact
from households.rules.classes import HouseholdClass
from households.rules.facts import FactKind
from households.rules.standards import number_of
from households.selectors.assessments import Marks, latest_marks
from households.selectors.births import birth_range
from households.selectors.facts import facts_on
from registers.querysets import KeptQuerySet
from welfare.models import SchoolSupport
from welfare.rules.schooling import SCHOOLING, SchoolState, Told, level_for, school_ages, school_states, told_by_school
from welfare.selectors.insurance import standing_households


@dataclass(frozen=True, slots=True)
class Child:
    """A child of school age in a poor or near-poor household on a day. ``schooling``: what was recorded, with its day, and the assessment
    where it is the newer answer."""

    member: Member
    household_class: HouseholdClass
    age: int
    wanted: str
    schooling: str
    state: SchoolState

    @property
    def pk(self) -> int:
        """The member's key."""
        return self.member.pk


def children_on(ward_id: int, day: date) -> tuple[list[Child], int]:
    """Children of school age, as T08 counts them, and how many persons may be among them for all that is known of their birth. Four
    queries."""
    classes = standing_households(ward_id, day)
    if not classes:
        return [], 0
    here = Member.objects.filter(household__in=list(classes)).present_on(day).select_related("household__group")
    members = list(here.order_by("household__code", "sort_order", "pk"))
    aged = [(member, _is_of_school_age(member, day)) for member in members]
    by_home: dict[int, list[Member]] = defaultdict(list)
    for member, is_inside in aged:
        if is_inside:
            by_home[member.household_id].append(member)
    facts = facts_on([member.pk for young in by_home.values() for member in young], day)
    marks = latest_marks(by_home, day)
    found = [child for home, young in by_home.items() for child in _children(young, classes[home], facts, marks.get(home), day)]
    return found, sum(is_inside is None for _, is_inside in aged)


def _is_of_school_age(member: Member, day: date) -> bool | None:
    first, last = birth_range(member.birth_on, member.birth_precision)
    if first is None or last is None:
        return False if member.is_head else None
    return is_aged(first, last, *school_ages(), day)


def _children(
    young: list[Member], kind: HouseholdClass, facts: Mapping[int, Mapping[FactKind, MemberFact]], marks: Marks | None, day: date
) -> list[Child]:
    """The children of one household."""
    born = [birth_range(member.birth_on, member.birth_precision)[0] or day for member in young]
    known = [facts.get(member.pk, {}) for member in young]
    told = [
        told_by_school(birth, day, {kind: (fact.value, fact.on) for kind, fact in answers.items()})
        for birth, answers in zip(born, known, strict=True)
    ]
    number = number_of(marks.standard_code, SCHOOLING) if marks else None
    lacks = marks.is_deprived(number) if marks and number else None
    assessed_on = marks.assessed_on if marks and lacks is not None else None
    states = school_states(told, lacks, assessed_on)
    return [
        _child(member, age_on(birth, day), kind, _recorded(answers.get(FactKind.SCHOOLING), said, lacks, assessed_on), state)
        for member, birth, answers, said, state in zip(young, born, known, told, states, strict=True)
    ]


def _recorded(schooling: MemberFact | None, said: Told | None, lacks: bool | None, assessed_on: date | None) -> str:
    words = [f"{schooling.value_label} ({format_dmy(schooling.on)})"] if schooling else []
    if assessed_on is not None and (said is None or said.on < assessed_on):
        words.append(f"phiếu rà soát {format_dmy(assessed_on)}: {'có trẻ chưa đi học đúng tuổi' if lacks else 'không thiếu hụt'}")
    return "; ".join(words)


def _child(member: Member, age: int, kind: HouseholdClass, schooling: str, state: SchoolState) -> Child:
    wanted = level_for(age)
    return Child(member, kind, age, wanted.label if wanted else "", schooling, state)


def supports(user: User, ward_id: int) -> KeptQuerySet:
    """Supports with learner, household, group, grant."""
    return SchoolSupport.objects.visible_to(user).in_ward(ward_id).select_related("member", "household__group", "grant__line")
