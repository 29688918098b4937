"""The plan as the official document: to read, as PDF, as a Word file."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.documents import official_docx, official_pdf
from camphucnam.documents.official import recipient_lines
from camphucnam.documents.pdf import unavailable
from camphucnam.documents.responses import download
from programs.models import Plan
from programs.selectors.papers import paper_of
from programs.views.plan import asked_plan

DRAWN_BY = {"pdf": official_pdf.render, "docx": official_docx.render}


def plan_or_404(request: OfficeRequest, pk: int) -> Plan:
    """A version of a plan that the person may read."""
    return get_object_or_404(Plan.objects.visible_to(request.user).in_ward(request.ward.pk).select_related("ward", "based_on"), pk=pk)


@needs(Permission.VIEW_PLAN)
@require_safe
def standing_paper(request: OfficeRequest) -> HttpResponse:
    """The document of the plan that counts for ``?nam=``."""
    plan = asked_plan(request)
    return redirect("programs:paper", plan.pk) if plan else render(request, "programs/no_plan.html")


@needs(Permission.VIEW_PLAN)
@require_safe
def paper(request: OfficeRequest, pk: int) -> HttpResponse:
    """The document on the screen, as it is printed."""
    plan = plan_or_404(request, pk)
    document = paper_of(plan)
    context = {
        "plan": plan,
        "document": document,
        "recipients": recipient_lines(document.recipients),
        "pdf_fault": unavailable(),
        "crumbs": [(f"Kế hoạch năm {plan.year}", f"{reverse('programs:plan')}?nam={plan.year}")],
    }
    return render(request, "programs/paper.html", context)


@needs(Permission.VIEW_PLAN)
@require_safe
def paper_pdf(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """The document as PDF."""
    return _file(request, pk, "pdf")


@needs(Permission.VIEW_PLAN)
@require_safe
def paper_docx(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """The document as a Word file."""
    return _file(request, pk, "docx")


def _file(request: OfficeRequest, pk: int, ending: str) -> HttpResponseBase:
    plan = plan_or_404(request, pk)
    content = DRAWN_BY[ending](paper_of(plan))
    record(Action.LIST_EXPORTED, by=request.user, ward_id=request.ward.pk, target=plan, tep=ending)
    return download(content, f"ke-hoach-{plan.year}-lan-{plan.version_number}.{ending}")
