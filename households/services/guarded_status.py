"""Decisions, departures and corrections as the pages make them: the version guard first, then the verb itself."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from camphucnam.accounts.models import User
from camphucnam.kernel.errors import DomainError
from households.models import Household, StatusPeriod
from households.rules.classes import Departure, HouseholdClass, Opening
from households.rules.escape_window import EXITS, EscapeWindow, escape_window
from households.rules.history import PeriodFact
from households.rules.transitions import Step, Transition, plan_transition
from households.services.guarding import take_version
from households.services.status import DecisionData, history_of, household_leave, period_correct, status_decide


@dataclass(frozen=True, slots=True)
class DecisionPreview:
    """What a decision would do: the step, the class it ends, the movement it suggests and the window it opens."""

    transition: Transition
    before: PeriodFact | None
    effective_on: date
    opened_as: Opening | None
    window: EscapeWindow | None


@transaction.atomic
def decision_preview(
    household: Household, new_class: HouseholdClass, data: DecisionData, opened_as: Opening | None = None
) -> DecisionPreview:
    """Work out what ``data`` would do, without writing; DomainError as the verb itself would raise it."""
    effective_on = data.effective_on or data.signed_on
    plan = plan_transition(history_of(household), new_class, (data.number, data.signed_on), effective_on)
    chosen = opened_as or plan.opened_as
    window = escape_window(effective_on, kind=EXITS[chosen]) if chosen in EXITS else None
    return DecisionPreview(plan, plan.closes, effective_on, chosen, window)


@transaction.atomic
def decision_record(
    household: Household,
    new_class: HouseholdClass,
    data: DecisionData,
    *,
    opened_as: Opening | None,
    opening_reason: str,
    version: int,
    by: User,
) -> Step:
    """Apply a decision to the household that the form was opened on."""
    take_version(household, version)
    return status_decide(household, new_class, data, by=by, opened_as=opened_as, opening_reason=opening_reason)


@transaction.atomic
def departure_record(household: Household, *, on: date, departure: Departure, version: int, by: User) -> None:
    """The household leaves the register from ``on`` on."""
    take_version(household, version)
    household_leave(household, on=on, departure=departure, by=by)


@transaction.atomic
def correction_record(
    period: StatusPeriod,
    *,
    household_class: HouseholdClass,
    from_on: date,
    to_on: date | None,
    opened_as: Opening,
    reason: str,
    version: int,
    by: User,
) -> StatusPeriod:
    """Void a period and put a corrected one in its place."""
    take_version(period.household, version)
    if to_on is not None and to_on < from_on:
        raise DomainError("Ngày kết thúc phải từ ngày bắt đầu trở đi.")
    return period_correct(period, household_class=household_class, from_on=from_on, to_on=to_on, opened_as=opened_as, reason=reason, by=by)
