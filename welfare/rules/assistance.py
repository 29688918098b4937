"""Monthly social assistance: where a case stands on a day, and what it comes to (NĐ 20/2021/NĐ-CP)."""

from datetime import date

from camphucnam.kernel.enums import LabelledEnum
from welfare.rules.rates import RateKind, RateTable, RateUnit, kinds_in, monthly_allowance, rate_kind

PENSION = "social_pension"


class AssistanceState(LabelledEnum):
    """Where a case stands."""

    WAITING = "waiting", "Đủ điều kiện, chưa hưởng"
    RECEIVING = "receiving", "Đang hưởng"
    ENDED = "ended", "Đã thôi hưởng"
    REFUSED = "refused", "Không được hưởng"


def state_on(from_on: date | None, to_on: date | None, refused_on: date | None, day: date) -> AssistanceState:
    """Where the case stands on ``day``; a decision whose first day is still to come waits."""
    if refused_on is not None and refused_on <= day:
        return AssistanceState.REFUSED
    if to_on is not None and to_on < day:
        return AssistanceState.ENDED
    return AssistanceState.RECEIVING if from_on is not None and from_on <= day else AssistanceState.WAITING


def assistance_kinds() -> list[RateKind]:
    """Groups that may be chosen: those with a coefficient, and the social pension."""
    return [*kinds_in(RateUnit.COEFFICIENT), rate_kind(PENSION)]


def monthly_benefit(table: RateTable, code: str, times: int, day: date) -> int | None:
    """Đồng a month on ``day``: standard × coefficient × ``times`` (children of a single parent), or the social pension.

    None where the rate of the day is not known.
    """
    amount = table.dong(code, day) if code == PENSION else monthly_allowance(table, code, day)
    return None if amount is None else amount * times


def benefit_history(table: RateTable, code: str, times: int, first: date, last: date) -> list[tuple[date, int | None]]:
    """(First day, đồng a month) for every change from ``first`` to ``last``."""
    found: list[tuple[date, int | None]] = []
    for day in table.changes(["social_standard", code], first, last):
        amount = monthly_benefit(table, code, times, day)
        if not found or found[-1][1] != amount:
            found.append((day, amount))
    return found
