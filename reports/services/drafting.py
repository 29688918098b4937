"""Write the draft: texts per section, the days of its figures, and its way to the leader who signs and back."""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.audit.actions import Action
from camphucnam.audit.models import AuditEvent
from camphucnam.audit.services import record
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError, EditConflict
from camphucnam.kernel.text import clean
from reports import policies
from reports.models import Narrative, ReportDraft, ReportingPeriod
from reports.rules.outline import load_outline
from reports.rules.states import DraftState, check_draft_step
from reports.services.building import Built
from reports.services.periods import check_days, is_preliminary
from reports.snapshot import Snapshot

CHANGED = "Báo cáo vừa được người khác sửa{by}. Việc bạn vừa làm chưa được ghi; xem bản mới rồi làm lại."
STEPS = (Action.REPORT_EDITED, Action.REPORT_SENT, Action.REPORT_ISSUED)


def conflict(period: ReportingPeriod) -> EditConflict:
    """The refusal for whoever comes second: who wrote before, what and when, as the log tells."""
    label = f"Báo cáo {period}"
    lines = AuditEvent.objects.filter(ward_id=period.ward_id, action__in=STEPS, target_label=label)
    last = lines.order_by("-at", "-id").first()
    if last is None:
        return EditConflict(CHANGED.format(by=""))
    at = timezone.localtime(last.at)
    deed = last.details.get("viec") or Action.label_of(last.action)
    return EditConflict(CHANGED.format(by=f": {last.actor_name}, lúc {at:%H:%M} ngày {format_dmy(at.date())} ({deed})"))


def check_version(draft: ReportDraft, version: int) -> None:
    """EditConflict when the draft is not the one that was shown."""
    if draft.version != version:
        raise conflict(draft.period)


def _locked(draft: ReportDraft, version: int | None = None) -> ReportDraft:
    """The row as it is now, held for this transaction; EditConflict when it is not the one that was shown."""
    fresh: ReportDraft = ReportDraft.objects.select_for_update().select_related("period__ward").get(pk=draft.pk)
    if version is not None:
        check_version(fresh, version)
    return fresh


def _record(action: Action, draft: ReportDraft, by: User, **details: str) -> None:
    record(action, by=by, ward_id=draft.period.ward_id, target=draft, target_label=f"Báo cáo {draft.period}", **details)


def _write(draft: ReportDraft, **values: object) -> ReportDraft:
    ReportDraft.objects.filter(pk=draft.pk).update(version=F("version") + 1, **values)
    draft.refresh_from_db()
    return draft


def tidy(text: str) -> str:
    """The officer's text: one line per paragraph, NFC, no control characters."""
    return "\n".join(line for line in (clean(line) for line in text.splitlines()) if line)


@transaction.atomic
def narrative_save(draft: ReportDraft, section_code: str, text: str, *, version: int, by: User) -> Narrative:
    """Write the text of one section. ``version`` is that of the text shown (0 for none yet); EditConflict when it moved on."""
    fresh = _locked(draft)
    policies.check_can_edit(by, fresh)
    section = load_outline().section(section_code)
    if section is None or not section.narrative:
        raise DomainError("Mục này không có phần lời văn.")
    Narrative.objects.get_or_create(draft=fresh, section=section_code, defaults={"version": 0})
    row: Narrative = Narrative.objects.select_for_update().get(draft=fresh, section=section_code)
    if row.version != version:
        raise conflict(fresh.period)
    new = tidy(text)
    if new == row.text and version:
        return row
    row.text, row.version, row.updated_by = new, version + 1, by
    row.save()
    _write(fresh)
    _record(Action.REPORT_EDITED, fresh, by, muc=section.title)
    return row


@transaction.atomic
def draft_set_days(draft: ReportDraft, *, from_on: date, cutoff_on: date, version: int, by: User, today: date) -> ReportDraft:
    """Set between which days the figures count."""
    fresh = _locked(draft, version)
    policies.check_can_edit(by, fresh)
    check_days(fresh.period.period, from_on, cutoff_on, today)
    provisional = is_preliminary(fresh.period.period, cutoff_on)
    _write(fresh, from_on=from_on, cutoff_on=cutoff_on, is_provisional=provisional)
    _record(Action.REPORT_EDITED, fresh, by, tu_ngay=format_dmy(from_on), den_ngay=format_dmy(cutoff_on))
    return fresh


@transaction.atomic
def draft_send(draft: ReportDraft, built: Built, *, version: int, by: User) -> ReportDraft:
    """Send for signature what was just built: exactly this is signed and issued."""
    fresh = _locked(draft, version)
    policies.check_can_send(by, fresh)
    _write(
        fresh,
        state=DraftState.WAITING,
        sent_snapshot=built.snapshot.text,
        sent_sha256=built.snapshot.sha256,
        sent_at=timezone.now(),
        sent_by=by,
        signed_at=None,
        signed_by=None,
        return_reason="",
    )
    _record(Action.REPORT_SENT, fresh, by, viec="Trình ký", ma=built.snapshot.sha256[:12])
    return fresh


@transaction.atomic
def draft_sign(draft: ReportDraft, *, version: int, by: User) -> ReportDraft:
    """Mark as signed what waits."""
    fresh = _locked(draft, version)
    policies.check_can_sign(by, fresh)
    _write(fresh, state=DraftState.SIGNED, signed_at=timezone.now(), signed_by=by)
    _record(Action.REPORT_SENT, fresh, by, viec="Ký duyệt", ma=fresh.sent_sha256[:12])
    return fresh


@transaction.atomic
def draft_return(draft: ReportDraft, *, reason: str, version: int, by: User) -> ReportDraft:
    """Give it back to the officer with a reason."""
    fresh = _locked(draft, version)
    policies.check_can_sign(by, fresh)
    if not clean(reason):
        raise DomainError("Ghi rõ lý do trả lại để người soạn biết cần sửa gì.")
    _write(fresh, state=DraftState.RETURNED, return_reason=clean(reason), sent_snapshot="", sent_sha256="")
    _record(Action.REPORT_SENT, fresh, by, viec="Trả lại", ly_do=clean(reason))
    return fresh


@transaction.atomic
def draft_withdraw(draft: ReportDraft, *, version: int, by: User) -> ReportDraft:
    """Take back what was sent or signed, to change it; it must be sent again."""
    fresh = _locked(draft, version)
    policies.check_can_withdraw(by, fresh)
    _write(fresh, state=DraftState.DRAFT, sent_snapshot="", sent_sha256="", sent_at=None, sent_by=None, signed_at=None, signed_by=None)
    _record(Action.REPORT_SENT, fresh, by, viec="Rút lại")
    return fresh


@transaction.atomic
def correction_begin(draft: ReportDraft, *, reason: str, version: int, by: User) -> ReportDraft:
    """Begin a report that will supersede the issued one, with its reason; the texts stay as they were."""
    fresh = _locked(draft, version)
    policies.check_can_correct(by, fresh)
    if not clean(reason):
        raise DomainError("Ghi rõ lý do lập bản thay thế; lý do được in trong lịch sử báo cáo.")
    check_draft_step(DraftState(fresh.state), DraftState.DRAFT)
    _write(fresh, state=DraftState.DRAFT, correction_reason=clean(reason))
    _record(Action.REPORT_EDITED, fresh, by, viec="Lập bản thay thế", ly_do=clean(reason))
    return fresh


def sent_snapshot(draft: ReportDraft) -> Snapshot | None:
    """What was sent for signature, if anything was."""
    return Snapshot(draft.sent_snapshot, draft.sent_sha256) if draft.sent_snapshot else None
