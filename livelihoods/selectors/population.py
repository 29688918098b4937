"""Of which classes people are on a day: the household's class, its running window, and the person's own class."""

from collections.abc import Mapping
from datetime import date

from households.models import Member
from households.selectors.standings import standings_on
from livelihoods.rules.counting import Worker
from programs.rules.words import BeneficiaryClass


def classes_on(ward_id: int, day: date) -> dict[int, frozenset[BeneficiaryClass]]:
    """Household → its class and, while it runs, its 36-month window on ``day``. One query."""
    found: dict[int, frozenset[BeneficiaryClass]] = {}
    for household, standing in standings_on(ward_id, day).items():
        kinds = (standing.household_class, standing.window)
        found[household] = frozenset(BeneficiaryClass(kind.value) for kind in kinds if kind is not None)
    return found


def workers_on(ward_id: int, day: date, members: set[int]) -> list[Worker]:
    """The persons as they stand on ``day``."""
    by_household, own = classes_on(ward_id, day), own_classes(members, day)
    rows = Member.objects.filter(ward=ward_id, pk__in=members).values_list("pk", "household_id", "birth_on", "joined_on", "left_on")
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
    """Person → classes that belong to the person (low-income worker)."""
    return {}
