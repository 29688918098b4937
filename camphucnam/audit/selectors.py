"""Read the log."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.audit.models import AuditEvent
from camphucnam.kernel.text import name_sort_key


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for; empty parts do not narrow."""

    actor_id: int | None = None
    household_code: str = ""
    action: str = ""
    from_on: date | None = None
    to_on: date | None = None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def events(by: User, ward_id: int, query: Query) -> QuerySet[AuditEvent]:
    """Lines of one chain that ``by`` may see, newest first. Days count in the office's time zone, both inside."""
    rows = AuditEvent.objects.visible_to(by).filter(ward_id=ward_id)
    if query.actor_id:
        rows = rows.filter(actor_id=query.actor_id)
    if query.household_code:
        rows = rows.filter(household_code__iexact=query.household_code)
    if query.action:
        rows = rows.filter(action=query.action)
    if query.from_on:
        rows = rows.filter(at__gte=_midnight(query.from_on))
    if query.to_on:
        rows = rows.filter(at__lt=_midnight(query.to_on + timedelta(days=1)))
    return rows.order_by("-seq")


def people_choices(ward_id: int) -> list[tuple[str, str]]:
    """Everyone who holds or held a role in the ward, by name."""
    rows = User.objects.in_ward(ward_id).values_list("pk", "full_name")
    return [(str(pk), name) for pk, name in sorted(rows, key=lambda row: name_sort_key(row[1]))]
