"""How a household stands for a grant on the day of its decision: eligible or not and why, class, window, what it has had."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from camphucnam.accounts.models import User
from households.models import Household, Member
from households.rules.classes import HouseholdClass, WindowKind
from households.selectors.standings import standings_on
from programs.rules.beneficiaries import Facts
from programs.rules.eligibility import Verdict, judge
from programs.selectors.eligibility import facts_of, facts_of_member, plan_for_day, rules_for, with_remark
from programs.selectors.facts import facts_in
from support.rules.double_benefit import Benefit, Conflict, Record, conflicts_of, words_of
from support.selectors.benefits import benefits_of

LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Prospect:
    """What is kept with a grant. ``is_open``: not eligible as far as known, but something is not recorded; ``conflict`` is empty where
    nothing speaks against it."""

    is_eligible: bool
    is_open: bool
    basis: str
    class_then: str
    window_then: str
    conflict: str

    @property
    def obstacle(self) -> str:
        """Why the household is not entitled; empty where it is."""
        if self.is_eligible:
            return ""
        return f"{'Chưa đủ số liệu để xét đối tượng' if self.is_open else 'Không thuộc đối tượng'}. {self.basis}"


def prospects(ward_id: int, code: str, households: Iterable[Household], on: date, content: str = "") -> dict[int, Prospect]:
    """Primary key → prospect for a code, or a content in its words, on a day; DomainError for an unknown code or no plan. The same
    number of queries for any number of households."""
    keys = [household.pk for household in households]
    plan = plan_for_day(ward_id, on)
    rules, had = rules_for(plan, code, content), benefits_of(keys)
    return {
        key: _prospect(with_remark(judge(rules, facts), plan, on), facts, conflicts_of(Benefit(code, on), had[key]))
        for key, facts in facts_in(keys, on).items()
    }


def prospect_of(
    household: Household,
    member: Member | None,
    code: str,
    on: date,
    *,
    content: str = "",
    whole: int = 0,
    record: Record | None = None,
) -> Prospect:
    """The prospect of one household, or of one of its people: then its traits are asked for in the person alone. ``content``: the
    one that it is for, in its words; ``whole``: the first
    grant of the support of which this would be a further part; ``record``: the row of a register to which it belongs."""
    plan = plan_for_day(household.ward_id, on)
    facts = facts_of(household, on) if member is None else facts_of_member(member, on)
    wanted = Benefit(code, on, whole=whole, record=record, person=member.pk if member is not None else None)
    against = conflicts_of(wanted, benefits_of([household.pk])[household.pk])
    return _prospect(with_remark(judge(rules_for(plan, code, content), facts), plan, on), facts, against)


def _prospect(verdict: Verdict, facts: Facts, against: Sequence[Conflict]) -> Prospect:
    return Prospect(
        verdict.eligible,
        verdict.is_open,
        " ".join(reason.text for reason in verdict.reasons)[:LONGEST],
        facts.household_class.value if facts.household_class else "",
        facts.window_class.value if facts.window_class else "",
        words_of(against),
    )


@dataclass(frozen=True, slots=True)
class Filter:
    """Which households a list is made for. Empty sets do not limit; ``only_eligible`` leaves out whoever is not entitled to the code."""

    standings: frozenset[HouseholdClass | WindowKind] = frozenset()
    groups: frozenset[int] = frozenset()
    only_eligible: bool = False


def households_of(user: User, ward_id: int, wanted: Filter, on: date) -> list[Household]:
    """Households that were on the list by the day and match, by group and code."""
    standings = standings_on(ward_id, on)
    keys = [
        pk
        for pk, standing in standings.items()
        if standing.household_class is not None and (not wanted.standings or standing.is_one_of(*wanted.standings))
    ]
    rows: QuerySet[Household] = Household.objects.servable_to(user).in_ward(ward_id).filter(pk__in=keys)
    if wanted.groups:
        rows = rows.filter(group__in=wanted.groups)
    return list(rows.select_related("group", "ward").order_by("group__sort_order", "code"))


def n_people(households: Iterable[int], on: date) -> dict[int, int]:
    """Primary key → members living there on the day."""
    found: dict[int, int] = defaultdict(int)
    for household in Member.objects.filter(household__in=list(households)).present_on(on).values_list("household", flat=True):
        found[household] += 1
    return found
