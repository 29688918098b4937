"""The number of a plan that was issued before the clerk had given one."""

from django.db import transaction
from django.db.models import F

from camphucnam.accounts.models import User
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.errors import DomainError, EditConflict
from camphucnam.kernel.text import clean
from programs.models import Plan
from programs.rules.words import PlanState
from programs.services.copying import check_may_edit


@transaction.atomic
def plan_number_set(plan: Plan, number: str, *, version: int, by: User) -> Plan:
    """Fill in the blank number of an issued plan, once; EditConflict when somebody else wrote first."""
    check_may_edit(by, plan.ward_id)
    changed = Plan.objects.filter(pk=plan.pk, version=version).update(version=F("version") + 1)
    plan.refresh_from_db()
    if not changed:
        raise EditConflict("Kế hoạch này vừa được người khác thay đổi, nên số chưa được ghi. Xem lại rồi ghi nếu vẫn cần.")
    if plan.state != PlanState.ISSUED or plan.number:
        raise DomainError("Chỉ ghi số cho kế hoạch đã ban hành mà chưa có số.")
    plan.number = clean(number)
    if not plan.number:
        raise DomainError("Nhập số văn bản do văn thư cấp.")
    plan.save(update_fields=["number"])
    record(Action.PLAN_CHANGED, by=by, ward_id=plan.ward_id, target=plan, viec="Ghi số văn bản", so=plan.printed_number)
    return plan
