"""Write the draft and send it on its way: texts, days, preview, signature, issue, correction."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.jobs.services import enqueue
from camphucnam.kernel.errors import DomainError
from camphucnam.ui.idempotency import once
from reports import policies
from reports.forms import DaysForm, NarrativeForm, ReasonForm
from reports.models import Narrative, ReportDraft
from reports.models.report import FileFormat
from reports.querysets import WORKERS
from reports.rules.outline import load_outline
from reports.services.building import build_draft
from reports.services.drafting import check_version, correction_begin, draft_send, draft_set_days, draft_withdraw, narrative_save
from reports.views.fetch import draft_or_404, version_of_form


def _crumbs(draft: ReportDraft) -> list[tuple[str, str]]:
    period = draft.period.period
    return [
        ("Báo cáo", f"{reverse('reports:calendar')}?nam={period.year}"),
        (period.label, reverse("reports:report", args=[period.code])),
    ]


def _form_page(request: OfficeRequest, draft: ReportDraft, **context: Any) -> HttpResponse:
    back = reverse("reports:report", args=[draft.period.period.code])
    return render(request, "reports/form_page.html", {"crumbs": _crumbs(draft), "back": back, "draft": draft, **context})


@needs(Permission.WRITE_REPORT)
@once
def narrative(request: OfficeRequest, code: str, section_code: str) -> HttpResponse:
    """Edit the text of one section."""
    draft = draft_or_404(request, code)
    section = load_outline().section(section_code)
    if section is None or not section.narrative:
        raise Http404
    row = Narrative.objects.visible_to(request.user).filter(draft=draft, section=section_code).first()
    initial = {"text": row.text if row else "", "version": row.version if row else 0}
    form = NarrativeForm(request.POST or None, initial=initial, hint=section.hint)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            narrative_save(draft, section_code, values["text"], version=values["version"], by=request.user)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, f"Đã ghi mục {section.title}")
            return redirect(reverse("reports:report", args=[code]) + f"#muc-{section_code}")
    return _form_page(request, draft, form=form, heading=section.title, submit="Ghi nội dung", shown=row)


@needs(Permission.WRITE_REPORT)
@once
def days(request: OfficeRequest, code: str) -> HttpResponse:
    """Set between which days the figures count."""
    draft, today = draft_or_404(request, code), timezone.localdate()
    initial = {"from_on": draft.from_on, "cutoff_on": draft.cutoff_on, "version": draft.version}
    form = DaysForm(request.POST or None, initial=initial, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            draft_set_days(draft, **form.cleaned_data, by=request.user, today=today)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, "Đã đặt ngày của số liệu.")
            return redirect("reports:report", code)
    return _form_page(request, draft, form=form, heading=f"Ngày của số liệu, {draft.period.period.label}", submit="Đặt ngày")


@needs(*WORKERS)
@require_POST
@once
def preview(request: OfficeRequest, code: str) -> HttpResponse:
    """Ask for files with the watermark."""
    draft = draft_or_404(request, code)
    formats = [FileFormat.PDF, FileFormat.XLSX, FileFormat.DOCX]
    enqueue("report_preview", by=request.user, ward=request.ward, subject_id=draft.pk, formats=formats)
    return redirect(reverse("reports:report", args=[code]) + "#tep")


@needs(Permission.WRITE_REPORT)
@require_POST
@once
def send(request: OfficeRequest, code: str) -> HttpResponse:
    """Send for signature; the files to read are drawn from what was sent."""
    draft = draft_or_404(request, code)
    version = version_of_form(request)
    check_version(draft, version)
    policies.check_can_send(request.user, draft)
    draft_send(draft, build_draft(draft), version=version, by=request.user)
    enqueue("report_preview", by=request.user, ward=request.ward, subject_id=draft.pk, formats=[FileFormat.PDF, FileFormat.XLSX])
    messages.success(request, "Đã trình ký. Báo cáo không sửa được nữa cho đến khi lãnh đạo ký hoặc trả lại.")
    return redirect("reports:report", code)


@needs(Permission.WRITE_REPORT)
@require_POST
@once
def withdraw(request: OfficeRequest, code: str) -> HttpResponse:
    """Take back what was sent or signed."""
    draft_withdraw(draft_or_404(request, code), version=version_of_form(request), by=request.user)
    messages.success(request, "Đã rút lại. Sửa xong thì trình ký lại.")
    return redirect("reports:report", code)


@needs(Permission.ISSUE_REPORT)
@require_POST
@once
def issue(request: OfficeRequest, code: str) -> HttpResponse:
    """Ask for the issue; the worker checks everything again before it freezes."""
    draft, version = draft_or_404(request, code), version_of_form(request)
    check_version(draft, version)
    policies.check_can_issue(request.user, draft)
    enqueue("report_issue", by=request.user, ward=request.ward, subject_id=draft.pk, version=version)
    return redirect(reverse("reports:report", args=[code]) + "#tep")


@needs(Permission.WRITE_REPORT)
@once
def correct(request: OfficeRequest, code: str) -> HttpResponse:
    """Begin a report that supersedes the issued one, with a reason."""
    draft = draft_or_404(request, code)
    policies.check_can_correct(request.user, draft)
    form = ReasonForm(request.POST or None, initial={"version": draft.version})
    if request.method == "POST" and form.is_valid():
        try:
            correction_begin(draft, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, "Đã mở bản thay thế. Bản đã ban hành vẫn xem được trong lịch sử.")
            return redirect("reports:report", code)
    return _form_page(request, draft, form=form, heading=f"Lập bản thay thế, {draft.period.period.label}", submit="Lập bản thay thế")
