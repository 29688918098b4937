"""The lines of a plan that people edit, kind by kind."""

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Max, QuerySet

from programs.models import (
    Assignment,
    BeneficiaryRule,
    LegalBasis,
    Plan,
    PlanSection,
    Policy,
    Project,
    Recipient,
    ReportingDuty,
    SubProject,
    SubProjectSection,
    SupportContent,
)


@dataclass(frozen=True, slots=True)
class LineKind:
    """A kind of line: its name in addresses, its word, its model, how the model leads to the plan, among what it is counted."""

    slug: str
    label: str
    model: type[Any]
    plan_path: str
    siblings: str

    def rows(self, plan: Plan) -> QuerySet[Any]:
        """The standing lines of a plan."""
        rows: QuerySet[Any] = self.model.objects.filter(**{self.plan_path: plan, "retired_on__isnull": True})
        return rows


_KINDS = (
    LineKind("can-cu", "căn cứ", LegalBasis, "plan", "plan"),
    LineKind("muc", "mục", PlanSection, "plan", "plan"),
    LineKind("du-an", "dự án", Project, "programme__plan", "programme"),
    LineKind("tieu-du-an", "tiểu dự án", SubProject, "project__programme__plan", "project"),
    LineKind("phan", "phần của tiểu dự án", SubProjectSection, "subproject__project__programme__plan", "subproject"),
    LineKind("noi-dung", "nội dung hỗ trợ", SupportContent, "subproject__project__programme__plan", "subproject"),
    LineKind("chinh-sach", "chính sách", Policy, "plan", "plan"),
    LineKind("quy-tac", "quy tắc đối tượng", BeneficiaryRule, "plan", "plan"),
    LineKind("nhiem-vu", "nhiệm vụ", Assignment, "plan", "agency"),
    LineKind("bao-cao", "chế độ báo cáo", ReportingDuty, "plan", "plan"),
    LineKind("noi-nhan", "nơi nhận", Recipient, "plan", "plan"),
)
KINDS = {kind.slug: kind for kind in _KINDS}


def stamp_of(row: models.Model) -> int:
    """A number that changes with the values of a line: two people who edit one line are told apart by it."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name not in {"state", "state_at"}}
    if isinstance(row, Policy):
        values["owners"] = sorted(row.owners.values_list("pk", flat=True))
    return zlib.crc32(json.dumps(values, sort_keys=True, default=str).encode())


def siblings_of(row: Any, kind: LineKind) -> QuerySet[Any]:
    """Lines, standing or not, among which the order of ``row`` is counted."""
    path = f"{kind.siblings}_id"
    rows: QuerySet[Any] = kind.model.objects.filter(**{path: getattr(row, path)})
    return rows.filter(plan=row.plan_id) if isinstance(row, Assignment) else rows


def next_order(row: Any, kind: LineKind) -> int:
    """The place after the last line."""
    last: int | None = siblings_of(row, kind).aggregate(last=Max("order"))["last"]
    return (last or 0) + 1


def next_paragraph(row: Any, kind: LineKind) -> int:
    """The paragraph after the last one."""
    last: int | None = siblings_of(row, kind).aggregate(last=Max("paragraph"))["last"]
    return (last or 0) + 1


def free_code(taken: Callable[[str], bool], stem: str) -> str:
    """``stem`` with the first number that nobody has."""
    number = 1
    while taken(f"{stem}{number}"):
        number += 1
    return f"{stem}{number}"
