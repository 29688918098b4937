"""Reading schooling of children and supports for learning."""

from dataclasses import dataclass
from datetime import date

from camphucnam.accounts.models import User
from camphucnam.kernel.dates import age_on
from households.models import Member, MemberFact
from households.rules.classes import HouseholdClass
from households.rules.facts import YES, FactKind, kind_rule
from households.selectors.facts import facts_on
from registers.querysets import KeptQuerySet
from welfare.models import SchoolSupport
from welfare.rules.schooling import SchoolState, level_for, school_ages, school_state
from welfare.selectors.insurance import standing_households


@dataclass(frozen=True, slots=True)
class Child:
    """A child of school age in a poor or near-poor household on a day."""

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
    """Children of school age, and how many persons without a birth date may be among them. Three queries."""
    classes = standing_households(ward_id, day)
    if not classes:
        return [], 0
    low, high = school_ages()
    here = Member.objects.filter(household__in=list(classes)).present_on(day).select_related("household__group")
    members = list(here.order_by("household__code", "sort_order", "pk"))
    aged = [(member, age_on(member.birth_on, day)) for member in members if member.birth_on is not None and member.birth_on <= day]
    young = [(member, age) for member, age in aged if low <= age < high]
    facts = facts_on([member.pk for member, _ in young], day)
    found = [_child(member, age, classes[member.household_id], facts.get(member.pk, {})) for member, age in young]
    return found, sum(member.birth_on is None for member in members)


def _child(member: Member, age: int, kind: HouseholdClass, facts: dict[FactKind, MemberFact]) -> Child:
    fitting, schooling = facts.get(FactKind.FITTING_SCHOOL_LEVEL), facts.get(FactKind.SCHOOLING)
    wanted, code = level_for(age), schooling.value if schooling else ""
    studying = "studying" in kind_rule(FactKind.SCHOOLING).marks(code)
    state = school_state(age, fitting.value == YES if fitting else None, code, studying)
    return Child(member, kind, age, wanted.label if wanted else "", schooling.value_label if schooling else "", state)


def supports(user: User, ward_id: int) -> KeptQuerySet:
    """Supports with learner, household, group, grant."""
    return SchoolSupport.objects.visible_to(user).in_ward(ward_id).select_related("member", "household__group", "grant__line")
