"""What households and their people have had, or are promised, from activities and connections."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from activities.models import Attendance, Connection, Participation
from activities.models.base import INFORMATION
from activities.rules.words import ActivityKind, ActivityState
from households.selectors.prepared import Prepared
from programs.rules.words import Means, ProvidedRow
from registers.selectors import counting_rows

AHEAD = (ActivityState.PLANNED, ActivityState.UNDER_WAY)
MEANS: dict[str, Means] = {ActivityKind.TRAINING: Means.TRAINING, ActivityKind.MODEL: Means.ANY}
"""Kinds that give those on their lists what the (sub-)project or policy promises; the others make known, ask or collect, which is
something that was given only where the plan has it as a content of its own."""


def _serving(ward: int) -> QuerySet[Participation]:
    rows = Participation.objects.in_ward(ward).counting().filter(household__isnull=False, activity__voided_at__isnull=True)
    rows = rows.filter(Q(activity__subproject__isnull=False) | Q(activity__policy__isnull=False))
    rows = rows.filter(Q(activity__kind__in=MEANS) | Q(activity__content__isnull=False))
    found: QuerySet[Participation] = rows.order_by()
    return found


def _came(ward: int) -> QuerySet[Any]:
    return _serving(ward).filter(attendances__is_present=True).values_list(*COLUMNS, "attendances__on")


def _listed(ward: int) -> QuerySet[Any]:
    came = Exists(Attendance.objects.filter(participation=OuterRef("pk"), is_present=True))
    return _serving(ward).filter(activity__state__in=AHEAD).exclude(came).values_list(*COLUMNS, "activity__planned_to_on")


COLUMNS = ("household", "member", "activity__kind", "activity__subproject__code", "activity__policy__code", "activity__content__text")
CAME, LISTED = Prepared(_came), Prepared(_listed)
CONNECTED = counting_rows(Connection, "household", "connected_on")


def activities_provided(ward_id: int) -> Iterator[ProvidedRow]:
    """Those on the lists of classes and production models, on the days on which they came; until they have come, they are promised
    it for its last planned day. Whoever only heard a campaign or was visited had that content, where it was held for one, and nothing of
    the whole."""
    for read, is_given in ((CAME, True), (LISTED, False)):
        for household, member, kind, subproject, policy, content, on in read(ward_id):
            yield household, subproject or policy, on, is_given, member, MEANS.get(kind, Means.TAKING_PART), content or ""


def connections_provided(ward_id: int) -> Iterator[ProvidedRow]:
    """Households that were connected."""
    for household, on in CONNECTED(ward_id):
        yield household, INFORMATION[0], on, True, None, Means.ANY, ""
