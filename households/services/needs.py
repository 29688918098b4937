"""Needs: express, meet, withdraw, and take back what was recorded by mistake."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError, IllegalTransition
from camphucnam.kernel.text import clean
from households.models import Household, Member, Need
from households.policies import check_can_end, check_can_express
from households.rules.needs import NEED_TRANSITIONS, NeedChannel, NeedKind, NeedState


@dataclass(frozen=True, slots=True)
class NeedData:
    """A need as expressed; ``member`` None is a need of the household."""

    kind: NeedKind
    expressed_on: date
    member: Member | None = None
    detail: str = ""
    channel: NeedChannel = NeedChannel.SURVEY


@transaction.atomic
def need_express(household: Household, data: NeedData, *, by: User) -> Need:
    """Record a need. A second open one of the same kind and person (or household) is refused."""
    check_can_express(by, household)
    if data.expressed_on > timezone.localdate():
        raise DomainError("Ngày nêu nhu cầu không thể sau hôm nay.")
    if data.member is not None and data.member.household_id != household.pk:
        raise DomainError("Người này không thuộc hộ đang chọn. Chọn người trong hộ, hoặc để trống nếu là nhu cầu của cả hộ.")
    if open_need(household, data.kind, data.member) is not None:
        raise DomainError(_already(data))
    try:
        with transaction.atomic():
            need = Need.objects.create(
                household=household,
                member=data.member,
                kind=data.kind,
                channel=data.channel,
                detail=clean(data.detail),
                expressed_on=data.expressed_on,
                recorded_by=by,
            )
    except IntegrityError:  # somebody else recorded it just now
        raise DomainError(_already(data)) from None
    _log(Action.NEED_EXPRESSED, need, by, ngay_neu=format_dmy(data.expressed_on), nguon=data.channel.label)
    return need


@transaction.atomic
def needs_express(household: Household, entries: Iterable[NeedData], *, by: User) -> list[Need]:
    """Record what was ticked beside another record; a need that is already open stays as it is."""
    new = [data for data in entries if open_need(household, data.kind, data.member) is None]
    return [need_express(household, data, by=by) for data in new]


def open_need(household: Household, kind: NeedKind, member: Member | None) -> Need | None:
    """The open need of this kind of the person, or of the household where there is no person."""
    return Need.objects.filter(household=household, member=member, kind=kind, state=NeedState.EXPRESSED).first()


def _already(data: NeedData) -> str:
    who = data.member.full_name if data.member else "Hộ"
    return f"{who} đang có nhu cầu “{data.kind.label}” chưa được đáp ứng nên không ghi thêm. Ghi đáp ứng nhu cầu cũ trước."


@transaction.atomic
def need_meet(need: Need, met_on: date, met_by: str, *, by: User) -> None:
    """The need was met on a day by something: a class, a job, a loan, a grant."""
    met_by = clean(met_by)
    if not met_by:
        raise DomainError("Ghi nhu cầu được đáp ứng bằng gì.")
    _check_day(need, met_on, "Ngày đáp ứng")
    _step(need, NeedState.MET, by, met_on=met_on, met_by=met_by)
    _log(Action.NEED_ENDED, need, by, viec=NeedState.MET.label, ngay=format_dmy(met_on))


@transaction.atomic
def need_withdraw(need: Need, on: date, reason: str, *, by: User) -> None:
    """The person or household no longer needs it since a day. It still counts in periods before that day."""
    _check_day(need, on, "Ngày thôi nhu cầu")
    _step(need, NeedState.WITHDRAWN, by, withdrawn_on=on, end_reason=_reason(reason))
    _log(Action.NEED_ENDED, need, by, viec=NeedState.WITHDRAWN.label, ngay=format_dmy(on))


@transaction.atomic
def need_mistaken(need: Need, reason: str, *, by: User) -> None:
    """It was never expressed: take it out of every figure, and keep it readable."""
    _step(need, NeedState.MISTAKEN, by, end_reason=_reason(reason))
    _log(Action.NEED_ENDED, need, by, viec=NeedState.MISTAKEN.label)


def _reason(text: str) -> str:
    reason = clean(text)
    if not reason:
        raise DomainError("Ghi rõ lý do.")
    return reason


def _check_day(need: Need, day: date, name: str) -> None:
    if day > timezone.localdate():
        raise DomainError(f"{name} không thể sau hôm nay.")
    if day < need.expressed_on:
        raise DomainError(f"{name} phải từ ngày nêu nhu cầu ({format_dmy(need.expressed_on)}) trở đi.")


def _step(need: Need, state: NeedState, by: User, **values: object) -> None:
    """Compare-and-set on the state: of two people exactly one passes."""
    check_can_end(by, need.household.ward_id)
    came_from = [old for old, targets in NEED_TRANSITIONS.items() if state in targets]
    changed = Need.objects.filter(pk=need.pk, state__in=came_from).update(state=state, **values)
    need.refresh_from_db(fields=["state", "met_on", "met_by", "withdrawn_on", "end_reason"])
    if not changed:
        raise IllegalTransition(f"Nhu cầu này đã ở tình trạng “{NeedState.label_of(need.state)}” nên không làm được bước này.")


def _log(action: Action, need: Need, by: User, **details: object) -> None:
    household = need.household
    label = need.member.full_name if need.member else household.head_name
    record(action, by=by, ward_id=household.ward_id, target=need, target_label=label, household_code=household.code, **details)
