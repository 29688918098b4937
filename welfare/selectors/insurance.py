"""Reading health insurance: who holds a card on a day, purchase lists."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from camphucnam.accounts.models import User
from households.models import InsuranceCard, Member
from households.rules.classes import STANDING_CLASSES, HouseholdClass
from households.rules.facts import FactKind, kind_rule
from households.selectors.facts import facts_on
from households.selectors.standings import standings_on
from registers.querysets import KeptQuerySet
from welfare.models import InsuranceBatch, InsuranceLine
from welfare.rules.insurance import Cover, Validity, cover_on

SOON_DAYS = 30


@dataclass(frozen=True, slots=True)
class Insured:
    """A person of a poor or near-poor household on a day. ``reason``: the recorded answer why there is no card."""

    member: Member
    household_class: HouseholdClass | None
    cover: Cover
    card: Validity | None
    reason: str

    @property
    def pk(self) -> int:
        """The member's key."""
        return self.member.pk


def standing_households(ward_id: int, day: date) -> dict[int, HouseholdClass]:
    """Poor and near-poor households of the day with their class. One query."""
    found = standings_on(ward_id, day).items()
    return {pk: row.household_class for pk, row in found if row.household_class in STANDING_CLASSES and row.household_class is not None}


def insured_on(ward_id: int, day: date, within_days: int = SOON_DAYS) -> list[Insured]:
    """Everyone living in poor and near-poor households on the day, as T07 counts them. Four queries."""
    classes = standing_households(ward_id, day)
    if not classes:
        return []
    here = Member.objects.filter(household__in=list(classes)).present_on(day).select_related("household__group")
    members = list(here.order_by("household__code", "sort_order", "pk"))
    return described(members, {member.pk: classes[member.household_id] for member in members}, day, within_days)


def described(members: list[Member], classes: dict[int, HouseholdClass], day: date, within_days: int = SOON_DAYS) -> list[Insured]:
    """These persons with what the register says about their cards. Two queries."""
    keys = [member.pk for member in members]
    cards = cards_of(keys)
    rule, facts = kind_rule(FactKind.INSURANCE_ABSENCE), facts_on(keys, day)
    found = []
    for member in members:
        fact = facts.get(member.pk, {}).get(FactKind.INSURANCE_ABSENCE)
        marks = rule.marks(fact.value) if fact else frozenset()
        cover, card = cover_on(cards.get(member.pk, ()), marks, day, within_days)
        reason = fact.value_label if fact and marks else ""
        found.append(Insured(member, classes.get(member.pk), cover, card, reason))
    return found


def cards_of(keys: Collection[int]) -> dict[int, list[Validity]]:
    """Member → the days of the recorded cards that count. One query."""
    found: dict[int, list[Validity]] = defaultdict(list)
    for member, from_on, to_on in InsuranceCard.objects.counting().filter(member__in=keys).values_list("member", "from_on", "to_on"):
        found[member].append(Validity(from_on, to_on))
    return found


def batches(user: User, ward_id: int) -> KeptQuerySet:
    """Purchase lists with how many are on them, got a card, got none."""
    stands = Q(lines__voided_at__isnull=True)
    return (
        InsuranceBatch.objects.visible_to(user)
        .in_ward(ward_id)
        .annotate(
            n_lines=Count("lines", filter=stands),
            n_issued=Count("lines", filter=stands & Q(lines__issued_on__isnull=False)),
            n_refused=Count("lines", filter=stands & ~Q(lines__refused_reason="")),
        )
    )


def lines_of(batch: InsuranceBatch) -> KeptQuerySet:
    """Persons of a purchase list with household and group."""
    return InsuranceLine.objects.filter(batch=batch).select_related("batch", "member", "household__group", "card")
