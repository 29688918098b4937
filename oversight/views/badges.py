"""How states of oversight are drawn."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString

from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.numbers import format_int
from camphucnam.ui.badges import state_badge
from oversight.rules.following import is_overdue
from oversight.rules.words import FindingKind, ItemState, Judgement, RecommendationState, Verdict
from oversight.selectors.registers import state_of_item
from registers.views.pages import voided_badge

ITEMS = {ItemState.PLANNED: "waiting", ItemState.HELD: "done", ItemState.LATE: "late", ItemState.DROPPED: "stopped"}
RECOMMENDATIONS = {
    RecommendationState.OPEN: "waiting",
    RecommendationState.ANSWERED: "running",
    RecommendationState.ACCEPTED: "done",
    RecommendationState.RETURNED: "risk",
}
FINDINGS = {
    FindingKind.GOOD: "done",
    FindingKind.SHORTCOMING: "risk",
    FindingKind.WRONG_BENEFICIARY: "late",
    FindingKind.MONEY: "late",
}
JUDGEMENTS = {Judgement.REACHED: "done", Judgement.PARTLY: "running", Judgement.NOT_REACHED: "late", Judgement.NO_FIGURES: "draft"}


def item_badge(row: Any) -> SafeString:
    """Planned, held, late or dropped."""
    if row.is_voided:
        return voided_badge(row)
    state = state_of_item(row, timezone.localdate())
    return state_badge(ITEMS[state], state.label)


def recommendation_badge(row: Any) -> SafeString:
    """The state; overdue with the number of days."""
    if row.is_voided:
        return voided_badge(row)
    today: date = timezone.localdate()
    if is_overdue(row.state, row.due_on, today):
        return state_badge("late", f"Quá hạn {format_int((today - row.due_on).days)} ngày")
    return state_badge(RECOMMENDATIONS[row.state], row.state.label)


def finding_badge(row: Any) -> SafeString:
    """The kind of a finding."""
    return state_badge(FINDINGS[FindingKind(row.kind)], FindingKind.label_of(row.kind))


def judgement_badge(value: str) -> SafeString:
    """How far something was reached."""
    return state_badge(JUDGEMENTS[Judgement(value)], Judgement.label_of(value))


def verdict_badge(row: Any) -> SafeString:
    """What was said about an answer."""
    if not row.verdict:
        return state_badge("waiting", "Chờ kết luận")
    kind = "done" if row.verdict == Verdict.ACCEPTED else "risk"
    return state_badge(kind, f"{Verdict.label_of(row.verdict)} ngày {format_dmy(row.judged_on)}")
