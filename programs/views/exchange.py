"""What is sent about one assignment: due days and partners, comments, evidence, reminders."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.files.responses import file_response
from camphucnam.kernel.errors import DomainError, EditConflict
from camphucnam.ui.forms import OfficeForm
from camphucnam.ui.idempotency import once
from programs.forms.assignments import ArrangeForm, CommentForm, EvidenceForm, NudgeForm, VoidFileForm
from programs.models import Agency, Assignment, AssignmentFile
from programs.policies import allows, check_can_attach, check_can_comment, check_can_void_file
from programs.services.assignments import NewTerms, assignment_arrange
from programs.services.exchange import comment_add, evidence_add, evidence_void, nudge_send

READERS = (Permission.NOTE_PROGRESS, Permission.VIEW_FIGURES)


def seen_assignment(request: OfficeRequest, pk: int) -> Assignment:
    """The assignment, for whoever may see it; 404 for the others."""
    visible = Assignment.objects.visible_to(request.user).in_ward(request.ward.pk).select_related("agency", "plan__ward", "subproject")
    assignment: Assignment = get_object_or_404(visible, pk=pk)
    return assignment


def _page(request: OfficeRequest, assignment: Assignment, form: OfficeForm, heading: str, submit: str, **more: Any) -> HttpResponse:
    context = {
        "assignment": assignment, "form": form, "form_heading": heading, "submit": submit,
        "crumbs": [("Nhiệm vụ", reverse("programs:assignment", args=[assignment.pk]))], **more,
    }  # fmt: skip
    return render(request, "programs/assignment_form.html", context)


def _sent(request: OfficeRequest, assignment: Assignment, form: OfficeForm, write: Callable[[], object], done: str) -> HttpResponse | None:
    """The redirect after the write; None when the form or the service refuses."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        write()
    except DomainError as error:
        form.refuse(error)
        return None
    messages.success(request, done)
    return redirect("programs:assignment", assignment.pk)


@needs(Permission.EDIT_PLAN)
@once
def arrange(request: OfficeRequest, pk: int) -> HttpResponse:
    """Due days and partner agencies of an assignment."""
    assignment = seen_assignment(request, pk)
    agencies = Agency.objects.current().in_ward(request.ward.pk).exclude(pk=assignment.agency_id)
    standing = assignment.partnerships.filter(retired_on__isnull=True).values_list("agency", flat=True)
    initial = {
        "version": assignment.terms_version, "rhythm": assignment.rhythm, "due_on": assignment.due_on,
        "source": assignment.due_source, "partners": list(standing),
    }  # fmt: skip
    form = ArrangeForm(request.POST or None, agencies=agencies, initial=initial)
    if request.method == "POST" and form.is_valid() and _arranged(assignment, form, request):
        return redirect("programs:assignment", assignment.pk)
    return _page(request, assignment, form, "Hạn và đơn vị phối hợp", "Lưu hạn và đơn vị phối hợp")


def _arranged(assignment: Assignment, form: ArrangeForm, request: OfficeRequest) -> bool:
    values = form.cleaned_data
    terms = NewTerms(values["rhythm"], values["due_on"], values["source"])
    try:
        assignment_arrange(assignment, terms, values["partners"], version=values["version"], by=request.user)
    except EditConflict as error:
        form.conflict(error, Assignment.objects.get(pk=assignment.pk).terms_version)
    except DomainError as error:
        form.refuse(error)
    else:
        messages.success(request, "Đã lưu hạn và đơn vị phối hợp.")
        return True
    return False


@needs(*READERS)
@once
def comment(request: OfficeRequest, pk: int) -> HttpResponse:
    """Add a comment."""
    assignment = seen_assignment(request, pk)
    if not allows(check_can_comment, request.user, assignment):
        raise Http404
    form = CommentForm(request.POST or None)
    answer = _sent(request, assignment, form, lambda: comment_add(assignment, form.cleaned_data["text"], by=request.user), "Đã gửi ý kiến.")
    return answer or _page(request, assignment, form, "Ghi ý kiến", "Gửi ý kiến")


@needs(*READERS)
@once
def attach(request: OfficeRequest, pk: int) -> HttpResponse:
    """Send a file as evidence."""
    assignment = seen_assignment(request, pk)
    if not allows(check_can_attach, request.user, assignment):
        raise Http404
    form = EvidenceForm(request.POST or None, request.FILES or None)

    def write() -> object:
        return evidence_add(assignment, form.cleaned_data["title"], form.cleaned_data["upload"], by=request.user)

    return _sent(request, assignment, form, write, "Đã gửi minh chứng.") or _page(request, assignment, form, "Gửi minh chứng", "Gửi tệp")


@needs(*READERS)
def evidence(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """A file that counts, as a download."""
    visible = AssignmentFile.objects.visible_to(request.user).in_ward(request.ward.pk).filter(voided_at__isnull=True)
    return file_response(get_object_or_404(visible.select_related("stored"), pk=pk).stored)


@needs(*READERS)
@once
def void_evidence(request: OfficeRequest, pk: int) -> HttpResponse:
    """Void a wrong file with a reason."""
    visible = AssignmentFile.objects.visible_to(request.user).in_ward(request.ward.pk).filter(voided_at__isnull=True)
    row = get_object_or_404(visible.select_related("assignment__plan", "assignment__agency"), pk=pk)
    if not allows(check_can_void_file, request.user, row):
        raise Http404
    form = VoidFileForm(request.POST or None)
    answer = _sent(request, row.assignment, form, lambda: evidence_void(row, form.cleaned_data["reason"], by=request.user), "Đã hủy tệp.")
    return answer or _page(request, row.assignment, form, f"Hủy tệp “{row.title}”", "Hủy tệp", danger=True)


@needs(Permission.EDIT_PLAN)
@once
def nudge(request: OfficeRequest, pk: int) -> HttpResponse:
    """Remind the lead agency."""
    assignment = seen_assignment(request, pk)
    form = NudgeForm(request.POST or None)
    answer = _sent(request, assignment, form, lambda: nudge_send(assignment, form.cleaned_data["text"], by=request.user), "Đã nhắc đơn vị.")
    return answer or _page(request, assignment, form, "Nhắc đơn vị", "Nhắc")
