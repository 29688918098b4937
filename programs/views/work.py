"""The agencies' work: the own page, the board of the ward, one assignment with its notes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.errors import DomainError, EditConflict
from camphucnam.ui.idempotency import once
from programs.forms.progress import ProgressNoteForm
from programs.models import Agency, AgencyMembership, Assignment, Policy
from programs.policies import can_note
from programs.rules.words import AgencyKind, AssignmentState
from programs.selectors.work import boards, work_items
from programs.services.progress import progress_note_add
from programs.views.plan import asked_plan, tabs
from programs.views.tables import boards_table


@needs(Permission.NOTE_PROGRESS)
def my_work(request: OfficeRequest) -> HttpResponse:
    """What the plan gives to the agencies of the person: assignments, state, newest note."""
    plan = asked_plan(request)
    own = Assignment.objects.current().in_ward(request.ward.pk).of_own_agencies(request.user).filter(plan=plan)
    found = boards(own) if plan else []
    member = found or AgencyMembership.objects.visible_to(request.user).filter(user=request.user).exists()
    context = {"plan": plan, "boards": found, "member": member, "n": sum(len(board.items) for board in found)}
    return render(request, "programs/my_work.html", context)


@needs(Permission.VIEW_PLAN)
def agencies_page(request: OfficeRequest) -> HttpResponse:
    """Every agency with its tasks; progress only where the person may see it."""
    plan = asked_plan(request)
    if plan is None:
        return render(request, "programs/no_plan.html")
    everything = boards(Assignment.objects.current().in_ward(request.ward.pk).filter(plan=plan))
    seen = set(Assignment.objects.visible_to(request.user).in_ward(request.ward.pk).filter(plan=plan).values_list("agency", flat=True))
    unowned = Policy.objects.visible_to(request.user).current().filter(plan=plan, owners__isnull=True)
    context = {
        "plan": plan,
        "n": len(everything),
        "table": boards_table([(board, board.agency.pk in seen) for board in everything], plan.year),
        "unowned": unowned,
        "tabs": tabs(plan, "programs:agencies"),
    }
    return render(request, "programs/agencies.html", context)


@needs(Permission.VIEW_PLAN)
def agency_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """One agency: names, what it does and leads, its people."""
    agency = get_object_or_404(Agency.objects.visible_to(request.user).in_ward(request.ward.pk), pk=pk)
    plan = asked_plan(request)
    tasks = Assignment.objects.current().filter(plan=plan, agency=agency).select_related("agency", "subproject").order_by("order")
    visible = Assignment.objects.visible_to(request.user).filter(agency=agency).exists()
    people = AgencyMembership.objects.visible_to(request.user).covering(timezone.localdate()).filter(agency=agency)
    context = {
        "agency": agency,
        "plan": plan,
        "kind": AgencyKind(agency.kind).label,
        "aliases": agency.aliases.filter(retired_on__isnull=True),
        "items": work_items(tasks),
        "visible": visible,
        "people": people.select_related("user").order_by("-is_lead_contact", "from_on"),
        "policies": Policy.objects.current().filter(plan=plan, owners=agency),
        "crumbs": [("Đơn vị và nhiệm vụ", reverse("programs:agencies"))],
    }
    return render(request, "programs/agency.html", context)


@needs(Permission.NOTE_PROGRESS, Permission.VIEW_FIGURES)
@once
def assignment_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """One assignment with every note; members of the agency add one."""
    visible = Assignment.objects.visible_to(request.user).in_ward(request.ward.pk).select_related("agency", "plan", "subproject")
    assignment = get_object_or_404(visible, pk=pk)
    state = AssignmentState(assignment.state)
    form = ProgressNoteForm(request.POST or None, current=state, initial={"version": assignment.version})
    if request.method == "POST" and form.is_valid() and _note(request, assignment, form):
        return redirect("programs:assignment", assignment.pk)
    context = {
        "assignment": assignment,
        "item": work_items(Assignment.objects.filter(pk=assignment.pk))[0],
        "notes": assignment.notes.select_related("by"),
        "form": form if can_note(request.user, assignment) else None,
        "crumbs": _crumbs(request),
    }
    return render(request, "programs/assignment.html", context)


def _note(request: OfficeRequest, assignment: Assignment, form: ProgressNoteForm) -> bool:
    try:
        progress_note_add(assignment, **form.cleaned_data, by=request.user)
    except EditConflict as error:
        form.conflict(error, Assignment.objects.get(pk=assignment.pk).version)
    except DomainError as error:
        form.refuse(error)
    else:
        messages.success(request, "Đã ghi tiến độ.")
        return True
    return False


def _crumbs(request: OfficeRequest) -> list[tuple[str, str]]:
    if request.user.may(Permission.EDIT_PLAN, request.ward.pk) or not request.user.may(Permission.NOTE_PROGRESS, request.ward.pk):
        return [("Đơn vị và nhiệm vụ", reverse("programs:agencies"))]
    return [("Việc của chúng tôi", reverse("programs:my_work"))]
