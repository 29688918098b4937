"""A new draft from a plan: for another year, or as the next version of the same year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import Max

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.documents.words import stacked
from camphucnam.kernel.dates import add_months
from camphucnam.kernel.errors import DomainError, IllegalTransition, NotAllowed
from camphucnam.kernel.text import clean
from programs import registry
from programs.models import (
    Assignment,
    AssignmentPartner,
    BeneficiaryRule,
    Finding,
    LegalBasis,
    Plan,
    PlanSection,
    Policy,
    Programme,
    Project,
    Recipient,
    ReportingDuty,
    SubProject,
    SubProjectSection,
    SupportContent,
)
from programs.rules.plan_texts import shift_paragraphs, shift_year
from programs.rules.programme_tree import ProgrammeTree
from programs.rules.words import PlanState

Row = TypeVar("Row", bound=models.Model)
FIRST_YEAR, LAST_YEAR = 2021, 2100


def check_may_edit(user: User, ward_id: int) -> None:
    """Only who edits the plan."""
    if not user.may(Permission.EDIT_PLAN, ward_id):
        raise NotAllowed("Chỉ cán bộ được giao sửa kế hoạch mới lập, sửa hoặc ban hành kế hoạch.")


@transaction.atomic
def plan_copy(source: Plan, year: int, *, by: User, tree: ProgrammeTree | None = None) -> Plan:
    """A draft for another year with every part of ``source``; ``tree``: the national programme whose codes it carries.

    "năm 2023" becomes the new year, except where a passage names a numbered document; names of the ward are those of the new
    year. What was remarked about the old text (findings) stays with it. DomainError when the year has a plan already.
    """
    check_may_edit(by, source.ward_id)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DomainError(f"Năm của kế hoạch phải từ {FIRST_YEAR} đến {LAST_YEAR}.")
    of_year = Plan.objects.filter(ward=source.ward_id, year=year)
    if of_year.filter(state=PlanState.DRAFT).exists():
        raise DomainError(f"Năm {year} đã có dự thảo. Mở dự thảo đó để sửa tiếp.")
    if of_year.exists():
        raise DomainError(f"Năm {year} đã có kế hoạch ban hành. Muốn sửa thì lập kế hoạch thay thế từ bản đó.")
    profile = source.ward.profile_on(date(year, 1, 1))
    head = {
        "title": shift_year(source.title, source.year, year),
        "intro": shift_year(source.intro, source.year, year),
        "closing": shift_year(source.closing, source.year, year),
        "issuing_lines": stacked(profile.authority_name).split("\n"),
        "signing_lines": profile.signing_lines or source.signing_lines,
        "place": profile.place_name,
    }
    target = _draft(source, year=year, version_number=1, amend_reason="", **head)
    _Copy(source, target, tree).everything()
    registry.carry_parts(source, target, by=by)
    record(Action.PLAN_CHANGED, by=by, ward_id=target.ward_id, target=target, viec="Lập dự thảo", tu=str(source))
    return target


@transaction.atomic
def plan_amend(source: Plan, reason: str, *, by: User) -> Plan:
    """The next version of an issued plan as a draft, with the reason; the issued one stays in force until the draft is issued."""
    check_may_edit(by, source.ward_id)
    reason = clean(reason)
    if not reason:
        raise DomainError("Ghi lý do thay thế kế hoạch.")
    if source.state != PlanState.ISSUED:
        raise IllegalTransition("Chỉ kế hoạch đang có hiệu lực mới có bản thay thế. Dự thảo thì sửa trực tiếp.")
    of_year = Plan.objects.filter(ward=source.ward_id, year=source.year)
    if of_year.filter(state=PlanState.DRAFT).exists():
        raise DomainError(f"Kế hoạch năm {source.year} đã có dự thảo thay thế. Mở dự thảo đó để sửa tiếp.")
    newest = of_year.aggregate(newest=Max("version_number"))["newest"]
    target = _draft(source, version_number=newest + 1, amend_reason=reason)
    copy = _Copy(source, target, None)
    copy.everything()
    copy.children(Finding)
    registry.carry_parts(source, target, by=by)
    record(Action.PLAN_CHANGED, by=by, ward_id=target.ward_id, target=target, viec="Lập dự thảo thay thế", ly_do=reason)
    return target


def _draft(source: Plan, **changes: Any) -> Plan:
    fixed = {"based_on_id": source.pk, "state": PlanState.DRAFT, "source_file": "", "number": "", "signed_on": None, "version": 1}
    plan = _twin(source, **fixed, **changes)
    plan.save()
    return plan


def _twin(row: Row, **changes: Any) -> Row:
    """The same values without the key."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    return type(row)(**{**values, **changes})


@dataclass
class _Copy:
    """Carries the standing parts of one plan into another."""

    source: Plan
    target: Plan
    tree: ProgrammeTree | None

    def everything(self) -> None:
        """Programme, projects, policies, rules, assignments, texts."""
        subprojects = self._projects()
        contents = self._parts(subprojects)
        policies = self._policies()
        self._rules(subprojects, contents, policies)
        tasks = Assignment.objects.current().filter(plan=self.source)
        made = self._rows(
            tasks, lambda row: {"plan_id": self.target.pk, "subproject_id": subprojects.get(row.subproject_id), **self._kept(row)}
        )
        partners = AssignmentPartner.objects.filter(assignment__in=made, retired_on__isnull=True)
        self._rows(partners, lambda row: {"assignment_id": made[row.assignment_id]})
        for model in (PlanSection, LegalBasis, Recipient, ReportingDuty):
            self.children(model)

    def children(self, model: type[Any]) -> None:
        """Rows that hang on the plan itself."""
        self._rows(model.objects.current().filter(plan=self.source), lambda row: {"plan_id": self.target.pk})

    def _kept(self, row: Assignment) -> dict[str, Any]:
        """How far a task has come belongs to the year, so the next version of the year begins there."""
        if self.source.year == self.target.year:
            return {"version": 1}
        due_on = add_months(row.due_on, 12 * (self.target.year - self.source.year)) if row.due_on else None
        return {"version": 1, "state": "not_started", "state_at": None, "due_on": due_on}

    def _rows(self, rows: Iterable[Any], changes: Any) -> dict[int, int]:
        """Copies all rows; old key → new key."""
        old = list(rows)
        made = [self._shifted(_twin(row, **changes(row))) for row in old]
        if made:
            type(made[0]).objects.bulk_create(made)
        return {before.pk: after.pk for before, after in zip(old, made, strict=True)}

    def _shifted(self, row: Any) -> Any:
        """Texts of another year, without lines of the founding text. Legal bases speak of their own year."""
        if hasattr(row, "line"):
            row.line = None
        if isinstance(row, LegalBasis):
            return row
        years = (self.source.year, self.target.year)
        for name in ("heading", "text"):
            if hasattr(row, name):
                setattr(row, name, shift_year(getattr(row, name), *years))
        if hasattr(row, "paragraphs"):
            row.paragraphs = shift_paragraphs(row.paragraphs, *years)
        return row

    def _projects(self) -> dict[int, int]:
        programmes = self._rows(
            Programme.objects.current().filter(plan=self.source), lambda row: {**self._programme(), "plan_id": self.target.pk}
        )
        rows = Project.objects.current().filter(programme__in=programmes)
        projects = self._rows(rows, lambda row: {"programme_id": programmes[row.programme_id], **self._national(row.code)})
        parts = SubProject.objects.current().filter(project__in=projects)
        return self._rows(parts, lambda row: {"project_id": projects[row.project_id], **self._national(row.code)})

    def _programme(self) -> dict[str, str]:
        if self.tree is None:
            return {}
        return {name: getattr(self.tree, name) for name in ("code", "name", "period", "legal_basis")}

    def _national(self, code: str) -> dict[str, str]:
        return {} if self.tree is None else {"national_code": self.tree.national_code_of(code)}

    def _parts(self, subprojects: dict[int, int]) -> dict[int, int]:
        def under(row: Any) -> dict[str, int]:
            return {"subproject_id": subprojects[row.subproject_id]}

        self._rows(SubProjectSection.objects.current().filter(subproject__in=subprojects), under)
        return self._rows(SupportContent.objects.current().filter(subproject__in=subprojects), under)

    def _policies(self) -> dict[int, int]:
        rows = Policy.objects.current().filter(plan=self.source)
        policies = self._rows(rows, lambda row: {"plan_id": self.target.pk})
        owner = Policy.owners.through
        links = owner.objects.filter(policy__in=policies)
        owner.objects.bulk_create([owner(policy_id=policies[link.policy_id], agency_id=link.agency_id) for link in links])
        return policies

    def _rules(self, subprojects: dict[int, int], contents: dict[int, int], policies: dict[int, int]) -> None:
        def subject(row: BeneficiaryRule) -> dict[str, Any]:
            return {
                "plan_id": self.target.pk,
                "subproject_id": subprojects.get(row.subproject_id or 0),
                "content_id": contents.get(row.content_id or 0),
                "policy_id": policies.get(row.policy_id or 0),
            }

        standing = [row for row in BeneficiaryRule.objects.current().filter(plan=self.source) if any(list(subject(row).values())[1:])]
        self._rows(standing, subject)
