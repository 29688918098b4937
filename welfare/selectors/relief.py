"""Reading hunger relief."""

from datetime import date

from django.db.models import Count, Q, Sum

from camphucnam.accounts.models import User
from households.models import DwellingFact, Household, Member
from households.rules.facts import YES, DwellingKind
from households.selectors.presence import has_gone
from registers.querysets import KeptQuerySet
from welfare.models import ReliefLine, ReliefRound


def rounds(user: User, ward_id: int) -> KeptQuerySet:
    """Rounds with households, persons, rice, and how many received it."""
    stands = Q(lines__voided_at__isnull=True)
    return (
        ReliefRound.objects.visible_to(user)
        .in_ward(ward_id)
        .annotate(
            n_households=Count("lines", filter=stands),
            n_received=Count("lines", filter=stands & Q(lines__received_on__isnull=False)),
            n_people=Sum("lines__n_persons", filter=stands),
            sum_kg=Sum("lines__kg", filter=stands),
        )
    )


def relief_lines(row: ReliefRound) -> KeptQuerySet:
    """Households of a round."""
    return ReliefLine.objects.filter(round=row).select_related("household__group", "round")


def at_risk(ward_id: int, day: date) -> list[Household]:
    """Households whose newest answer says that they may go hungry, still in the ward on ``day``. One query."""
    facts = DwellingFact.objects.filter(household__ward=ward_id, kind=DwellingKind.HUNGER_RISK).holding_on(day)
    keys = facts.filter(value=YES).order_by().values("household")
    here = Household.objects.filter(~has_gone(day, "pk"), pk__in=keys)
    return list(here.select_related("group", "ward").order_by("code"))


def persons_in(households: list[int], day: date) -> dict[int, int]:
    """Household → persons living in it on the day. One query."""
    present = Member.objects.filter(household__in=households).present_on(day).order_by()
    return dict(present.values("household").annotate(n=Count("pk")).values_list("household", "n"))
