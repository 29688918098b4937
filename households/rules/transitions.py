"""What a decision about a class does to a household's history: open, renew, change, nothing, or a refusal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from camphucnam.kernel.dates import day_before, format_dmy
from camphucnam.kernel.enums import LabelledEnum
from camphucnam.kernel.errors import DomainError
from households.rules.classes import HouseholdClass, Opening
from households.rules.history import PeriodFact, period_on, suggest_opening


class Step(LabelledEnum):
    """What has to be written."""

    OPEN = "open", "Mở phân loại mới"
    CHANGE = "change", "Đổi phân loại"
    RENEW = "renew", "Công nhận lại"
    NOTHING = "nothing", "Không thay đổi"


@dataclass(frozen=True, slots=True)
class RecognisedPeriod:
    """A status period with the decisions that opened or renewed it, as (number, day signed)."""

    fact: PeriodFact
    decisions: frozenset[tuple[str, date]]


@dataclass(frozen=True, slots=True)
class Transition:
    """The step, how the new period opens, which period closes and on which day (inside)."""

    step: Step
    opened_as: Opening | None = None
    closes: PeriodFact | None = None
    closes_on: date | None = None


def plan_transition(
    history: Sequence[RecognisedPeriod],
    new_class: HouseholdClass,
    decision: tuple[str, date],
    effective_on: date,
    exit_as: Opening | None = None,
) -> Transition:
    """Decide what ``decision``, effective on ``effective_on``, does to the history.

    ``exit_as`` is the kind of exit to assume for a household that the register does not know. DomainError when the
    decision contradicts what is recorded or comes before something later.
    """
    facts = [item.fact for item in history]
    known = next((item for item in history if decision in item.decisions), None)
    if known is not None:
        if known.fact.household_class is not new_class:
            raise DomainError(
                f"Quyết định số {decision[0]} đã ghi hộ này là {known.fact.household_class.label.lower()}, "
                f"không phải {new_class.label.lower()}. "
                "Nếu lần ghi trước sai thì dùng chức năng đính chính."
            )
        return Transition(Step.NOTHING)
    later = [fact for fact in facts if fact.from_on > effective_on]
    if later:
        raise DomainError(
            f"Hộ đã có phân loại từ ngày {format_dmy(min(fact.from_on for fact in later))}, sau ngày hiệu lực {format_dmy(effective_on)}. "
            "Ghi các quyết định theo thứ tự thời gian; danh sách cũ hơn phải nhập trước."
        )
    current = period_on(facts, effective_on)
    if current is not None and current.household_class is new_class:
        return Transition(Step.RENEW, closes=current)
    if current is not None and current.from_on == effective_on:
        raise DomainError(
            f"Ngày {format_dmy(effective_on)} đã có quyết định khác ghi hộ này là {current.household_class.label.lower()}. "
            "Kiểm tra lại ngày hiệu lực hoặc dùng chức năng đính chính."
        )
    opened_as = suggest_opening(facts, new_class, effective_on)
    if opened_as is Opening.RECORDED and exit_as is not None:
        opened_as = exit_as
    if current is None:
        return Transition(Step.OPEN, opened_as)
    return Transition(Step.CHANGE, opened_as, current, day_before(effective_on))
