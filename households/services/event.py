"""What happened to a household: report, take in hand, answer, open again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError, IllegalTransition
from camphucnam.kernel.text import clean
from households.models import Household, HouseholdEvent
from households.models.event import EVENT_TRANSITIONS, EventOutcome, EventState, Severity
from households.rules.event_types import event_type
from households.services.guarding import conflict
from households.services.needs import NeedData, needs_express


@dataclass(frozen=True, slots=True)
class EventData:
    """An event as reported."""

    type_code: str
    occurred_on: date
    severity: Severity
    description: str
    person_name: str = ""


@transaction.atomic
def event_report(household: Household, data: EventData, *, by: User, needs: Iterable[NeedData] = ()) -> HouseholdEvent:
    """Report an event, with needs told along with it; both days stand in the record: when it happened and when it was told."""
    kind = event_type(data.type_code)
    if data.occurred_on > timezone.localdate():
        raise DomainError("Ngày xảy ra không thể sau hôm nay.")
    event = HouseholdEvent.objects.create(
        household=household,
        type_code=kind.code,
        occurred_on=data.occurred_on,
        person_name=clean(data.person_name),
        severity=data.severity,
        description=clean(data.description),
        reported_at=timezone.now(),
        reported_by=by,
    )
    _log(Action.EVENT_REPORTED, event, by, muc_do=data.severity.label, ngay_xay_ra=format_dmy(data.occurred_on))
    needs_express(household, needs, by=by)
    return event


def _log(action: Action, event: HouseholdEvent, by: User, **details: object) -> None:
    household = event.household
    label = f"{event_type(event.type_code).name}, {household.code}"
    record(action, by=by, ward_id=household.ward_id, target=event, target_label=label, household_code=household.code, **details)


def _step(event: HouseholdEvent, state: EventState, version: int, **values: object) -> None:
    """Compare-and-set on state and version: of two officers exactly one passes, the other is told who and when."""
    came_from = [old for old, targets in EVENT_TRANSITIONS.items() if state in targets]
    changed = HouseholdEvent.objects.filter(pk=event.pk, version=version, state__in=came_from).update(
        state=state, version=F("version") + 1, **values
    )
    if not changed:
        event.refresh_from_db()
        if event.version != version:
            raise conflict(event)
        raise IllegalTransition(f"Biến cố này đang ở tình trạng “{EventState.label_of(event.state)}” nên không làm được bước này.")
    event.refresh_from_db()


@transaction.atomic
def event_take(event: HouseholdEvent, *, version: int, by: User) -> None:
    """Take a reported event in hand."""
    _step(event, EventState.IN_PROGRESS, version)
    _log(Action.EVENT_ANSWERED, event, by, viec="Nhận xử lý")


@transaction.atomic
def event_answer(event: HouseholdEvent, *, outcome: EventOutcome, reason: str, answer: str, version: int, by: User) -> None:
    """Answer with an outcome, its reason (kept inside the office) and the words for the reporter."""
    if not clean(reason) or not clean(answer):
        raise DomainError("Ghi cả lý do xử lý và câu trả lời cho người báo.")
    _step(
        event,
        EventState.ANSWERED,
        version,
        outcome=outcome,
        answer_reason=clean(reason),
        answer=clean(answer),
        answered_at=timezone.now(),
        answered_by=by,
    )
    _log(Action.EVENT_ANSWERED, event, by, viec="Trả lời", huong_xu_ly=outcome.label)


@transaction.atomic
def event_reopen(event: HouseholdEvent, *, version: int, by: User) -> None:
    """Open an answered event again; the former answer stays until a new one is written."""
    _step(event, EventState.IN_PROGRESS, version)
    _log(Action.EVENT_ANSWERED, event, by, viec="Mở lại để xử lý tiếp", tra_loi_truoc=EventOutcome.label_of(event.outcome))
