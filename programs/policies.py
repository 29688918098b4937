"""Who may do what with the plan. ``check_…`` raises the sentence that the disabled button shows; ``can_…`` is made from it."""

import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from django.db.models import Q, QuerySet

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.errors import DomainError, NotAllowed
from households.rules.needs import NeedKind
from programs.models import Agency, Assignment, AssignmentFile, Plan, Policy, SubProject
from programs.querysets import own_agencies
from programs.rules.answers import answers_of
from programs.rules.words import AssignmentState, PlanState

WORK = Path(__file__).resolve().parent / "data" / "work.toml"


def _check_standing(assignment: Assignment) -> None:
    if assignment.retired_on is not None:
        raise DomainError("Nhiệm vụ này không còn trong kế hoạch nên không ghi thêm được.")
    if assignment.plan.state == PlanState.AMENDED:
        raise DomainError("Lần này của kế hoạch đã được thay thế nên không ghi thêm được. Ghi ở lần đang có hiệu lực.")


def check_can_note(user: User, assignment: Assignment) -> None:
    """Members note the progress of their own agency; who edits the plan may note for every agency of the ward."""
    ward_id = assignment.plan.ward_id
    if assignment.plan.state == PlanState.DRAFT:
        raise DomainError("Kế hoạch còn là dự thảo nên chưa ghi tiến độ. Ban hành kế hoạch trước.")
    _check_standing(assignment)
    if not user.may(Permission.NOTE_PROGRESS, ward_id):
        raise NotAllowed("Bạn không có quyền ghi tiến độ nhiệm vụ. Đề nghị quản trị giao vai trò nếu đây là việc của bạn.")
    if user.may(Permission.EDIT_PLAN, ward_id):
        return
    if not own_agencies(user).filter(agency=assignment.agency_id).exists():
        raise NotAllowed("Nhiệm vụ này của đơn vị khác. Chỉ người của đơn vị được giao mới ghi tiến độ.")


def can_note(user: User, assignment: Assignment) -> bool:
    """Whether ``check_can_note`` lets the person through."""
    return allows(check_can_note, user, assignment)


def concerns(user: User, assignment: Assignment) -> bool:
    """Whether an agency of the person leads the assignment or works on it."""
    own = own_agencies(user)
    if own.filter(agency=assignment.agency_id).exists():
        return True
    return bool(assignment.partnerships.filter(retired_on__isnull=True, agency__in=own).exists())


def check_can_comment(user: User, assignment: Assignment) -> None:
    """Whoever edits the plan or sees the figures of the ward, and people of the agencies concerned."""
    _check_standing(assignment)
    ward_id = assignment.plan.ward_id
    if not (user.may(Permission.EDIT_PLAN, ward_id) or user.may(Permission.VIEW_FIGURES, ward_id) or concerns(user, assignment)):
        raise NotAllowed("Nhiệm vụ này của đơn vị khác nên bạn không ghi ý kiến được.")


def check_can_attach(user: User, assignment: Assignment) -> None:
    """Whoever edits the plan, and people of the agencies concerned."""
    _check_standing(assignment)
    if not (user.may(Permission.EDIT_PLAN, assignment.plan.ward_id) or concerns(user, assignment)):
        raise NotAllowed("Chỉ đơn vị chủ trì, đơn vị phối hợp và cán bộ LĐTBXH gửi minh chứng.")


def check_can_void_file(user: User, row: AssignmentFile) -> None:
    """Whoever sent the file, and who edits the plan; also a file sent under an earlier version."""
    if not _sent_or_edits(user, row):
        raise NotAllowed("Chỉ người đã gửi tệp hoặc cán bộ LĐTBXH hủy được tệp này.")
    check_can_attach(user, Assignment.objects.as_in_force(row.assignment) or row.assignment)


def _sent_or_edits(user: User, row: AssignmentFile) -> bool:
    return row.by_id == user.pk or user.may(Permission.EDIT_PLAN, row.assignment.plan.ward_id)


def voidable(user: User, rows: Iterable[AssignmentFile], standing: Assignment) -> list[tuple[AssignmentFile, bool]]:
    """Each file of an assignment with what ``check_can_void_file`` says; ``standing``: the assignment in the version in force."""
    attaches = allows(check_can_attach, user, standing)
    return [(row, attaches and _sent_or_edits(user, row)) for row in rows]


def check_can_arrange(user: User, assignment: Assignment) -> None:
    """Due days and partners are set by who edits the plan."""
    _check_standing(assignment)
    if not user.may(Permission.EDIT_PLAN, assignment.plan.ward_id):
        raise NotAllowed("Chỉ cán bộ LĐTBXH đặt hạn và đơn vị phối hợp.")


def check_can_nudge(user: User, assignment: Assignment) -> None:
    """Who edits the plan reminds, as long as the assignment is not done."""
    _check_standing(assignment)
    if not user.may(Permission.EDIT_PLAN, assignment.plan.ward_id):
        raise NotAllowed("Chỉ cán bộ LĐTBXH nhắc đơn vị.")
    if assignment.state == AssignmentState.DONE:
        raise DomainError("Nhiệm vụ này đã báo hoàn thành nên không cần nhắc.")


def check_can_edit_agencies(user: User, ward_id: int) -> None:
    """The directory of agencies is kept by who edits the plan."""
    if not user.may(Permission.EDIT_PLAN, ward_id):
        raise NotAllowed("Chỉ cán bộ LĐTBXH sửa danh sách đơn vị.")


def allows(check: Callable[..., None], user: User, row: object) -> bool:
    """Whether one of the checks above lets the person through."""
    try:
        check(user, row)
    except DomainError:
        return False
    return True


@cache
def other_work() -> dict[str, list[str]]:
    """Name of work → codes of the agencies that do it beyond what they lead and own (data/work.toml)."""
    return dict(tomllib.loads(WORK.read_text(encoding="utf-8"))["agencies"])


def check_can_work(user: User, ward_id: int, *codes: str) -> None:
    """Who may keep a register: who edits the plan, and members of an agency that leads one of the (sub-)projects, owns one
    of the policies, or does work of this name. ``codes``: local codes of the plan ("DA2", "CS3") or names in data/work.toml. Only the
    plan by which the ward works today tells who leads and owns (``PlanQuerySet.at_work``), whatever year a row is of."""
    if user.may(Permission.EDIT_PLAN, ward_id):
        return
    if not user.may(Permission.NOTE_PROGRESS, ward_id) or not _own(user).filter(_works_on(codes), ward=ward_id).exists():
        raise NotAllowed("Sổ này do đơn vị khác ghi. Đề nghị cán bộ LĐTBXH nếu đây là việc của đơn vị bạn.")


def can_work(user: User, ward_id: int, *codes: str) -> bool:
    """Whether ``check_can_work`` lets the person through."""
    try:
        check_can_work(user, ward_id, *codes)
    except DomainError:
        return False
    return True


def can_read(user: User, ward_id: int, *codes: str) -> bool:
    """Whether the person may read names in a register: who reads the ward's list of households, and who keeps the register."""
    return user.may(Permission.VIEW_REGISTER, ward_id) or can_work(user, ward_id, *codes)


def open_codes(user: User, ward_id: int) -> frozenset[str] | None:
    """Codes of (sub-)projects, policies and works whose registers ``can_read`` opens to the person; None: every one of them."""
    if user.may(Permission.VIEW_REGISTER, ward_id) or user.may(Permission.EDIT_PLAN, ward_id):
        return None
    if not user.may(Permission.NOTE_PROGRESS, ward_id):
        return frozenset()
    return own_codes(user).get(ward_id, frozenset())


def own_codes(user: User) -> dict[int, frozenset[str]]:
    """Ward → codes of what the person's agencies lead, own or do there today: what ``check_can_work`` lets through. Scopes of registers
    that tell by code whose a row is ask this. At most three queries."""
    agencies = {pk: (ward, code) for pk, ward, code in _own(user).values_list("pk", "ward", "code")}
    found: dict[int, set[str]] = {ward: set() for ward, _ in agencies.values()}
    for ward, agency in agencies.values():
        found[ward].update(work for work, codes in other_work().items() if agency in codes)
    held = [
        *_led().filter(lead__in=agencies).values_list("lead", "code"),
        *_owned().filter(owners__in=agencies).values_list("owners", "code"),
    ]
    for pk, code in held:
        found[agencies[pk][0]].add(code)
    return {ward: frozenset(codes) for ward, codes in found.items()}


def need_kinds(user: User, ward_id: int) -> frozenset[NeedKind]:
    """Kinds of needs that the person's agency answers: it leads or owns what the plan has for them (data/answers.toml)."""
    found = answers_of(is_need=True)
    if not user.may(Permission.NOTE_PROGRESS, ward_id):
        return frozenset()
    return frozenset(NeedKind(kind) for kind, answers in found.items() if can_work(user, ward_id, *(item.code for item in answers)))


def _own(user: User) -> QuerySet[Agency]:
    return Agency.objects.current().filter(pk__in=own_agencies(user)).order_by()


def _led() -> QuerySet[SubProject]:
    """(Sub-)projects of the plans by which wards work today: no drafts, nothing of replaced versions or other years."""
    return SubProject.objects.current().filter(project__programme__plan__in=Plan.objects.at_work()).order_by()


def _owned() -> QuerySet[Policy]:
    return Policy.objects.current().filter(plan__in=Plan.objects.at_work()).order_by()


def _works_on(codes: tuple[str, ...]) -> Q:
    leads = Q(pk__in=_led().filter(code__in=codes).values("lead"))
    owns = Q(pk__in=_owned().filter(code__in=codes).values("owners"))
    others = {agency for code in codes for agency in other_work().get(code, ())}
    return leads | owns | Q(code__in=others)
