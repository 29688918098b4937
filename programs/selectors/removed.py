"""Lines that were removed from a draft and can stand in it again."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from programs.models import Assignment, BeneficiaryRule, Plan
from programs.rules.words import AssignmentKind, RuleKind
from programs.selectors.lines import KINDS, LineKind
from programs.selectors.plans import class_labels

# What a line hangs on: with it gone, the line comes back with it and not alone.
PARENTS = {
    "tieu-du-an": ("project",),
    "phan": ("subproject",),
    "noi-dung": ("subproject",),
    "quy-tac": ("subproject", "policy", "content"),
    "nhiem-vu": ("subproject",),
}
NAMED_WITH = {"nhiem-vu": ("agency",), "quy-tac": ("content__subproject",)}


@dataclass(frozen=True, slots=True)
class RemovedLine:
    """A removed line: what kind, which, how it read."""

    kind: LineKind
    pk: int
    title: str

    @property
    def label(self) -> str:
        """The word of its kind, with a capital first letter."""
        return self.kind.label[:1].upper() + self.kind.label[1:]


def removed(plan: Plan, kind: LineKind) -> QuerySet[Any]:
    """Removed lines of a kind whose parent stands. A copy holds standing lines only, so all of them were removed from this draft;
    leads follow their (sub-)project and are no lines of their own."""
    parents = PARENTS.get(kind.slug, ())
    gone = {kind.plan_path: plan, "retired_on__isnull": False, **{f"{name}__retired_on__isnull": True for name in parents}}
    rows: QuerySet[Any] = kind.model.objects.filter(**gone).select_related(*parents, *NAMED_WITH.get(kind.slug, ()))
    return rows.exclude(kind=AssignmentKind.LEAD) if kind.model is Assignment else rows


def removed_lines(plan: Plan) -> list[RemovedLine]:
    """All of them, kind by kind. One query a kind."""
    return [RemovedLine(kind, row.pk, _title(row)) for kind in KINDS.values() for row in removed(plan, kind)]


def _title(row: Any) -> str:
    if isinstance(row, BeneficiaryRule):
        return f"{_owner(row)}. {RuleKind(row.kind).label}: {class_labels(row.classes) or row.text}"
    if isinstance(row, Assignment):
        return f"{row.agency.name}: {row.title}"
    subproject = getattr(row, "subproject", None)
    return f"{subproject.code}. {row}" if subproject is not None else str(row)


def _owner(rule: BeneficiaryRule) -> str:
    if rule.content is not None:
        return f"{rule.content.subproject.code}, nội dung {rule.content.order}"
    subject = rule.subproject or rule.policy
    return subject.code if subject else rule.code
