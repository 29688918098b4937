"""Edit the lines of a draft: add, change, remove. Everything is written to the log; issued plans are refused."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.errors import DomainError, EditConflict
from programs.models import (
    Assignment,
    BeneficiaryRule,
    LegalBasis,
    Plan,
    PlanSection,
    Policy,
    Project,
    ReportingDuty,
    SubProject,
    SupportContent,
)
from programs.rules.plan_texts import merge_paragraphs
from programs.rules.words import AssignmentKind, PlanState
from programs.selectors.lines import KINDS, LineKind, free_code, next_order, next_paragraph, siblings_of, stamp_of
from programs.selectors.removed import removed
from programs.services.copying import check_may_edit

STALE = "vừa được người khác thay đổi, nên lần sửa của bạn chưa được lưu. Xem lại nội dung mới rồi sửa lại nếu vẫn cần."
Values = Mapping[str, Any]


def take_draft(plan: Plan, version: int | None = None) -> None:
    """Lock the draft; with ``version`` only if nobody changed it since. DomainError for plans that are issued."""
    rows = Plan.objects.filter(pk=plan.pk)
    changed = (rows if version is None else rows.filter(version=version)).update(version=F("version") + 1)
    plan.refresh_from_db()
    if not changed:
        raise EditConflict(f"Dự thảo này {STALE}")
    if plan.state != PlanState.DRAFT:
        raise DomainError("Kế hoạch đã ban hành nên không sửa được. Lập kế hoạch thay thế rồi sửa bản dự thảo.")


@transaction.atomic
def head_change(plan: Plan, values: Values, *, version: int, by: User) -> Plan:
    """Title, opening, closing, place, issuing body and signature of a draft."""
    check_may_edit(by, plan.ward_id)
    take_draft(plan, version)
    for name, value in values.items():
        setattr(plan, name, value)
    plan.save(update_fields=list(values))
    _log(plan, by, "Sửa", "phần đầu, phần cuối văn bản", plan.title)
    return plan


@transaction.atomic
def line_add(plan: Plan, kind: LineKind, values: Values, *, by: User) -> Any:
    """A new line of a draft, last among its like unless ``values`` give its order."""
    check_may_edit(by, plan.ward_id)
    take_draft(plan)
    values = dict(values)
    owners = values.pop("owners", None)
    row = kind.model(**_started(plan, kind, values))
    order = values.get("order")
    _complete(row, kind, plan)
    _place(row, kind, order)
    _save(row)
    _after(row, owners)
    _log(plan, by, "Thêm", kind.label, str(row))
    return row


@transaction.atomic
def line_change(plan: Plan, kind: LineKind, pk: int, values: Values, *, stamp: int, by: User) -> Any:
    """New values of a line; EditConflict when it is no longer what ``stamp`` says."""
    check_may_edit(by, plan.ward_id)
    take_draft(plan)
    row = _standing(plan, kind, pk, stamp)
    values = dict(values)
    owners, order = values.pop("owners", None), values.pop("order", None)
    if "paragraphs" in values:
        values["paragraphs"] = merge_paragraphs(row.paragraphs, values["paragraphs"])
    for name, value in values.items():
        setattr(row, name, value)
    if order is not None and order != row.order:
        _place(row, kind, order)
    _save(row)
    _after(row, owners)
    _log(plan, by, "Sửa", kind.label, str(row))
    return row


@transaction.atomic
def line_retire(plan: Plan, kind: LineKind, pk: int, *, stamp: int, by: User) -> Any:
    """The line is no longer in the draft, and with it what hangs on it."""
    check_may_edit(by, plan.ward_id)
    take_draft(plan)
    row = _standing(plan, kind, pk, stamp)
    _retire(row)
    _log(plan, by, "Bỏ", kind.label, str(row))
    return row


@transaction.atomic
def line_restore(plan: Plan, kind: LineKind, pk: int, *, by: User) -> Any:
    """A line that was removed from the draft stands in it again, with what was removed on the same day and hangs on it."""
    check_may_edit(by, plan.ward_id)
    take_draft(plan)
    row = removed(plan, kind).filter(pk=pk).first()
    if row is None:
        raise EditConflict("Dòng này không còn trong danh sách đã bỏ: đã được khôi phục, hoặc thuộc về một dòng khác đã bị bỏ.")
    _restore(row)
    _log(plan, by, "Khôi phục", kind.label, str(row))
    return row


def _standing(plan: Plan, kind: LineKind, pk: int, stamp: int) -> Any:
    row = kind.rows(plan).filter(pk=pk).first()
    if row is None or stamp_of(row) != stamp:
        raise EditConflict(f"Dòng này {STALE}")
    return row


def _log(plan: Plan, by: User, what: str, where: str, line: str) -> None:
    record(Action.PLAN_CHANGED, by=by, ward_id=plan.ward_id, target=plan, viec=what, phan=where, noi_dung=line[:160])


def _started(plan: Plan, kind: LineKind, values: dict[str, Any]) -> dict[str, Any]:
    """What the form does not ask: the plan, the programme, paragraphs as stored."""
    started = {name: value for name, value in values.items() if name != "order"}
    if "paragraphs" in started:
        started["paragraphs"] = merge_paragraphs([], started["paragraphs"])
    if kind.plan_path == "plan":
        started["plan"] = plan
    if kind.slug == "du-an":
        started["programme"] = plan.programmes.filter(retired_on__isnull=True).first()
        if started["programme"] is None:
            raise DomainError("Dự thảo chưa có chương trình nên chưa thêm dự án được. Chép từ kế hoạch có chương trình.")
    return started


def _complete(row: Any, kind: LineKind, plan: Plan) -> None:
    """Codes that nobody types."""
    stems = {
        PlanSection: "MUC", LegalBasis: "VB", ReportingDuty: "BC",
        Assignment: f"{row.agency.code}." if isinstance(row, Assignment) else "",
        BeneficiaryRule: _rule_stem(row) if isinstance(row, BeneficiaryRule) else "",
    }  # fmt: skip
    stem = stems.get(type(row))
    if stem is not None:
        # A code names one line in every version of a year: what agencies wrote about an assignment is found by it.
        everyone = kind.model.objects.filter(plan__ward=plan.ward_id, plan__year=plan.year)
        row.code = free_code(lambda code: everyone.filter(code=code).exists(), stem)
    if isinstance(row, BeneficiaryRule) and row.content is not None and BeneficiaryRule.objects.filter(content=row.content).exists():
        raise DomainError("Nội dung này đã có quy tắc riêng. Sửa quy tắc đó, hoặc khôi phục nếu đã bỏ.")
    if isinstance(row, Assignment):
        row.kind = AssignmentKind.TASK
    if isinstance(row, SupportContent | Assignment) and row.paragraph is None:
        row.paragraph = next_paragraph(row, kind)


def _rule_stem(row: BeneficiaryRule) -> str:
    if row.content is not None:
        return f"{row.content.subproject.code}.C"
    subject = row.subproject or row.policy
    return f"{subject.code}.{'P' if row.kind == 'priority' else 'E'}" if subject else "QT"


def _place(row: Any, kind: LineKind, order: int | None) -> None:
    """Put the line at a place of its own; lines from there on move by one."""
    wanted = next_order(row, kind) if order is None else order
    if row.pk:  # out of the way of the lines that move
        row.order = next_order(row, kind)
        row.save(update_fields=["order"])
    others = siblings_of(row, kind).exclude(pk=row.pk)
    if others.filter(order=wanted).exists():
        for other in others.filter(order__gte=wanted).order_by("-order"):
            other.order += 1
            other.save(update_fields=["order"])
    row.order = wanted


def _save(row: Any) -> None:
    try:
        row.validate_constraints()
    except ValidationError as error:
        raise DomainError(" ".join(error.messages)) from None
    row.save()


def _after(row: Any, owners: Any) -> None:
    if owners is not None:
        row.owners.set(owners)
    if isinstance(row, SubProject):
        _sync_lead(row)


def _sync_lead(subproject: SubProject) -> None:
    """The agency that leads has it among its assignments."""
    plan = subproject.project.programme.plan
    rows = Assignment.objects.current().filter(plan=plan, subproject=subproject, kind=AssignmentKind.LEAD)
    rows.exclude(agency=subproject.lead).update(retired_on=timezone.localdate())
    if subproject.lead is None:
        return
    whole = "" if subproject.is_whole_project else f" ({subproject.project.printed.rstrip('.:')})"
    text = f"Chủ trì {subproject.full_name}{whole}"
    code = f"{subproject.lead.code}.{subproject.code}"
    fixed = {"agency": subproject.lead, "subproject": subproject, "kind": AssignmentKind.LEAD, "text": text, "retired_on": None}
    found = Assignment.objects.filter(plan=plan, code=code).first()
    if found is None:
        row = Assignment(plan=plan, code=code, paragraph=0, **fixed)
        row.order = next_order(row, KINDS["nhiem-vu"])
        row.save()
    else:
        Assignment.objects.filter(pk=found.pk).update(**fixed)


def _retire(row: Any) -> None:
    row.retired_on = timezone.localdate()
    row.save(update_fields=["retired_on"])
    for other in _hanging(row, None):
        _retire(other)


def _restore(row: Any) -> None:
    day, row.retired_on = row.retired_on, None
    if isinstance(row, Assignment) and row.agency.retired_on is not None:
        raise DomainError(f"{row.agency.name} không còn trong danh sách đơn vị. Thêm nhiệm vụ cho đơn vị khác.")
    if isinstance(row, SubProject) and row.lead is not None and row.lead.retired_on is not None:
        row.lead = None
    _save(row)
    for other in _hanging(row, day):
        if not isinstance(other, Assignment) or other.kind != AssignmentKind.LEAD:
            _restore(other)
    _after(row, None)


def _hanging(row: Any, day: date | None) -> list[Any]:
    """Lines that make no sense without ``row``: standing ones, or those removed on ``day``."""
    if isinstance(row, Project):
        return list(row.subprojects.filter(retired_on=day))
    if isinstance(row, SubProject):
        parts = [row.rules, row.assignments, row.contents, row.sections]
        return [item for part in parts for item in part.filter(retired_on=day)]
    if isinstance(row, Policy):
        return list(row.rules.filter(retired_on=day))
    if isinstance(row, SupportContent):
        return list(BeneficiaryRule.objects.filter(content=row, retired_on=day))
    return []
