"""The plan of a year: which version stands, its tree in a fixed number of queries, and the document that the command prints."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from programs.models import Agency, Assignment, BeneficiaryRule, Plan, Policy, Project, SubProject
from programs.rules.versions import year_that_counts
from programs.rules.words import AssignmentKind, BasisRole, BeneficiaryClass, PlanState, RuleKind

STANDING_FIRST = (PlanState.ISSUED, PlanState.DRAFT, PlanState.AMENDED)


def standing_plan(plans: QuerySet[Plan], year: int | None = None) -> Plan | None:
    """The plan that counts for ``year``: the issued version, else the newest draft. Without a year the plan by which the ward works today
    (as ``PlanQuerySet.at_work``), drafts only where nothing is in force."""
    found = list(plans.filter(year=year) if year else plans)
    in_force = [plan for plan in found if plan.state != PlanState.DRAFT]
    counting = year_that_counts({plan.year for plan in in_force or found}, timezone.localdate().year)
    of_year = [plan for plan in found if plan.year == counting]
    return min(of_year, key=lambda plan: (STANDING_FIRST.index(PlanState(plan.state)), -plan.version_number), default=None)


def years_of(plans: QuerySet[Plan]) -> list[int]:
    """Years that have a plan, newest first."""
    return list(plans.order_by("-year").values_list("year", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class PlanYears:
    """Years whose plans are in force, newest first; the one that is shown; the one before it and how much of its work is overdue."""

    years: list[int]
    shown: int
    before: int | None = None
    n_overdue: int = 0


def plan_years(plan: Plan, n_overdue_in: Callable[[Plan], int]) -> PlanYears:
    """For a page of work of ``plan``; ``n_overdue_in`` counts what the page would show as overdue of the plan before."""
    in_force = Plan.objects.in_ward(plan.ward_id).filter(state=PlanState.ISSUED).order_by("-year")
    found: list[Plan] = list(in_force)
    before = next((one for one in found if one.year < plan.year), None)
    years = sorted({plan.year, *(one.year for one in found)}, reverse=True)
    return PlanYears(years, plan.year, before.year if before else None, n_overdue_in(before) if before else 0)


def classes_of(rules: Iterable[BeneficiaryRule]) -> list[str]:
    """Codes of the classes that may benefit, in the order of the plan, each once."""
    return list(dict.fromkeys(code for rule in rules if rule.kind == RuleKind.ELIGIBLE for code in rule.classes))


def class_labels(codes: Iterable[str]) -> str:
    """``hộ nghèo, hộ cận nghèo``."""
    return ", ".join(BeneficiaryClass(code).label for code in codes)


def with_parts(subprojects: QuerySet[SubProject]) -> QuerySet[SubProject]:
    """(Sub-)projects with lead, project, sections, contents and rules, in a fixed number of queries."""
    rules = BeneficiaryRule.objects.current()
    return (
        subprojects.select_related("lead", "project__programme__plan")
        .prefetch_related("sections", Prefetch("rules", rules), "contents__rule")
        .order_by("project__order", "order")
    )


def with_owners(policies: QuerySet[Policy]) -> QuerySet[Policy]:
    """Policies with their owners and rules."""
    return policies.prefetch_related("owners", Prefetch("rules", BeneficiaryRule.objects.current())).order_by("order")


@dataclass(slots=True)
class AgencyWork:
    """An agency with what the plan gives it."""

    agency: Agency
    assignments: list[Assignment]

    @property
    def printed(self) -> list[Assignment]:
        """Assignments in the plan's own words: section III and the reporting duty, without the leads of section II."""
        return [item for item in self.assignments if item.kind != AssignmentKind.LEAD]

    @property
    def leads(self) -> list[Assignment]:
        """The (sub-)projects that the agency leads."""
        return [item for item in self.assignments if item.kind == AssignmentKind.LEAD]


class PlanTree:
    """A plan with everything in it, read once each, whatever its size."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @cached_property
    def sections(self) -> dict[str, Any]:
        """Text sections by code ("I.2" …)."""
        return {section.code: section for section in self.plan.sections.filter(retired_on__isnull=True)}

    @cached_property
    def subprojects(self) -> list[SubProject]:
        """All (sub-)projects in the plan's order."""
        return [*with_parts(SubProject.objects.current().filter(project__programme__plan=self.plan))]

    @cached_property
    def projects(self) -> list[tuple[Project, list[SubProject]]]:
        """Projects with their (sub-)projects."""
        found: dict[int, tuple[Project, list[SubProject]]] = {}
        for subproject in self.subprojects:
            found.setdefault(subproject.project_id, (subproject.project, []))[1].append(subproject)
        return list(found.values())

    @cached_property
    def policies(self) -> list[Policy]:
        """The regular policies."""
        return [*with_owners(Policy.objects.current().filter(plan=self.plan))]

    @cached_property
    def agencies(self) -> list[AgencyWork]:
        """Every agency of the plan with its assignments."""
        work: dict[int, AgencyWork] = {}
        for item in Assignment.objects.current().filter(plan=self.plan).select_related("agency").order_by("agency__order", "order"):
            work.setdefault(item.agency_id, AgencyWork(item.agency, [])).assignments.append(item)
        return list(work.values())

    @cached_property
    def legal_bases(self) -> list[Any]:
        """Documents that the plan names."""
        return [*self.plan.legal_bases.filter(retired_on__isnull=True)]

    @property
    def opening_bases(self) -> list[Any]:
        """Documents that stand at the head of the plan."""
        return [basis for basis in self.legal_bases if basis.role == BasisRole.BASIS]

    @cached_property
    def recipients(self) -> list[Any]:
        """Nơi nhận."""
        return [*self.plan.recipients.filter(retired_on__isnull=True)]

    @cached_property
    def duties(self) -> list[Any]:
        """Reporting duties."""
        return [*self.plan.duties.filter(retired_on__isnull=True)]

    @cached_property
    def findings(self) -> list[Any]:
        """What is the matter with the plan."""
        return [*self.plan.findings.filter(retired_on__isnull=True)]


def plan_document(plan: Plan) -> dict[str, Any]:
    """What ``manage.py plan --json`` prints. A blank number is null."""
    tree = PlanTree(plan)
    return {
        "number": plan.printed_number if plan.number else None,
        "signed_on": plan.signed_on,
        "subprojects": [
            {
                "code": item.code,
                "national_code": item.national_code or None,
                "project": item.project.full_name,
                "name": item.name,
                "lead": item.lead.name if item.lead else None,
                "partners": item.partners,
                "classes": classes_of(item.rules.all()),
                "contents": [content.text for content in item.contents.all() if content.retired_on is None],
            }
            for item in tree.subprojects
        ],
        "policies": [
            {"code": item.code, "name": item.name, "owners": [owner.name for owner in item.owners.all()]} for item in tree.policies
        ],
        "agencies": [
            {"code": work.agency.code, "name": work.agency.name, "assignments": [item.title for item in work.printed]}
            for work in tree.agencies
        ],
        "legal_bases": [str(basis) for basis in tree.legal_bases],
        "recipients": [item.text for item in tree.recipients],
    }


def findings_about(plan: Plan, code: str) -> list[Any]:
    """Findings that concern a (sub-)project, policy or agency code."""
    return [item for item in PlanTree(plan).findings if code in item.about]
