"""States of a reporting period and of the report's draft, each with the table of allowed steps."""

from datetime import date

from camphucnam.kernel.enums import LabelledEnum
from camphucnam.kernel.errors import IllegalTransition


class PeriodState(LabelledEnum):
    """Where a duty stands."""

    UPCOMING = "upcoming", "Chưa đến kỳ"
    NOT_APPLICABLE = "not_applicable", "Không áp dụng"
    OPEN = "open", "Đang mở"
    LATE = "late", "Quá hạn"
    ISSUED = "issued", "Đã ban hành"


PERIOD_TRANSITIONS: dict[PeriodState, tuple[PeriodState, ...]] = {
    PeriodState.UPCOMING: (PeriodState.OPEN, PeriodState.LATE, PeriodState.NOT_APPLICABLE, PeriodState.ISSUED),
    PeriodState.NOT_APPLICABLE: (PeriodState.OPEN, PeriodState.ISSUED),
    PeriodState.OPEN: (PeriodState.LATE, PeriodState.ISSUED),
    PeriodState.LATE: (PeriodState.ISSUED,),
    PeriodState.ISSUED: (),
}


class DraftState(LabelledEnum):
    """Where the paper stands between the officer and the leader who signs."""

    DRAFT = "draft", "Đang soạn"
    WAITING = "waiting", "Chờ ký"
    RETURNED = "returned", "Trả lại để sửa"
    SIGNED = "signed", "Đã ký"
    ISSUED = "issued", "Đã ban hành"


DRAFT_TRANSITIONS: dict[DraftState, tuple[DraftState, ...]] = {
    DraftState.DRAFT: (DraftState.WAITING, DraftState.ISSUED),
    DraftState.WAITING: (DraftState.SIGNED, DraftState.RETURNED, DraftState.DRAFT),
    DraftState.RETURNED: (DraftState.WAITING, DraftState.ISSUED),
    DraftState.SIGNED: (DraftState.ISSUED, DraftState.DRAFT),
    DraftState.ISSUED: (DraftState.DRAFT,),
}
EDITABLE = frozenset({DraftState.DRAFT, DraftState.RETURNED})
"""States in which the officer may change texts and days."""


def period_state_on(state: PeriodState, last_day: date, today: date) -> PeriodState:
    """An open period is late from the day after its last day in time."""
    return PeriodState.LATE if state is PeriodState.OPEN and today > last_day else state


def check_draft_step(now: DraftState, then: DraftState) -> None:
    """IllegalTransition with the sentence that the person reads."""
    if then not in DRAFT_TRANSITIONS[now]:
        raise IllegalTransition(f"Báo cáo đang ở trạng thái “{now.label}” nên không thể chuyển sang “{then.label}”. Tải lại trang để xem.")
