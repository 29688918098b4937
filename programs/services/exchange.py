"""Comments, evidence and reminders of an assignment."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.files.services import Upload, file_keep
from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.text import clean
from programs.models import Assignment, AssignmentComment, AssignmentFile, AssignmentNudge
from programs.policies import check_can_attach, check_can_comment, check_can_nudge, check_can_void_file

NUDGED_TODAY = "Nhiệm vụ này đã được nhắc hôm nay. Mỗi ngày chỉ nhắc một lần."


def _log(action: Action, assignment: Assignment, by: User, **details: str) -> None:
    label = f"{assignment.agency.name}: {assignment.title}"
    record(action, by=by, ward_id=assignment.plan.ward_id, target=assignment, target_label=label, **details)


@transaction.atomic
def comment_add(assignment: Assignment, text: str, *, by: User) -> AssignmentComment:
    """Say something about the assignment; it stays as it was said."""
    check_can_comment(by, assignment)
    text = text.strip()
    if not text:
        raise DomainError("Nhập ý kiến.")
    comment = AssignmentComment.objects.create(assignment=assignment, text=text, by=by, at=timezone.now())
    _log(Action.WORK_RECORDED, assignment, by, viec="Ý kiến")
    return comment


@transaction.atomic
def evidence_add(assignment: Assignment, title: str, upload: Upload, *, by: User) -> AssignmentFile:
    """Keep a file that shows what was done."""
    check_can_attach(by, assignment)
    title = clean(title)
    if not title:
        raise DomainError("Ghi tệp này nói về việc gì.")
    stored = file_keep(assignment.plan.ward, upload, by=by)
    row = AssignmentFile.objects.create(assignment=assignment, title=title, stored=stored, by=by, at=timezone.now())
    _log(Action.WORK_RECORDED, assignment, by, viec="Minh chứng", noi_dung=title)
    return row


@transaction.atomic
def evidence_void(row: AssignmentFile, reason: str, *, by: User) -> AssignmentFile:
    """The file no longer counts and can no longer be opened; who, when and why stays."""
    check_can_void_file(by, row)
    reason = clean(reason)
    if not reason:
        raise DomainError("Ghi lý do hủy.")
    locked: AssignmentFile = AssignmentFile.objects.select_for_update().get(pk=row.pk)
    if locked.voided_at is not None:
        raise DomainError("Tệp này đã bị hủy trước đó.")
    locked.voided_at, locked.voided_by, locked.void_reason = timezone.now(), by, reason
    locked.save(update_fields=["voided_at", "voided_by", "void_reason"])
    _log(Action.WORK_VOIDED, locked.assignment, by, viec="Minh chứng", noi_dung=locked.title, ly_do=reason)
    return locked


@transaction.atomic
def nudge_send(assignment: Assignment, text: str = "", *, by: User) -> AssignmentNudge:
    """Remind the lead agency: its first page says so until it notes progress. Refused a second time on the same day."""
    check_can_nudge(by, assignment)
    now = timezone.now()
    if AssignmentNudge.objects.about(assignment).filter(on=timezone.localdate(now)).exists():
        raise DomainError(NUDGED_TODAY)
    try:
        with transaction.atomic():
            nudge = AssignmentNudge.objects.create(assignment=assignment, on=timezone.localdate(now), text=clean(text), by=by, at=now)
    except IntegrityError:
        raise DomainError(NUDGED_TODAY) from None
    _log(Action.WORK_RECORDED, assignment, by, viec="Nhắc đơn vị")
    return nudge
