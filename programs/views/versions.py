"""Versions of the plan, what differs between them, and the trees of the national programmes."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.ui.tables import Column, Empty, Table
from programs import registry
from programs.models import Plan
from programs.rules.programme_tree import ProgrammeTree, programme_trees
from programs.rules.words import PlanState
from programs.selectors.drafts import differences_between, versions_in
from programs.views.papers import plan_or_404

BADGES = {PlanState.DRAFT: "draft", PlanState.ISSUED: "done", PlanState.AMENDED: "stopped"}
TO_COMPARE = "cần đối chiếu"


@needs(Permission.VIEW_PLAN)
@require_safe
def versions(request: OfficeRequest) -> HttpResponse:
    """Every version of every year, newest first."""
    plans = list(Plan.objects.visible_to(request.user).in_ward(request.ward.pk).select_related("based_on"))
    may_edit = request.user.may(Permission.EDIT_PLAN, request.ward.pk)
    rows = [
        (year, [(plan, BADGES[PlanState(plan.state)], PlanState(plan.state).label) for plan in of_year])
        for year, of_year in versions_in(plans)
    ]
    newest = next((plan for plan in plans if plan.state != PlanState.DRAFT), None)
    context = {"years": rows, "may_edit": may_edit, "newest": newest, "next_year": timezone.localdate().year}
    return render(request, "programs/versions.html", context)


def _said(text: str, css: str) -> SafeString | str:
    return format_html('<span class="{}">{}</span>', css, text) if text else "–"


DIFFERENCES = [
    Column("Ở mục", "place"),
    Column("Thay đổi", "label"),
    Column("Bản trước", lambda item: _said(item.old, "said-before")),
    Column("Bản này", lambda item: _said(item.new, "said-now")),
]


@needs(Permission.VIEW_PLAN)
@require_safe
def differences(request: OfficeRequest, pk: int) -> HttpResponse:
    """What a version says differently from the one it was made from."""
    plan = plan_or_404(request, pk)
    if plan.based_on is None:
        raise Http404
    found = differences_between(plan.based_on, plan, registry.part_lines)
    table = Table(DIFFERENCES, found, caption="Các dòng khác nhau", empty=Empty("Hai bản giống nhau từng dòng."))
    crumbs = [("Các lần của kế hoạch", reverse("programs:versions"))]
    context = {"plan": plan, "old": plan.based_on, "n": len(found), "table": table, "crumbs": crumbs}
    return render(request, "programs/differences.html", context)


def _tree_table(tree: ProgrammeTree) -> Table:
    columns = [
        Column("Mã quốc gia", lambda node: node.national_code or "Chưa có"),
        Column("Mã của phường", lambda node: node.local_code or "–"),
        Column("Dự án, tiểu dự án", lambda node: format_html("{}" if node.is_subproject else "<strong>{}</strong>", node.name)),
        Column("Ghi chú", lambda node: "; ".join(filter(None, (node.note, "" if node.verified else TO_COMPARE)))),
    ]
    return Table(columns, tree.nodes, caption=tree.name)


@needs(Permission.VIEW_PLAN)
@require_safe
def trees(request: OfficeRequest) -> HttpResponse:
    """The national programmes with their codes beside the ward's own."""
    context = {
        "trees": [(tree, _tree_table(tree)) for tree in programme_trees()],
        "crumbs": [("Các lần của kế hoạch", reverse("programs:versions"))],
    }
    return render(request, "programs/trees.html", context)
