"""Badges, labels and small tables that several pages of reports share."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString

from camphucnam.kernel.numbers import format_int
from camphucnam.ui.badges import state_badge
from camphucnam.ui.tables import Column, Empty, Table
from reports.definitions.base import Check
from reports.rules.states import DraftState, PeriodState
from reports.selectors.periods import DutyLine

PERIOD_BADGES = {
    PeriodState.UPCOMING: "draft",
    PeriodState.NOT_APPLICABLE: "stopped",
    PeriodState.OPEN: "running",
    PeriodState.LATE: "late",
    PeriodState.ISSUED: "done",
}
DRAFT_BADGES = {
    DraftState.DRAFT: "draft",
    DraftState.WAITING: "waiting",
    DraftState.RETURNED: "risk",
    DraftState.SIGNED: "done",
    DraftState.ISSUED: "done",
}
LIVE = (PeriodState.OPEN, PeriodState.LATE)


def period_badge(state: PeriodState) -> SafeString:
    """State of a duty."""
    return state_badge(PERIOD_BADGES[state], state.label)


def draft_badge(state: str) -> SafeString:
    """State of a draft."""
    known = DraftState(state)
    return state_badge(DRAFT_BADGES[known], known.label)


def time_left(line: DutyLine, today: date) -> str:
    """``còn 3 ngày``, ``quá 2 ngày``; empty where nothing is to be done."""
    if line.state not in LIVE:
        return ""
    left = line.days_left(today)
    return f"còn {format_int(left)} ngày" if left > 0 else "hạn hôm nay" if left == 0 else f"quá {format_int(-left)} ngày"


def next_step(line: DutyLine) -> str:
    """What is to be done now, in words."""
    draft = getattr(line.row, "draft", None)
    if line.state is PeriodState.ISSUED:
        return "Xem, tải báo cáo"
    if line.row is None:
        return "" if line.state is PeriodState.NOT_APPLICABLE else "Mở kỳ báo cáo"
    return {"waiting": "Chờ lãnh đạo ký", "signed": "Ban hành", "returned": "Sửa theo ý kiến trả lại"}.get(
        draft.state if draft else "", "Soạn báo cáo"
    )


def duty_table(lines: Iterable[DutyLine], today: date, *, linked: bool, caption: str = "Các kỳ báo cáo") -> Table:
    """A row per duty: when it is due, where it stands, what comes next."""
    columns = [
        Column("Kỳ báo cáo", lambda line: line.period.label),
        Column("Nộp trước ngày", lambda line: line.days.before, "day"),
        Column("Ngày cuối đúng hạn", lambda line: line.days.last_day, "day", hide_on_phone=True),
        Column("Hạn nội bộ", lambda line: line.days.internal_due, "day"),
        Column("Tình trạng", lambda line: period_badge(line.state)),
        Column("Thời gian", lambda line: time_left(line, today)),
    ]
    if linked:
        columns.append(Column("Việc tiếp theo", next_step))
    url = (lambda line: reverse("reports:report", args=[line.period.code])) if linked else None
    return Table(columns, list(lines), caption, row_url=url, empty=Empty("Không có kỳ báo cáo nào."))


def split_checks(checks: Iterable[Check]) -> dict[str, list[Check]]:
    """Failing ones first, then what only warns, then what holds."""
    found = list(checks)
    return {
        "failing": [check for check in found if not check.ok and not check.informational],
        "remarks": [check for check in found if not check.ok and check.informational],
        "passing": [check for check in found if check.ok],
    }
