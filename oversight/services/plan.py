"""The yearly plan of inspection and supervision."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from camphucnam.accounts.models import User
from camphucnam.kernel.errors import DomainError, IllegalTransition
from camphucnam.kernel.text import clean, fold
from households.models import ResidentialGroup
from oversight.models import PlanItem
from programs.models import Policy, SubProject
from programs.policies import check_can_work
from registers.services.keeping import change, keep


@dataclass(frozen=True, slots=True)
class About:
    """What an item of the plan looks at."""

    subprojects: tuple[SubProject, ...] = ()
    policies: tuple[Policy, ...] = ()
    groups: tuple[ResidentialGroup, ...] = ()


def _check(item: PlanItem, about: About) -> None:
    wards: Iterable[int] = (
        item.agency.ward_id,
        *(row.project.programme.plan.ward_id for row in about.subprojects),
        *(row.plan.ward_id for row in about.policies),
        *(row.ward_id for row in about.groups),
    )
    if any(ward != item.ward_id for ward in wards):
        raise DomainError("Đơn vị, dự án, chính sách hoặc tổ dân phố không thuộc phường. Chọn lại trong danh sách.")
    if item.planned_from_on.year != item.planned_to_on.year:
        raise DomainError("Thời gian dự kiến phải nằm trong một năm.")


def _link(item: PlanItem, about: About) -> None:
    item.subprojects.set(about.subprojects)
    item.policies.set(about.policies)
    item.groups.set(about.groups)


@transaction.atomic
def plan_item_add(item: PlanItem, about: About, *, by: User) -> PlanItem:
    """A new line of the yearly plan; its period may lie ahead or behind."""
    _check(item, about)
    keep(item, by=by, noi_dung=item.subject, thoi_gian=item.when)
    _link(item, about)
    return item


def _check_open(item: PlanItem, what: str) -> None:
    if item.drop_reason:
        raise IllegalTransition(f"Nội dung này đã ghi không thực hiện nên không {what} được.")
    if item.visits.counting().exists():
        raise IllegalTransition(f"Nội dung này đã có cuộc kiểm tra, giám sát nên không {what} được.")


@transaction.atomic
def plan_item_change(item: PlanItem, values: Mapping[str, object], about: About, *, version: int, by: User) -> PlanItem:
    """Another period, agency or content, until the first visit. Whoever changes must keep what it was and what it becomes."""
    _check_open(item, "sửa kế hoạch")
    check_can_work(by, item.ward_id, *item.codes)
    wanted = {**values, "search_text": fold(str(values.get("subject", item.subject)))}
    changed = change(item, wanted, version=version, by=by, noi_dung=values.get("subject", item.subject))
    _check(changed, about)
    check_can_work(by, changed.ward_id, *changed.codes)
    _link(changed, about)
    return changed


@transaction.atomic
def plan_item_drop(item: PlanItem, reason: str, *, version: int, by: User) -> PlanItem:
    """It is not going to be held; the reason stays."""
    _check_open(item, "ghi không thực hiện")
    reason = clean(reason)
    if not reason:
        raise DomainError("Ghi lý do không thực hiện.")
    return change(item, {"drop_reason": reason}, version=version, by=by, viec="Không thực hiện", ly_do=reason)
