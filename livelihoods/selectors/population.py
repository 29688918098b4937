"""Of which classes people are on a day: the household's class, its running window, and the person's own class."""

from collections.abc import Collection, Mapping
from datetime import date

from households.models import Member
from households.rules.facts import NO, YES, FactKind
from households.selectors.facts import facts_on
from households.selectors.standings import standings_on
from livelihoods.rules.counting import Worker
from programs.rules.words import BeneficiaryClass


def classes_on(ward_id: int, day: date, among: Collection[int]) -> dict[int, frozenset[BeneficiaryClass]]:
    """Household → its class and, while it runs, its 36-month window on ``day``. One query; none for no household."""
    found: dict[int, frozenset[BeneficiaryClass]] = {}
    for household, standing in standings_on(ward_id, day, among).items():
        kinds = (standing.household_class, standing.window)
        found[household] = frozenset(BeneficiaryClass(kind.value) for kind in kinds if kind is not None)
    return found


def workers_on(ward_id: int, day: date, members: set[int]) -> list[Worker]:
    """The persons as they stand on ``day``. Three queries; none for nobody."""
    if not members:
        return []
    wanted = Member.objects.filter(ward=ward_id, pk__in=members)
    rows = list(wanted.values_list("pk", "household_id", "birth_on", "joined_on", "left_on"))
    by_household, own = classes_on(ward_id, day, {row[1] for row in rows}), own_classes(members, day)
    return [
        Worker(
            member=member,
            household=household,
            classes=by_household.get(household, frozenset()) | own.get(member, frozenset()),
            born=born,
            present=(joined is None or joined <= day) and (left is None or left > day),
        )
        for member, household, born, joined, left in rows
    ]


def own_classes(members: set[int], day: date) -> Mapping[int, frozenset[BeneficiaryClass]]:
    """Person → classes that belong to the person: low-income worker by a document, disabled without a stable livelihood. One query."""
    found: dict[int, frozenset[BeneficiaryClass]] = {}
    for member, facts in facts_on(members, day).items():
        own = set()
        low = facts.get(FactKind.LOW_INCOME_WORKER)
        if low is not None and low.value == YES:
            own.add(BeneficiaryClass.LOW_INCOME_WORKER)
        disability, livelihood = facts.get(FactKind.DISABILITY), facts.get(FactKind.STABLE_LIVELIHOOD)
        if disability is not None and "disabled" in disability.marks and livelihood is not None and livelihood.value == NO:
            own.add(BeneficiaryClass.DISABLED_WITHOUT_LIVELIHOOD)
        if own:
            found[member] = frozenset(own)
    return found
