"""Reading social assistance: cases, who is eligible and who receives on a day."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from camphucnam.accounts.models import User
from households.models import Member, MemberFact
from households.rules.facts import YES, FactKind
from registers.querysets import KeptQuerySet
from welfare.models import AssistanceCase
from welfare.rules.assistance import AssistanceState

OPEN = (AssistanceState.WAITING, AssistanceState.RECEIVING)
FACTS = (FactKind.SOCIAL_PROTECTION_ELIGIBLE, FactKind.SOCIAL_ALLOWANCE)


def cases(user: User, ward_id: int) -> KeptQuerySet:
    """Cases with person, household, group."""
    return AssistanceCase.objects.visible_to(user).in_ward(ward_id).select_related("member", "household__group")


def in_state(rows: Any, state: AssistanceState, day: date) -> Any:
    """Cases that stand so on a day, as ``rules.assistance.state_on`` says."""
    refused = Q(refused_on__isnull=False, refused_on__lte=day)
    ended = Q(to_on__isnull=False, to_on__lt=day)
    began = Q(from_on__isnull=False, from_on__lte=day)
    wanted = {
        AssistanceState.REFUSED: refused,
        AssistanceState.ENDED: ~refused & ended,
        AssistanceState.RECEIVING: ~refused & ~ended & began,
        AssistanceState.WAITING: ~refused & ~ended & ~began,
    }
    return rows.filter(wanted[state])


@dataclass(slots=True)
class Protected:
    """Who is eligible and who receives on a day (T17): member → household. ``by_word`` are those whom only the register of
    households calls so, without a case here; ``is_known``: whether anything was ever recorded."""

    eligible: dict[int, int] = field(default_factory=dict)
    receiving: dict[int, int] = field(default_factory=dict)
    by_word: set[int] = field(default_factory=set)
    is_known: bool = False


def protected_on(ward_id: int, day: date) -> Protected:
    """Eligible: an open case, or the newest answer in the register says so. Receiving: a running decision, or the newest answer
    says so. Only persons living in the ward's households on the day. Two queries."""
    found = Protected()
    rows = AssistanceCase.objects.in_ward(ward_id).counting().filter(eligible_on__lte=day).select_related("member")
    for case in rows:
        found.is_known = True
        state = case.state_on(day)
        if state in OPEN and _lives(case.member, day):
            found.eligible[case.member_id] = case.household_id
            if state is AssistanceState.RECEIVING:
                found.receiving[case.member_id] = case.household_id
    _add_words(found, ward_id, day)
    return found


def _add_words(found: Protected, ward_id: int, day: date) -> None:
    facts = MemberFact.objects.filter(member__ward=ward_id, kind__in=FACTS).holding_on(day).select_related("member")
    cased = set(found.eligible)
    for fact in facts:
        found.is_known = True
        if fact.value != YES or not _lives(fact.member, day):
            continue
        found.eligible[fact.member_id] = fact.member.household_id
        if fact.kind == FactKind.SOCIAL_ALLOWANCE:
            found.receiving[fact.member_id] = fact.member.household_id
        if fact.member_id not in cased:
            found.by_word.add(fact.member_id)


def _lives(member: Member, day: date) -> bool:
    return (member.joined_on is None or member.joined_on <= day) and (member.left_on is None or member.left_on > day)


@dataclass(frozen=True, slots=True)
class Gap:
    """A person whom the register of households calls eligible or receiving, without an open case here."""

    member: Member
    is_receiving: bool


def gaps_on(ward_id: int, day: date) -> list[Gap]:
    """Persons to look into. Three queries."""
    found = protected_on(ward_id, day)
    members = Member.objects.filter(pk__in=found.by_word).select_related("household__group").order_by("household__code", "sort_order")
    return [Gap(member, member.pk in found.receiving) for member in members]
