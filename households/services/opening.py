"""Leave a trace when a household file is opened."""

from datetime import timedelta

from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.audit.actions import Action
from camphucnam.audit.models import AuditEvent
from camphucnam.audit.services import record
from households.models import Household

TRACE_EVERY = timedelta(hours=1)


def household_opened(household: Household, *, by: User) -> bool:
    """Record that ``by`` opened the file; once an hour for a person and household. True when a line was written."""
    recent = AuditEvent.objects.filter(
        ward_id=household.ward_id,
        household_code=household.code,
        at__gt=timezone.now() - TRACE_EVERY,
        actor_id=by.pk,
        action=Action.HOUSEHOLD_OPENED,
    )
    if recent.exists():
        return False
    record(
        Action.HOUSEHOLD_OPENED,
        by=by,
        ward_id=household.ward_id,
        target=household,
        target_label=household.code,
        household_code=household.code,
    )
    return True
