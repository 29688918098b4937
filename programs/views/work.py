"""The agencies' work: the own page, the board of the ward, one assignment with its notes."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.errors import DomainError, EditConflict
from camphucnam.ui.idempotency import once
from programs.forms.assignments import CommentForm
from programs.forms.progress import ProgressNoteForm
from programs.models import Agency, AgencyMembership, Assignment, AssignmentComment, AssignmentNudge, Policy, ProgressNote
from programs.policies import (
    allows,
    can_note,
    check_can_arrange,
    check_can_attach,
    check_can_comment,
    check_can_nudge,
    need_kinds,
    voidable,
)
from programs.rules.words import AgencyKind, AssignmentState, PlanState
from programs.selectors.people import people_by_agency
from programs.selectors.plans import plan_years
from programs.selectors.work import boards, dropped_work, files_of, own_boards, recent_comments, work_items
from programs.services.progress import progress_note_add
from programs.views.exchange import seen_assignment
from programs.views.plan import asked_plan, tabs
from programs.views.registers import own_registers
from programs.views.tables import boards_table


@needs(Permission.NOTE_PROGRESS)
def my_work(request: OfficeRequest) -> HttpResponse:
    """What the plan gives to the agencies of the person: overdue first, with reminders, partner roles and recent comments."""
    plan = asked_plan(request)
    user = request.user
    found = own_boards(plan, user) if plan else []
    member = found or AgencyMembership.objects.visible_to(request.user).filter(user=request.user).exists()
    context = {
        "plan": plan,
        "years": plan_years(plan, lambda before: sum(board.n_overdue for board in own_boards(before, user))) if plan and member else None,
        "boards": found,
        "member": member,
        "n": sum(len(board.items) for board in found),
        "nudged": [item for board in found for item in board.nudged],
        "comments": recent_comments(plan, found) if plan and found else [],
        "registers": own_registers(request),
        "dropped": dropped_work(plan, request.user) if plan else [],
        "answers_needs": bool(need_kinds(request.user, request.ward.pk)),
    }
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
        "ended": Agency.objects.in_ward(request.ward.pk).filter(retired_on__isnull=False),
        "idle": Agency.objects.current().in_ward(request.ward.pk).exclude(pk__in=[board.agency.pk for board in everything]),
        "may_edit": request.user.may(Permission.EDIT_PLAN, request.ward.pk),
        "tabs": tabs(plan, "programs:agencies", request.user),
    }
    return render(request, "programs/agencies.html", context)


@needs(Permission.VIEW_PLAN)
def agency_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """One agency: names, what it does and leads, its people."""
    agency = get_object_or_404(Agency.objects.visible_to(request.user).in_ward(request.ward.pk), pk=pk)
    plan = asked_plan(request)
    tasks = Assignment.objects.current().filter(plan=plan, agency=agency).order_by("order")
    visible = Assignment.objects.visible_to(request.user).filter(agency=agency).exists()
    people = next(row for row in people_by_agency([agency], request.user, timezone.localdate()))
    context = {
        "agency": agency,
        "plan": plan,
        "kind": AgencyKind(agency.kind).label,
        "aliases": agency.aliases.current(),
        "items": work_items(tasks),
        "visible": visible,
        "people": people.present,
        "past": people.past,
        "contacts": agency.contacts.current(),
        "may_edit": request.user.may(Permission.EDIT_PLAN, request.ward.pk),
        "policies": Policy.objects.current().filter(plan=plan, owners=agency),
        "crumbs": [("Đơn vị và nhiệm vụ", reverse("programs:agencies"))],
    }
    return render(request, "programs/agency.html", context)


@needs(Permission.NOTE_PROGRESS, Permission.VIEW_FIGURES)
@once
def assignment_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """One assignment with every note, comment and file; members of the agency add a note."""
    assignment = seen_assignment(request, pk)
    state = AssignmentState(assignment.state)
    form = ProgressNoteForm(request.POST or None, current=state, initial={"version": assignment.version})
    if request.method == "POST" and form.is_valid() and _note(request, assignment, form):
        return redirect("programs:assignment", assignment.pk)
    user = request.user
    standing = Assignment.objects.as_in_force(assignment) if assignment.plan.state == PlanState.AMENDED else None
    context = {
        "assignment": assignment,
        "item": work_items(Assignment.objects.filter(pk=assignment.pk))[0],
        "notes": _written(ProgressNote, assignment),
        "comments": _written(AssignmentComment, assignment),
        "nudges": _written(AssignmentNudge, assignment),
        "standing": standing,
        "files": voidable(user, files_of(assignment), standing or assignment),
        "form": form if can_note(user, assignment) else None,
        "comment_form": CommentForm(auto_id="comment_%s") if allows(check_can_comment, user, assignment) else None,
        "may_attach": allows(check_can_attach, user, assignment),
        "may_arrange": allows(check_can_arrange, user, assignment),
        "may_nudge": allows(check_can_nudge, user, assignment),
        "crumbs": _crumbs(request),
    }
    return render(request, "programs/assignment.html", context)


def _written(model: type[Any], assignment: Assignment) -> QuerySet[Any]:
    """Rows under this version of the plan and those before it, in the model's own order."""
    rows: QuerySet[Any] = model.objects.about(assignment).select_related("by", "assignment__plan")
    return rows


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
        return [("Theo dõi nhiệm vụ", reverse("programs:board"))]
    return [("Việc của chúng tôi", reverse("programs:my_work"))]
