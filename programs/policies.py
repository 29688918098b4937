"""Who may do what with the plan. ``check_…`` raises the sentence that the disabled button shows; ``can_…`` is made from it."""

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.errors import DomainError, NotAllowed
from programs.models import Assignment
from programs.querysets import own_agencies


def check_can_note(user: User, assignment: Assignment) -> None:
    """Members note the progress of their own agency; who edits the plan may note for every agency of the ward."""
    ward_id = assignment.plan.ward_id
    if assignment.retired_on is not None:
        raise DomainError("Nhiệm vụ này không còn trong kế hoạch nên không ghi thêm tiến độ.")
    if not user.may(Permission.NOTE_PROGRESS, ward_id):
        raise NotAllowed("Bạn không có quyền ghi tiến độ nhiệm vụ. Đề nghị quản trị giao vai trò nếu đây là việc của bạn.")
    if user.may(Permission.EDIT_PLAN, ward_id):
        return
    if not own_agencies(user).filter(agency=assignment.agency_id).exists():
        raise NotAllowed("Nhiệm vụ này của đơn vị khác. Chỉ người của đơn vị được giao mới ghi tiến độ.")


def can_note(user: User, assignment: Assignment) -> bool:
    """Whether ``check_can_note`` lets the person through."""
    try:
        check_can_note(user, assignment)
    except DomainError:
        return False
    return True
