"""Who may enter figures. ``check_…`` raises the sentence that the disabled button shows; ``can_…`` is made from it."""

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.errors import DomainError, NotAllowed
from indicators.models import Target
from indicators.rules.measures import MEASURES
from programs.models import Plan
from programs.querysets import own_agencies
from programs.rules.words import PlanState


def entered_parts(target: Target) -> tuple[bool, bool]:
    """Whether people enter the numerator, and whether they enter the denominator."""
    indicator = target.indicator
    return MEASURES[indicator.numerator].is_entered, bool(indicator.denominator) and MEASURES[indicator.denominator].is_entered


def check_can_record(user: User, target: Target) -> None:
    """Who edits the plan enters figures for every target that needs any; an agency for those it is named to report on."""
    if target.retired_on is not None or (target.plan and target.plan.state == PlanState.AMENDED):
        raise DomainError("Chỉ tiêu này không còn áp dụng nên không nhập thêm số liệu.")
    if target.plan and target.plan.state == PlanState.DRAFT:
        raise DomainError("Kế hoạch còn là dự thảo nên chưa nhập số liệu. Ban hành kế hoạch trước.")
    if not any(entered_parts(target)):
        raise DomainError("Chỉ tiêu này được tính từ danh sách hộ nên không nhập số liệu tay.")
    if user.may(Permission.EDIT_PLAN, target.ward_id):
        return
    own = own_agencies(user).filter(agency__ward=target.ward_id, agency__code=target.source_agency_code, agency__retired_on__isnull=True)
    if not target.source_agency_code or not own.exists():
        raise NotAllowed("Số liệu của chỉ tiêu này do đơn vị khác báo. Chỉ người của đơn vị đó hoặc cán bộ tổng hợp mới nhập được.")


def can_record(user: User, target: Target) -> bool:
    """Whether ``check_can_record`` lets the person through."""
    try:
        check_can_record(user, target)
    except DomainError:
        return False
    return True


def check_can_change(user: User, target: Target) -> None:
    """Who edits the plan changes the targets of a draft: an issued plan stands as it was signed."""
    if not user.may(Permission.EDIT_PLAN, target.ward_id):
        raise NotAllowed("Chỉ cán bộ được giao sửa kế hoạch mới sửa chỉ tiêu.")
    if target.plan is None or target.plan.state != PlanState.DRAFT:
        raise DomainError(f"Kế hoạch năm {target.year} không ở dạng dự thảo nên không sửa chỉ tiêu. Lập dự thảo thay thế kế hoạch rồi sửa.")


def check_can_add(user: User, plan: Plan) -> None:
    """As for changing: who edits the plan, in a draft."""
    if not user.may(Permission.EDIT_PLAN, plan.ward_id):
        raise NotAllowed("Chỉ cán bộ được giao sửa kế hoạch mới thêm chỉ tiêu.")
    if plan.state != PlanState.DRAFT:
        raise DomainError(f"Kế hoạch năm {plan.year} không ở dạng dự thảo nên không thêm chỉ tiêu. Lập dự thảo thay thế kế hoạch rồi thêm.")


def can_change(user: User, target: Target) -> bool:
    """Whether ``check_can_change`` lets the person through."""
    try:
        check_can_change(user, target)
    except DomainError:
        return False
    return True
