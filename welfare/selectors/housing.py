"""Reading housing support, and whose dwelling is in need of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum

from camphucnam.accounts.models import User
from households.models import DwellingFact, Household
from households.rules.classes import HouseholdClass
from households.rules.facts import DwellingKind, kind_rule
from households.rules.history import class_on
from households.selectors.facts import dwelling_on
from households.selectors.histories import periods_by_household
from registers.querysets import KeptQuerySet
from welfare.models import HousingCase
from welfare.rules.housing import HousingStage
from welfare.selectors.insurance import standing_households

TOLD = (
    DwellingKind.HOUSE_OWNERSHIP,
    DwellingKind.HOUSE_STATE,
    DwellingKind.WALL,
    DwellingKind.COLUMN,
    DwellingKind.ROOF,
    DwellingKind.AREA,
)
WANTING = {"no_house", "unsafe"}
OPEN = (HousingStage.PROPOSED, HousingStage.APPROVED, HousingStage.UNDER_WAY)


def housing_cases(user: User, ward_id: int) -> KeptQuerySet:
    """Houses with household, group and the money that came."""
    return (
        HousingCase.objects.visible_to(user)
        .in_ward(ward_id)
        .select_related("household__group", "household__ward")
        .annotate(paid_dong=Sum("moneys__amount_dong", filter=Q(moneys__voided_at__isnull=True)))
    )


def condition_words(facts: dict[DwellingKind, DwellingFact]) -> str:
    """``Tình trạng nhà: tạm bợ; Mái: lá, rơm rạ, giấy dầu``; empty where nothing was recorded."""
    told = [f"{kind.label}: {facts[kind].value_label.lower()}" for kind in TOLD if kind in facts]
    return "; ".join(told)


def condition_of(household: Household, day: date) -> str:
    """What is recorded of the dwelling on a day."""
    return condition_words(dwelling_on([household.pk], day).get(household.pk, {}))


@dataclass(frozen=True, slots=True)
class Wanting:
    """A poor or near-poor household without a house of its own or in an unsafe one (plan, line 259), and no house on the way."""

    household: Household
    household_class: HouseholdClass
    condition: str


def wanting_on(ward_id: int, day: date) -> list[Wanting]:
    """Those of a day. Four queries."""
    classes = standing_households(ward_id, day)
    facts = dwelling_on(list(classes), day)
    cases = HousingCase.objects.in_ward(ward_id).counting()
    settled: dict[int, date] = {}
    for household, stage, handed_over_on in cases.values_list("household", "stage", "handed_over_on"):
        until = date.max if stage in OPEN else handed_over_on
        if until is not None:
            settled[household] = max(until, settled.get(household, until))
    wanted = [pk for pk, found in facts.items() if _asked(found, settled.get(pk, date.min))]
    rows = Household.objects.filter(pk__in=wanted).select_related("group").order_by("code")
    return [Wanting(row, classes[row.pk], condition_words(facts[row.pk])) for row in rows]


def _asked(facts: dict[DwellingKind, DwellingFact], settled_on: date) -> bool:
    """Whether an answer says so that is younger than the last house handed over (or than one on the way)."""
    told = [facts[kind] for kind in (DwellingKind.HOUSE_OWNERSHIP, DwellingKind.HOUSE_STATE) if kind in facts]
    return any(fact.on > settled_on and WANTING & kind_rule(DwellingKind(fact.kind)).marks(fact.value) for fact in told)


def classes_then(rows: Iterable[tuple[int, date]]) -> list[HouseholdClass | None]:
    """The class of each household on its own day. One query."""
    pairs = list(rows)
    periods = periods_by_household({household for household, _ in pairs})
    return [class_on(periods.get(household, ()), day) for household, day in pairs]


def building(ward_id: int, households: Collection[int]) -> Collection[int]:
    """Households whose house is proposed, approved or being built."""
    rows = HousingCase.objects.in_ward(ward_id).counting().filter(household__in=households)
    return set(rows.filter(stage__in=OPEN).values_list("household", flat=True))
