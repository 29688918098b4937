"""Reading stations, connections and cadres."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery, Sum

from activities.models import Broadcast, Cadre, CadreTraining, Connection, Station, StationCheck
from camphucnam.accounts.models import User
from registers.querysets import KeptQuerySet


def stations(user: User, ward_id: int) -> KeptQuerySet:
    """Stations with how they worked last and what they broadcast."""
    last = StationCheck.objects.counting().filter(station=OuterRef("pk")).order_by("-on", "-pk")
    aired = Broadcast.objects.counting().filter(station=OuterRef("pk")).order_by().values("station")
    return (
        Station.objects.visible_to(user)
        .in_ward(ward_id)
        .select_related("group")
        .annotate(
            last_state=Subquery(last.values("state")[:1]),
            last_checked_on=Subquery(last.values("on")[:1]),
            n_aired=Subquery(aired.annotate(n=Sum("times")).values("n")),
            last_aired_on=Subquery(aired.annotate(n=Max("on")).values("n")),
        )
    )


def connections(user: User, ward_id: int) -> KeptQuerySet:
    """Connections with household and group."""
    return Connection.objects.visible_to(user).in_ward(ward_id).select_related("household__group")


def cadres(user: User, ward_id: int, year: int) -> KeptQuerySet:
    """Cadres with how many courses they finished in a year and when the last one ended."""
    courses = CadreTraining.objects.counting().filter(cadre=OuterRef("pk"))
    stands = Q(trainings__voided_at__isnull=True)
    this_year = courses.filter(to_on__gte=date(year, 1, 1), to_on__lte=date(year, 12, 31))
    return (
        Cadre.objects.visible_to(user)
        .in_ward(ward_id)
        .select_related("group", "agency")
        .annotate(
            n_courses=Count("trainings", filter=stands),
            last_course_on=Max("trainings__to_on", filter=stands),
            is_trained=Exists(this_year),
        )
    )


def of_words(rows: Any, text: str, field: str) -> Any:
    """Rows whose text holds every typed word."""
    for word in text.split():
        rows = rows.filter(**{f"{field}__icontains": word})
    return rows
