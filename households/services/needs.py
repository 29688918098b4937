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
from households.rules.needs import CONFIDENTIAL_KINDS, NEED_TRANSITIONS, NeedChannel, NeedKind, NeedState


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
def need_meet(need: Need, met_on: date, met_by: str, *, by: User, ref: str = "") -> None:
    """The need was met on a day by something: a class, a job, a loan, a grant. ``ref``: the row of a register that says so."""
    met_by = clean(met_by)
    if not met_by:
        raise DomainError("Ghi nhu cầu được đáp ứng bằng gì.")
    _check_day(need, met_on, "Ngày đáp ứng")
    _step(need, NeedState.MET, by, met_on=met_on, met_by=met_by, met_ref=ref)
    _log(Action.NEED_ENDED, need, by, viec=NeedState.MET.label, ngay=format_dmy(met_on))


@transaction.atomic
def need_meet_otherwise(need: Need, met_on: date, met_by: str, *, by: User, ref: str) -> None:
    """What met it no longer counts, and something else met it too: it stays met, by that."""
    check_can_end(by, need.household.ward_id)
    _check_day(need, met_on, "Ngày đáp ứng")
    changed = Need.objects.filter(pk=need.pk, state=NeedState.MET, met_ref=need.met_ref).update(
        met_on=met_on, met_by=clean(met_by), met_ref=ref
    )
    need.refresh_from_db()
    if not changed:
        raise IllegalTransition(f"Nhu cầu này đã ở tình trạng “{NeedState.label_of(need.state)}” nên không làm được bước này.")
    _log(Action.NEED_ENDED, need, by, viec="Vẫn được đáp ứng, bằng việc khác", ngay=format_dmy(met_on))


@transaction.atomic
def need_reopen(need: Need, reason: str, *, by: User) -> None:
    """What met it turned out not to have: it waits again since the day on which it was told. Where the same was told again
    meanwhile, the need of the earlier day waits and the other one becomes part of it."""
    reason = _reason(reason)
    other = open_need(need.household, NeedKind(need.kind), need.member) if need.state == NeedState.MET else None
    if other is not None and other.expressed_on <= need.expressed_on:
        need_mistaken(need, _part_of(other), by=by)
        return
    if other is not None:
        need_mistaken(other, _part_of(need), by=by)
    _step(need, NeedState.EXPRESSED, by, met_on=None, met_by="", met_ref="")
    _log(Action.NEED_REOPENED, need, by, ly_do=reason)


def _part_of(need: Need) -> str:
    return f"Là nhu cầu đã nêu ngày {format_dmy(need.expressed_on)}, nay mở lại."


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
    need.refresh_from_db(fields=["state", "met_on", "met_by", "met_ref", "withdrawn_on", "end_reason"])
    if not changed:
        raise IllegalTransition(f"Nhu cầu này đã ở tình trạng “{NeedState.label_of(need.state)}” nên không làm được bước này.")


def _log(action: Action, need: Need, by: User, **details: object) -> None:
    """One line; of a confidential need without whose it is and why, for who reads the log need not answer it."""
    household = need.household
    if need.kind in CONFIDENTIAL_KINDS:
        details.pop("ly_do", None)
        label = f"Nhu cầu {NeedKind.label_of(need.kind).lower()}"
        record(action, by=by, ward_id=household.ward_id, target=need, target_label=label, household_code="", **details)
        return
    label = need.member.full_name if need.member else household.head_name
    record(action, by=by, ward_id=household.ward_id, target=need, target_label=label, household_code=household.code, **details)
