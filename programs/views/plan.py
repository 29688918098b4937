"""The plan as a readable tree, its parts, and what is the matter with it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.models import User
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from programs.models import Plan, Policy, SubProject
from programs.policies import can_read
from programs.rules.words import FindingKind, PlanState
from programs.selectors.eligibility import plan_for_day
from programs.selectors.ownership import gaps_of
from programs.selectors.plans import PlanTree, findings_about, standing_plan, with_owners, with_parts, years_of
from programs.selectors.rule_words import own_rule
from programs.views.parts import rule_lines
from programs.views.tables import policies_table, subprojects_table


def asked_plan(request: OfficeRequest) -> Plan | None:
    """The plan of ``?nam=``, else the one by which the ward works today."""
    return standing_plan(Plan.objects.visible_to(request.user).in_ward(request.ward.pk), asked_year(request))


def asked_year(request: OfficeRequest) -> int | None:
    """``?nam=`` where that is a year."""
    year = request.GET.get("nam", "")
    return int(year) if year.isascii() and year.isdigit() and len(year) == len("2023") else None


def tabs(plan: Plan, active: str, user: User) -> list[tuple[str, str, bool]]:
    """The pages of a plan; the board only for those who oversee it."""
    oversees = user.may(Permission.EDIT_PLAN, plan.ward_id) or user.may(Permission.VIEW_FIGURES, plan.ward_id)
    pages = [
        ("Kế hoạch", "programs:plan"),
        ("Dự án và chính sách", "programs:desks"),
        ("Ai được hưởng gì", "programs:matrix"),
        *([("Theo dõi nhiệm vụ", "programs:board")] if oversees else []),
        ("Đơn vị và nhiệm vụ", "programs:agencies"),
        ("Điểm cần lưu ý", "programs:findings"),
    ]
    return [(label, f"{reverse(name)}?nam={plan.year}", name == active) for label, name in pages]


@needs(Permission.VIEW_PLAN)
def plan_page(request: OfficeRequest) -> HttpResponse:
    """The whole plan, with who leads what."""
    plan = asked_plan(request)
    if plan is None:
        return render(request, "programs/no_plan.html")
    tree = PlanTree(plan)
    names = {work.agency.code: work.agency.name for work in tree.agencies}
    context = {
        "plan": plan,
        "tree": tree,
        "text": {code.replace(".", "_"): section for code, section in tree.sections.items()},
        "duties": [(duty, names.get(duty.via_agency_code, "")) for duty in tree.duties],
        "projects": subprojects_table(tree.subprojects),
        "policies": policies_table(tree.policies),
        "may_see_figures": request.user.may(Permission.VIEW_FIGURES, request.ward.pk),
        "state": PlanState(plan.state).label,
        "years": years_of(Plan.objects.visible_to(request.user).in_ward(request.ward.pk)),
        "tabs": tabs(plan, "programs:plan", request.user),
    }
    return render(request, "programs/plan.html", context)


@needs(Permission.VIEW_PLAN)
def subproject_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """One (sub-)project: objectives, who benefits, contents, who leads."""
    visible = SubProject.objects.visible_to(request.user).in_ward(request.ward.pk)
    subproject = get_object_or_404(with_parts(visible), pk=pk)
    plan = subproject.project.programme.plan
    context = {
        "subproject": subproject,
        "plan": plan,
        "contents": [(content, rule_lines(filter(None, [own_rule(content)]))) for content in subproject.contents.all()],
        "lists_open": can_read(request.user, request.ward.pk, subproject.code) and _rules_today(plan),
        "rules": rule_lines(subproject.rules.all()),
        "findings": findings_about(plan, subproject.code),
        "crumbs": [(f"Kế hoạch năm {plan.year}", f"{reverse('programs:plan')}?nam={plan.year}")],
    }
    return render(request, "programs/subproject.html", context)


def _rules_today(plan: Plan) -> bool:
    """Whether this version answers questions about today."""
    return plan.state == PlanState.ISSUED and plan_for_day(plan.ward_id, timezone.localdate()) == plan


@needs(Permission.VIEW_PLAN)
def policy_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """One regular policy: its text, who benefits, who owns it."""
    visible = Policy.objects.visible_to(request.user).in_ward(request.ward.pk).select_related("plan")
    policy = get_object_or_404(with_owners(visible), pk=pk)
    context = {
        "policy": policy,
        "rules": rule_lines(policy.rules.all()),
        "findings": findings_about(policy.plan, policy.code),
        "crumbs": [(f"Kế hoạch năm {policy.plan.year}", f"{reverse('programs:plan')}?nam={policy.plan.year}")],
    }
    return render(request, "programs/policy.html", context)


@needs(Permission.VIEW_PLAN)
def findings_page(request: OfficeRequest) -> HttpResponse:
    """Contradictions, gaps and ambiguities of the plan, and how the product treats them."""
    plan = asked_plan(request)
    if plan is None:
        return render(request, "programs/no_plan.html")
    findings = PlanTree(plan).findings
    kinds = [(kind.label, [item for item in findings if item.kind == kind]) for kind in FindingKind]
    context = {
        "plan": plan,
        "kinds": [(label, rows) for label, rows in kinds if rows],
        "n": len(findings),
        "gaps": gaps_of(plan),
        "tabs": tabs(plan, "programs:findings", request.user),
    }
    return render(request, "programs/findings.html", context)
