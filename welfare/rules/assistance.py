"""Monthly social assistance: where a case stands on a day, and what it comes to (NĐ 20/2021/NĐ-CP)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from camphucnam.kernel.dates import day_after, format_dmy
from camphucnam.kernel.enums import LabelledEnum
from camphucnam.kernel.errors import DomainError
from households.rules.facts import FactKind
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


@dataclass(frozen=True, slots=True)
class CaseDays:
    """The days of a case."""

    eligible_on: date
    from_on: date | None
    to_on: date | None
    refused_on: date | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What one source says since ``on``; None where it does not say. ``is_decision``: it rests on a case, which wins on the same day."""

    on: date
    is_eligible: bool | None
    is_receiving: bool | None
    is_decision: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person stands on a day."""

    is_eligible: bool
    is_receiving: bool


def answer_of_cases(cases: Iterable[CaseDays], day: date) -> Answer:
    """What all cases of one person say on ``day``: a running one before a waiting one, both before the newest end or refusal."""
    said = [_answer_of_case(case, day) for case in cases]
    return max(said, key=lambda answer: (bool(answer.is_receiving), bool(answer.is_eligible), answer.on))


def _answer_of_case(case: CaseDays, day: date) -> Answer:
    state = state_on(case.from_on, case.to_on, case.refused_on, day)
    if state is AssistanceState.RECEIVING and case.from_on is not None:
        return Answer(case.from_on, True, True, True)
    if state is AssistanceState.WAITING:
        return Answer(case.eligible_on, True, None, True)
    over_since = case.refused_on if state is AssistanceState.REFUSED else case.to_on and day_after(case.to_on)
    return Answer(over_since or case.eligible_on, False, False, True)


def answer_of_fact(kind: FactKind, is_yes: bool, on: date) -> Answer:
    """What the register of households says: who receives is eligible, who is not eligible does not receive."""
    if kind is FactKind.SOCIAL_ALLOWANCE:
        return Answer(on, True if is_yes else None, is_yes)
    return Answer(on, is_yes, None if is_yes else False)


def standing(answers: Iterable[Answer]) -> Standing:
    """The newest answer that says something; of the same day that of a case, then the better one."""
    found = sorted(answers, key=lambda answer: (answer.on, answer.is_decision, bool(answer.is_eligible)))
    eligible = next((answer.is_eligible for answer in reversed(found) if answer.is_eligible is not None), False)
    receiving = next((answer.is_receiving for answer in reversed(found) if answer.is_receiving is not None), False)
    return Standing(bool(eligible), bool(receiving))


def check_age(name: str, youngest: int, oldest: int, code: str, day: date) -> None:
    """The age lies in the bounds that the words of the group state; DomainError with age and group. A birth known by its year alone gives
    two ages: the group is refused where neither fits."""
    kind = rate_kind(code)
    too_young = kind.from_age is not None and oldest < kind.from_age
    too_old = kind.under_age is not None and youngest >= kind.under_age
    if too_young or too_old:
        age = str(youngest) if youngest == oldest else f"{youngest} hoặc {oldest}"
        raise DomainError(
            f"{name} {age} tuổi vào ngày {format_dmy(day)}, không hợp đối tượng “{kind.name}”. Chọn đối tượng khác, hoặc kiểm tra lại "
            "ngày sinh, ngày đủ điều kiện."
        )


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
