"""Of which classes people and households are on a day: the household's class, its running window, and the person's own class."""

from collections.abc import Iterable, Mapping
from datetime import date

from households.models import Member
from households.rules.escape_window import window_on
from households.rules.history import class_on
from households.selectors.histories import periods_by_household
from livelihoods.rules.counting import Worker
from programs.rules.words import BeneficiaryClass


def classes_of(households: Iterable[int], day: date) -> dict[int, frozenset[BeneficiaryClass]]:
    """Household → its class and, while it runs, its 36-month window on ``day``. One query."""
    periods = periods_by_household(list(households))
    found: dict[int, frozenset[BeneficiaryClass]] = {}
    for household, facts in periods.items():
        standing, window = class_on(facts, day), window_on(facts, day)
        kinds = [standing.value if standing else "", window.kind.value if window and window.kind else ""]
        found[household] = frozenset(BeneficiaryClass(kind) for kind in kinds if kind)
    return found


def workers_on(members: Iterable[int], day: date) -> list[Worker]:
    """The persons as they stand on ``day``. Three queries, whatever their number."""
    rows = list(Member.objects.filter(pk__in=list(members)).values_list("pk", "household_id", "birth_on", "joined_on", "left_on"))
    by_household = classes_of({row[1] for row in rows}, day)
    own = own_classes((row[0] for row in rows), day)
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


def own_classes(members: Iterable[int], day: date) -> Mapping[int, frozenset[BeneficiaryClass]]:
    """Person → classes that belong to the person (low-income worker)."""
    return {}
