"""Whether the register contradicts the priority of who answers for a model (plan 2023, 1.1.b, line 67)."""

from datetime import date

from households.models import Member
from households.models.member import Sex
from households.rules.classes import HouseholdClass, WindowKind
from households.rules.facts import FactKind, kind_rule
from households.selectors.facts import facts_on
from households.selectors.standings import standings_on
from livelihoods.rules.words import LeaderPriority

STUDENT_CLASSES = (HouseholdClass.NEAR_POOR, WindowKind.ESCAPED_NEAR_POVERTY)
ANSWERS = {
    LeaderPriority.DISABLED: (FactKind.DISABILITY, "disabled"),
    LeaderPriority.STUDENT: (FactKind.SCHOOLING, "studying"),
}
"""Priority → the fact that tells, and the mark of its answers that agree."""


def against_priority(leader: Member, priority: LeaderPriority, on: date) -> str:
    """What the register holds against the priority on a day, as the end of a sentence; empty where nothing does or nothing is known."""
    if priority is LeaderPriority.WOMAN:
        return "danh sách hộ ghi giới tính nam" if leader.sex == Sex.MALE else ""
    kind, mark = ANSWERS[priority]
    told = facts_on([leader.pk], on).get(leader.pk, {}).get(kind)
    if told is not None and mark not in kind_rule(kind).marks(told.value):
        return f"đã ghi “{kind.label}: {told.value_label}”"
    return _class_against(leader, on) if priority is LeaderPriority.STUDENT else ""


def _class_against(leader: Member, on: date) -> str:
    standing = standings_on(leader.ward_id, on, {leader.household_id}).get(leader.household_id)
    known = standing.household_class if standing else None
    if standing is None or known is None or standing.is_one_of(*STUDENT_CLASSES):
        return ""
    return f"hộ đang là {known.label.lower()}"
