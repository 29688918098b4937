"""Record decisions about a household's class, departures and corrections."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from camphucnam.accounts.models import User, Ward
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.dates import day_before, format_dmy
from camphucnam.kernel.errors import DomainError
from households.models import Decision, Household, StatusPeriod, StatusRenewal
from households.rules.classes import Departure, HouseholdClass, Opening
from households.rules.history import PeriodFact
from households.rules.standards import standard_for_decision
from households.rules.transitions import RecognisedPeriod, Step, Transition, plan_transition


@dataclass(frozen=True, slots=True)
class DecisionData:
    """A decision as typed: number, day signed, effective day (the signing day where none is given)."""

    number: str
    signed_on: date
    effective_on: date | None = None
    signer_name: str = ""


def decision_get_or_add(ward: Ward, data: DecisionData) -> Decision:
    """The decision with this number and day, added when new; DomainError when its effective day differs."""
    effective = data.effective_on or data.signed_on
    decision, created = Decision.objects.get_or_create(
        ward=ward, number=data.number, signed_on=data.signed_on, defaults={"effective_on": effective, "signer_name": data.signer_name}
    )
    if not created and data.effective_on is not None and decision.effective_on != data.effective_on:
        raise DomainError(
            f"Quyết định số {data.number} đã ghi ngày hiệu lực {format_dmy(decision.effective_on)}, "
            f"không phải {format_dmy(data.effective_on)}. "
            "Kiểm tra lại ngày hiệu lực."
        )
    return decision


def history_of(household: Household) -> list[RecognisedPeriod]:
    """The counting periods of a household with their decisions, locked for the transaction."""
    Household.objects.select_for_update().get(pk=household.pk)
    periods = StatusPeriod.objects.counting().filter(household=household).select_related("decision").prefetch_related("renewals__decision")
    return [as_recognised(period) for period in periods.order_by("from_on")]


def as_recognised(period: StatusPeriod) -> RecognisedPeriod:
    """A period row with its decisions, as the rules see it. The renewals must be prefetched for many rows."""
    decisions = {(renewal.decision.number, renewal.decision.signed_on) for renewal in period.renewals.all()}
    if period.decision is not None:
        decisions.add((period.decision.number, period.decision.signed_on))
    return RecognisedPeriod(as_fact(period), frozenset(decisions))


def as_fact(period: StatusPeriod) -> PeriodFact:
    """A period row as the rules see it."""
    return PeriodFact(HouseholdClass(period.household_class), period.from_on, period.to_on, Opening(period.opened_as), period.pk)


@transaction.atomic
def status_decide(
    household: Household,
    new_class: HouseholdClass,
    decision: DecisionData,
    *,
    by: User,
    opened_as: Opening | None = None,
    opening_reason: str = "",
) -> Step:
    """Apply a decision to a household. Another opening than the suggested one needs a reason."""
    row = decision_get_or_add(household.ward, decision)
    plan = plan_transition(history_of(household), new_class, (row.number, row.signed_on), row.effective_on)
    chosen = opened_as or plan.opened_as
    if chosen != plan.opened_as and not opening_reason.strip():
        raise DomainError("Diễn biến chọn khác với gợi ý của hệ thống. Ghi rõ lý do.")
    _write(household, new_class, row, plan, chosen, opening_reason, by)
    if plan.step is not Step.NOTHING:
        record(
            Action.STATUS_DECIDED,
            by=by,
            ward_id=household.ward_id,
            target=household,
            target_label=household.code,
            household_code=household.code,
            phan_loai=new_class.label,
            quyet_dinh=row.number,
            hieu_luc=format_dmy(row.effective_on),
            viec=plan.step.label,
        )
    return plan.step


def _write(
    household: Household,
    new_class: HouseholdClass,
    decision: Decision,
    plan: Transition,
    opened_as: Opening | None,
    reason: str,
    by: User | None,
) -> None:
    standard = standard_for_decision(decision.effective_on).code
    if plan.step is Step.RENEW and plan.closes is not None:
        StatusRenewal.objects.create(
            period_id=plan.closes.pk, decision=decision, effective_on=decision.effective_on, standard_code=standard
        )
    if plan.step is Step.CHANGE and plan.closes is not None:
        StatusPeriod.objects.filter(pk=plan.closes.pk).update(to_on=plan.closes_on, ended_recorded_at=timezone.now())
    if plan.step in (Step.OPEN, Step.CHANGE):
        StatusPeriod.objects.create(
            household=household,
            ward_id=household.ward_id,
            household_class=new_class,
            from_on=decision.effective_on,
            decision=decision,
            standard_code=standard,
            opened_as=opened_as or Opening.RECORDED,
            opening_reason=reason.strip(),
            recorded_by=by,
        )


@transaction.atomic
def household_leave(household: Household, *, on: date, departure: Departure, by: User) -> None:
    """End the running status because the household left: the last day on the list is the day before ``on``."""
    current = next((item.fact for item in history_of(household) if item.fact.to_on is None), None)
    if current is None:
        raise DomainError("Hộ không có phân loại nào đang áp dụng nên không thể ghi rời danh sách.")
    if on <= current.from_on:
        raise DomainError(f"Ngày rời danh sách phải sau ngày {format_dmy(current.from_on)}, ngày phân loại hiện tại có hiệu lực.")
    StatusPeriod.objects.filter(pk=current.pk).update(to_on=day_before(on), departure=departure, ended_recorded_at=timezone.now())
    record(
        Action.STATUS_DECIDED,
        by=by,
        ward_id=household.ward_id,
        target=household,
        target_label=household.code,
        household_code=household.code,
        roi_danh_sach=departure.label,
        tu_ngay=format_dmy(on),
    )


@transaction.atomic
def period_correct(
    period: StatusPeriod, *, household_class: HouseholdClass, from_on: date, to_on: date | None, opened_as: Opening, reason: str, by: User
) -> StatusPeriod:
    """Void a period with its reason and put a corrected one in its place; the old one stays readable."""
    if not reason.strip():
        raise DomainError("Ghi rõ lý do đính chính.")
    Household.objects.select_for_update().get(pk=period.household_id)
    now = timezone.now()
    changed = StatusPeriod.objects.filter(pk=period.pk, voided_at__isnull=True).update(
        voided_at=now, voided_by=by, void_reason=reason.strip()
    )
    if not changed:
        raise DomainError("Phân loại này đã được người khác đính chính. Tải lại trang để xem.")
    clash = StatusPeriod.objects.counting().filter(household=period.household_id).overlapping(from_on, to_on or date.max).first()
    if clash is not None:
        raise DomainError(
            f"Khoảng thời gian mới trùng với phân loại {HouseholdClass(clash.household_class).label.lower()} "
            f"từ ngày {format_dmy(clash.from_on)}."
        )
    new = StatusPeriod.objects.create(
        household=period.household,
        ward_id=period.ward_id,
        household_class=household_class,
        from_on=from_on,
        to_on=to_on,
        decision=period.decision,
        standard_code=period.standard_code,
        opened_as=opened_as,
        opening_reason=reason.strip(),
        departure=period.departure if to_on else "",
        recorded_by=by,
        ended_recorded_at=now if to_on else None,
    )
    StatusRenewal.objects.filter(period=period).update(period=new)
    record(
        Action.STATUS_CORRECTED,
        by=by,
        ward_id=period.household.ward_id,
        target=period.household,
        target_label=period.household.code,
        household_code=period.household.code,
        truoc=f"{HouseholdClass(period.household_class).label}, {format_dmy(period.from_on)}–{format_dmy(period.to_on)}",
        sau=f"{household_class.label}, {format_dmy(from_on)}–{format_dmy(to_on)}",
        ly_do=reason.strip(),
    )
    return new
