"""Of which classes people are on a day: the household's class, its running window, and the person's own class."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from households.models import Member, MemberFact
from households.rules.facts import NO, YES, FactKind
from households.rules.need_shares import Moment
from households.selectors.facts import facts_then
from households.selectors.presence import absences, is_away
from households.selectors.standings import HouseholdStanding, standings_on, standings_then
from livelihoods.rules.counting import Worker
from programs.rules.words import BeneficiaryClass

Classes = frozenset[BeneficiaryClass]


def _classes(standing: HouseholdStanding) -> Classes:
    return frozenset(BeneficiaryClass(kind.value) for kind in (standing.household_class, standing.window) if kind is not None)


def classes_on(ward_id: int, day: date, among: Collection[int]) -> dict[int, Classes]:
    """Household → its class and, while it runs, its 36-month window on ``day``. One query; none for no household."""
    return {household: _classes(standing) for household, standing in standings_on(ward_id, day, among).items()}


def classes_then(moments: Iterable[Moment]) -> dict[Moment, Classes]:
    """(Household, day) → the same on a day of its own. One query; none for no household."""
    return {moment: _classes(standing) for moment, standing in standings_then(moments).items()}


def workers_then(ward_id: int, moments: Iterable[Moment]) -> list[Worker]:
    """The persons as they stood, each on a day of its own; nobody of a household that had left the ward is present. Four queries;
    none for nobody."""
    wanted = set(moments)
    if not wanted:
        return []
    columns = ("household_id", "birth_on", "joined_on", "left_on")
    rows = Member.objects.filter(ward=ward_id, pk__in={member for member, _ in wanted}).values_list("pk", *columns)
    people = {member: row for member, *row in rows}
    known = [(member, day) for member, day in wanted if member in people]
    away = absences({people[member][0] for member, _ in known})
    by_household, own = classes_then((people[member][0], day) for member, day in known), own_classes(known)
    found = []
    for member, day in known:
        household, born, joined, left = people[member]
        classes = by_household[household, day] | own.get((member, day), frozenset())
        present = not is_away(away.get(household, ()), day) and (joined is None or joined <= day) and (left is None or left > day)
        found.append(Worker(member, household, day, classes, born, present))
    return found


def own_classes(moments: Iterable[Moment]) -> Mapping[Moment, Classes]:
    """(Person, day) → classes that belong to the person: low-income worker by a document, disabled without a stable livelihood. One
    query."""
    found = {moment: _own(facts) for moment, facts in facts_then(moments).items()}
    return {moment: own for moment, own in found.items() if own}


def _own(facts: Mapping[FactKind, MemberFact]) -> Classes:
    own = set()
    low = facts.get(FactKind.LOW_INCOME_WORKER)
    if low is not None and low.value == YES:
        own.add(BeneficiaryClass.LOW_INCOME_WORKER)
    disability, livelihood = facts.get(FactKind.DISABILITY), facts.get(FactKind.STABLE_LIVELIHOOD)
    if disability is not None and "disabled" in disability.marks and livelihood is not None and livelihood.value == NO:
        own.add(BeneficiaryClass.DISABLED_WITHOUT_LIVELIHOOD)
    return frozenset(own)
