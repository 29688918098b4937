"""Who took part in the ward's activities."""

from datetime import date

from django.db.models import Count, Exists, Max, OuterRef, Q

from activities.models import Activity, Attendance, Participation
from activities.querysets import ActivityChildQuerySet
from activities.rules.words import ActivityState


def participants(ward_id: int, first: date, last: date, *codes: str) -> ActivityChildQuerySet:
    """Participations of people and households who came on at least one day from ``first`` to ``last`` to an activity of one of
    these (sub-)projects or policies; without codes, of any activity. With activity, household and member."""
    came = Attendance.objects.filter(participation=OuterRef("pk"), is_present=True, on__gte=first, on__lte=last)
    found = Participation.objects.in_ward(ward_id).counting().filter(activity__voided_at__isnull=True).filter(Exists(came))
    if codes:
        found = found.filter(Q(activity__subproject__code__in=codes) | Q(activity__policy__code__in=codes))
    return found.exclude(activity__state=ActivityState.CANCELLED).select_related("activity", "household__group", "member")


def listed(activity: Activity) -> ActivityChildQuerySet:
    """Everyone on the list of an activity, with how often and when last they came."""
    came = Q(attendances__is_present=True)
    return (
        activity.participations.select_related("household__group", "member", "activity__subproject", "activity__policy")
        .annotate(n_days=Count("attendances", filter=came), last_day=Max("attendances__on", filter=came))
        .order_by("voided_at", "pk")
    )


def days_marked(activity: Activity) -> list[date]:
    """Days on which attendance was marked, in order."""
    marks = Attendance.objects.filter(participation__activity=activity, participation__voided_at__isnull=True)
    return sorted(set(marks.values_list("on", flat=True)))


def present_on(activity: Activity, on: date) -> set[int]:
    """Primary keys of participations that came on a day."""
    return set(Attendance.objects.filter(participation__activity=activity, on=on, is_present=True).values_list("participation", flat=True))
