"""Issued reports and their files."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.jobs.models import Job
from camphucnam.jobs.services import enqueue
from camphucnam.kernel.errors import DomainError
from camphucnam.ui.idempotency import once
from reports.forms import RegisterForm
from reports.models import IssuedReport, ReportFile
from reports.models.report import FileFormat
from reports.querysets import WORKERS
from reports.rules.outline import period_words
from reports.services.building import thaw
from reports.services.issuing import registered_as, report_register
from reports.services.storage import full_path, is_whole
from reports.views.fetch import issued_or_404
from reports.views.words import split_checks

TYPES = {
    FileFormat.PDF: "application/pdf",
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileFormat.JSON: "application/json",
}
READERS = (Permission.WRITE_REPORT, Permission.SIGN_REPORT, Permission.VIEW_FIGURES)


@needs(*READERS)
@require_safe
def issued_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """What was issued, with its files, checks and history."""
    report = issued_or_404(request, pk)
    works = bool(request.user.permissions_in(request.ward.pk).intersection(WORKERS))
    formats = list(FileFormat) if works else [FileFormat.PDF, FileFormat.XLSX]
    job = Job.objects.visible_to(request.user).filter(kind="report_files", subject_id=report.pk, ward=request.ward).order_by("-pk").first()
    period = report.period.period
    context = {
        "report": report, "works": works, "job": job, "period": period, "words": period_words(period),
        "files": report.files.filter(file_format__in=formats).order_by("file_format"),
        "checks": split_checks(thaw(report.snapshot, report.sha256).checks),
        "successor": IssuedReport.objects.visible_to(request.user).filter(supersedes=report).first(),
        "may_register": request.user.may(Permission.ISSUE_REPORT, request.ward.pk),
        "crumbs": [("Báo cáo", f"{reverse('reports:calendar')}?nam={period.year}")],
    }  # fmt: skip
    return render(request, "reports/issued.html", context)


@needs(Permission.ISSUE_REPORT)
@once
def register(request: OfficeRequest, pk: int) -> HttpResponse:
    """Fill in number and day of the document, then draw the files again."""
    report = issued_or_404(request, pk)
    form = RegisterForm(
        request.POST or None, initial={"number": report.number, "dated_on": report.dated_on, "shown": registered_as(report)}
    )
    if request.method == "POST" and form.is_valid():
        try:
            report_register(report, **form.cleaned_data, by=request.user)
        except DomainError as error:
            form.refuse(error)
        else:
            enqueue("report_files", by=request.user, ward=request.ward, subject_id=report.pk)
            messages.success(request, "Đã vào số văn bản; các tệp đang được tạo lại.")
            return redirect("reports:issued", pk)
    back = reverse("reports:issued", args=[pk])
    heading = f"Vào số văn bản, báo cáo {report.period.period.label}"
    context = {"form": form, "heading": heading, "submit": "Vào số", "back": back, "crumbs": [("Báo cáo", reverse("reports:calendar"))]}
    return render(request, "reports/form_page.html", context)


@needs(Permission.WRITE_REPORT)
@require_POST
@once
def redraw(request: OfficeRequest, pk: int) -> HttpResponse:
    """Draw the files of an issued report again from its frozen text."""
    report = issued_or_404(request, pk)
    enqueue("report_files", by=request.user, ward=request.ward, subject_id=report.pk)
    return redirect("reports:issued", pk)


@needs(*READERS)
@require_safe
def download(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """Send a file. One that is gone or damaged is not sent; it is drawn again from the frozen text."""
    file = get_object_or_404(_files_for(request), pk=pk)
    if not is_whole(file):
        raise DomainError("Tệp này không còn nguyên vẹn trên máy chủ. Mở trang báo cáo và bấm “Tạo lại tệp”.")
    owner: Any = file.issued or file.draft
    period = owner.period
    name = f"bao-cao-{period.period.code}{'' if file.issued else '-xem-thu'}.{file.file_format}"
    record(
        Action.REPORT_DOWNLOADED, by=request.user, ward_id=request.ward.pk, target=file, target_label=f"Báo cáo {period}",
        tep=name, ma=file.sha256[:12],
    )  # fmt: skip
    inline = file.file_format == FileFormat.PDF and "xem" in request.GET
    return FileResponse(
        full_path(file).open("rb"), as_attachment=not inline, filename=name, content_type=TYPES[FileFormat(file.file_format)]
    )


def _files_for(request: OfficeRequest) -> QuerySet[ReportFile]:
    """Everything for those who write and sign; PDF and XLSX of issued reports for readers of figures."""
    files = ReportFile.objects.visible_to(request.user).in_ward(request.ward.pk).select_related("issued__period", "draft__period")
    if request.user.permissions_in(request.ward.pk).intersection(WORKERS):
        return files
    return files.filter(issued__isnull=False, file_format__in=[FileFormat.PDF, FileFormat.XLSX])
