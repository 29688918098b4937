"""Reading social assistance: cases, who is eligible and who receives on a day."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from camphucnam.accounts.models import User
from camphucnam.kernel.dates import age_on
from households.models import Member, MemberFact
from households.models.member import BirthPrecision, possible_births
from households.rules.facts import YES, FactKind
from households.selectors.presence import has_gone
from registers.querysets import KeptQuerySet
from welfare.models import AssistanceCase
from welfare.rules.assistance import AssistanceState, CaseDays, Standing, answer_of_cases, answer_of_fact, assistance_kinds, standing
from welfare.rules.rates import rate_kind, rate_name

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
    households calls so, without an open case here; ``is_known``: whether anything was ever recorded."""

    eligible: dict[int, int] = field(default_factory=dict)
    receiving: dict[int, int] = field(default_factory=dict)
    by_word: set[int] = field(default_factory=set)
    is_known: bool = False


def protected_on(ward_id: int, day: date) -> Protected:
    """Who stands so by the newest dated answer, of the cases here and of the register of households (``rules.assistance.standing``). Only
    persons living in the ward on the day. Two queries."""
    found, answers, homes, cased = Protected(), defaultdict(list), {}, set()
    rows = AssistanceCase.objects.in_ward(ward_id).counting().filter(eligible_on__lte=day)
    by_person = defaultdict(list)
    for case in rows.select_related("member").annotate(gone=has_gone(day, "member__household")):
        found.is_known = True
        if not case.gone and _lives(case.member, day):
            by_person[case.member_id].append(case)
            homes[case.member_id] = case.household_id
    for member, own in by_person.items():
        answers[member].append(answer_of_cases((CaseDays(row.eligible_on, row.from_on, row.to_on, row.refused_on) for row in own), day))
        if any(row.state_on(day) in OPEN for row in own):
            cased.add(member)
    facts = MemberFact.objects.filter(member__ward=ward_id, kind__in=FACTS).holding_on(day)
    for fact in facts.select_related("member").annotate(gone=has_gone(day, "member__household")):
        found.is_known = True
        if not fact.gone and _lives(fact.member, day):
            answers[fact.member_id].append(answer_of_fact(FactKind(fact.kind), fact.value == YES, fact.on))
            homes.setdefault(fact.member_id, fact.member.household_id)
    for member, said in answers.items():
        _stand(found, member, homes[member], standing(said))
    found.by_word = set(found.eligible) - cased
    return found


def _stand(found: Protected, member: int, household: int, stands: Standing) -> None:
    if stands.is_eligible:
        found.eligible[member] = household
    if stands.is_receiving:
        found.receiving[member] = household


def _lives(member: Member, day: date) -> bool:
    return (member.joined_on is None or member.joined_on <= day) and (member.left_on is None or member.left_on > day)


@dataclass(frozen=True, slots=True)
class Gap:
    """A person to look into: whom the register of households calls eligible or receiving without an open case here; or, with ``case``, who
    receives for a group whose age is over."""

    member: Member
    is_receiving: bool
    case: AssistanceCase | None = None

    @property
    def words(self) -> str:
        """What is to be looked into."""
        if self.case is not None:
            return f"{rate_name(self.case.code)}: đang hưởng, nay đã quá tuổi"
        return (
            "Danh sách hộ ghi đang hưởng trợ cấp xã hội hằng tháng" if self.is_receiving else "Danh sách hộ ghi thuộc đối tượng, chưa hưởng"
        )


def gaps_on(ward_id: int, day: date) -> list[Gap]:
    """Persons to look into. Four queries."""
    found = protected_on(ward_id, day)
    members = Member.objects.filter(pk__in=found.by_word).select_related("household__group").order_by("household__code", "sort_order")
    grown = [Gap(case.member, True, case) for case in outgrown_on(ward_id, day, found)]
    return [*grown, *(Gap(member, member.pk in found.receiving) for member in members)]


def outgrown_on(ward_id: int, day: date, found: Protected) -> list[AssistanceCase]:
    """Running cases of persons who receive (``found``) and are older than the group of the case allows, however their birth is known. One
    query."""
    rows = AssistanceCase.objects.in_ward(ward_id).counting().filter(code__in=[kind.code for kind in assistance_kinds() if kind.under_age])
    running = in_state(rows, AssistanceState.RECEIVING, day).select_related("member__household__group")
    return [row for row in running if row.member_id in found.receiving and _is_too_old(row, day)]


def _is_too_old(row: AssistanceCase, day: date) -> bool:
    born, under = row.member.birth_on, rate_kind(row.code).under_age
    if born is None or under is None:
        return False
    return age_on(possible_births(born, BirthPrecision(row.member.birth_precision))[1], day) >= under
