"""Who is in the ward on a day: a household that moved away, died out or was merged into another is not, whatever window still runs.

The 36-month window after an exit belongs to the household and goes on; being served here asks for more: to be here.
"""

from collections.abc import Collection, Iterable
from datetime import date
from itertools import groupby, zip_longest
from operator import itemgetter

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from households.models import Household, Member, StatusPeriod
from households.querysets import MemberQuerySet, NeedQuerySet
from households.rules.classes import GONE


def has_gone(day: date, household: str = "household") -> Exists:
    """Condition on rows whose household is at this path: it had left the ward by ``day``. The last day on the list is a day in the ward,
    the next one is not; a household that is on the list again came back."""
    back = StatusPeriod.objects.counting().filter(household=OuterRef("household"), from_on__gt=OuterRef("to_on"), from_on__lte=day)
    left = StatusPeriod.objects.counting().filter(household=OuterRef(household), departure__in=GONE, to_on__lt=day)
    return Exists(left.order_by().filter(~Exists(back.order_by())))


def living_on(ward_id: int, day: date) -> MemberQuerySet:
    """Persons living in the ward's households on ``day``."""
    here: MemberQuerySet = Member.objects.in_ward(ward_id).present_on(day)
    return here.filter(~has_gone(day))


def homes_gone(ward_id: int, day: date) -> frozenset[int]:
    """Households that had left the ward by ``day``. One query."""
    return frozenset(Household.objects.in_ward(ward_id).filter(has_gone(day, "pk")).order_by().values_list("pk", flat=True))


Absence = tuple[date, date | None]
"""The last day in the ward, and the first day back (None: it did not come back)."""


def absences(households: Collection[int]) -> dict[int, list[Absence]]:
    """Household → when it was away, for many days asked at once. One query."""
    rows = StatusPeriod.objects.counting().filter(household__in=households).order_by("household", "from_on")
    found: dict[int, list[Absence]] = {}
    for household, periods in groupby(rows.values_list("household", "from_on", "to_on", "departure"), key=itemgetter(0)):
        history = list(periods)
        for (_, _, last, departure), later in zip_longest(history, history[1:]):
            if departure in GONE and last is not None:
                found.setdefault(household, []).append((last, later[1] if later else None))
    return found


def is_away(spans: Iterable[Absence], day: date) -> bool:
    """Whether the household was away on ``day``, as ``has_gone`` says."""
    return any(last < day and (back is None or day < back) for last, back in spans)


def still_here(needs: NeedQuerySet, day: date) -> NeedQuerySet:
    """Needs whose person, or for a household's somebody of it, lives in the ward on ``day``."""
    return needs.filter(_somebody(day), ~has_gone(day))


def no_longer_here(needs: NeedQuerySet, day: date) -> NeedQuerySet:
    """The others: whoever needed it died, moved away or left the household."""
    return needs.filter(~Q(_somebody(day)) | Q(has_gone(day)))


def _somebody(day: date) -> Exists:
    """The person of the need where there is one, else anybody of the household."""
    present: MemberQuerySet = Member.objects.filter(household=OuterRef("household")).present_on(day)
    return Exists(present.filter(pk=Coalesce(OuterRef("member"), F("pk"))).order_by())
