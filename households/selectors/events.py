"""Events as the officer's inbox and the leader's page read them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.text import fold
from households.models import HouseholdEvent
from households.models.event import EventState, Severity

ALL = "tat_ca"
SEVERITY_ORDER = {Severity.URGENT: 0, Severity.SERIOUS: 1, Severity.MODERATE: 2}


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """What the inbox shows; an empty state means everything that is not answered."""

    text: str = ""
    state: str = ""
    severity: str = ""
    type_code: str = ""


def inbox(user: User, ward_id: int, wanted: InboxFilter) -> QuerySet[HouseholdEvent]:
    """Events that fit: unanswered first, the worst first, the oldest first."""
    found = HouseholdEvent.objects.visible_to(user).in_ward(ward_id)
    if not wanted.state:
        found = found.exclude(state=EventState.ANSWERED)
    elif wanted.state != ALL:
        found = found.filter(state=wanted.state)
    if wanted.severity:
        found = found.filter(severity=wanted.severity)
    if wanted.type_code:
        found = found.filter(type_code=wanted.type_code)
    for word in fold(wanted.text).split():
        found = found.filter(household__search_text__contains=word)
    answered = Case(When(state=EventState.ANSWERED, then=Value(1)), default=Value(0), output_field=IntegerField())
    ranks = [When(severity=severity, then=Value(rank)) for severity, rank in SEVERITY_ORDER.items()]
    worst = Case(*ranks, default=Value(len(ranks)), output_field=IntegerField())
    return found.order_by(answered, worst, "reported_at", "pk")


def days_waiting(event: HouseholdEvent, today: date) -> int:
    """Days from the report to the answer, or to today while it waits."""
    end = timezone.localdate(event.answered_at) if event.answered_at and event.state == EventState.ANSWERED else today
    return (end - timezone.localdate(event.reported_at)).days


def reports_of(user: User, ward_id: int) -> QuerySet[HouseholdEvent]:
    """What the person reported about households that the person may still see, newest first."""
    found = HouseholdEvent.objects.visible_to(user).in_ward(ward_id).filter(reported_by=user)
    return found.select_related("household", "answered_by").order_by("-reported_at", "-pk")


def steps_of(event: HouseholdEvent) -> list[AuditEvent]:
    """The log of one event, oldest first."""
    household = event.household
    found = AuditEvent.objects.filter(ward_id=household.ward_id, household_code=household.code, target_type="HouseholdEvent")
    return list(found.filter(target_id=str(event.pk)).order_by("at", "pk"))


def count_waiting(user: User, ward_id: int) -> dict[str, int]:
    """How many events wait, and how many of them are urgent. One query."""
    waiting = HouseholdEvent.objects.visible_to(user).in_ward(ward_id).filter(~Q(state=EventState.ANSWERED))
    states = list(waiting.values_list("severity", flat=True))
    return {"waiting": len(states), "urgent": states.count(Severity.URGENT)}
