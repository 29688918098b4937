"""Note the progress of an assignment."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError, EditConflict, IllegalTransition
from programs.models import Assignment, ProgressNote
from programs.policies import check_can_note
from programs.rules.words import ASSIGNMENT_TRANSITIONS, AssignmentState


@transaction.atomic
def progress_note_add(assignment: Assignment, text: str, state: AssignmentState, *, version: int, by: User) -> ProgressNote:
    """Append what the agency reports and take over its state.

    NotAllowed for people of other agencies; IllegalTransition for a state that cannot follow; EditConflict when
    somebody noted progress after the form was opened. The sentences name who and when.
    """
    check_can_note(by, assignment)
    text = text.strip()
    if not text:
        raise DomainError("Nhập nội dung đã làm được, hoặc khó khăn đang gặp.")
    now = timezone.now()
    changed = Assignment.objects.filter(pk=assignment.pk, version=version).update(version=F("version") + 1)
    if not changed:
        raise _conflict(assignment)
    assignment.refresh_from_db()
    before = AssignmentState(assignment.state)
    if state not in ASSIGNMENT_TRANSITIONS[before]:
        raise IllegalTransition(
            f"Nhiệm vụ đang ở tình trạng “{before.label}” nên không chuyển về “{state.label}” được. Chọn tình trạng khác."
        )
    assignment.state, assignment.state_at = state, now
    assignment.save(update_fields=["state", "state_at"])
    note = ProgressNote.objects.create(assignment=assignment, text=text, state=state, by=by, at=now)
    label = f"{assignment.agency.name}: {assignment.title}"
    record(Action.PROGRESS_NOTED, by=by, ward_id=assignment.plan.ward_id, target=assignment, target_label=label, tinh_trang=state.label)
    return note


def _conflict(assignment: Assignment) -> EditConflict:
    last = ProgressNote.objects.about(assignment).select_related("by").first()
    if last is None:
        return EditConflict("Nhiệm vụ này vừa được thay đổi nên lần ghi này chưa được lưu. Tải lại trang rồi ghi lại.")
    at = timezone.localtime(last.at)
    return EditConflict(
        f"{last.by.full_name} đã ghi tiến độ nhiệm vụ này lúc {at:%H:%M} ngày {format_dmy(at.date())}, sau khi bạn mở trang, "
        "nên lần ghi của bạn chưa được lưu. Xem ghi chép mới rồi ghi lại nếu vẫn cần."
    )
