"""Background work of reports: preview, issue, files, and the daily duties."""

import logging
from collections.abc import Callable
from datetime import timedelta

from celery import shared_task
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone

from camphucnam.accounts.models import Ward
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.jobs.models import Job
from camphucnam.jobs.registry import handler
from camphucnam.jobs.services import report_progress
from camphucnam.kernel.errors import DomainError
from reports.models import IssuedReport, ReportDraft, ReportFile
from reports.models.report import FileFormat
from reports.services.drawing import issued_draw, preview_draw
from reports.services.duties import duties_run
from reports.services.issuing import built_to_show, report_issue
from reports.services.storage import remove_parts

log = logging.getLogger(__name__)


def _progress(job: Job, start: int, whole: int) -> Callable[[int, int, str], None]:
    """Progress of one stage within the whole job."""
    return lambda done, total, label: report_progress(job, start + done, whole, label)


def _formats(job: Job) -> list[FileFormat]:
    return [FileFormat(name) for name in job.arguments.get("formats", [FileFormat.PDF, FileFormat.XLSX, FileFormat.DOCX])]


def _answer(url: str, files: list[ReportFile], remark: str) -> dict[str, object]:
    return {"url": url, "files": [file.file_format for file in files], "remark": remark}


def _draft(job: Job) -> ReportDraft:
    draft = ReportDraft.objects.select_related("period__ward").filter(pk=job.subject_id).first()
    if draft is None:
        raise DomainError("Bản thảo này không còn nữa. Mở lại trang báo cáo.")
    return draft


@handler("report_preview")
def preview(job: Job) -> dict[str, object]:
    """Build the draft and draw it with the watermark."""
    draft, formats = _draft(job), _formats(job)
    whole = 4 + len(formats)
    built = built_to_show(draft, _progress(job, 0, whole))
    files, remark = preview_draw(draft, built, formats, _progress(job, 4, whole))
    record(
        Action.REPORT_PREVIEWED, by=job.asked_by, ward_id=draft.period.ward_id, target=draft, target_label=f"Báo cáo {draft.period}",
        ma=built.snapshot.sha256[:12],
    )  # fmt: skip
    return _answer(reverse("reports:report", args=[draft.period.period.code]), files, remark)


@handler("report_issue")
def issue(job: Job) -> dict[str, object]:
    """Freeze the draft for good, then draw it. A second run finds the issued report and only draws."""
    draft, formats = _draft(job), _formats(job)
    if job.asked_by is None:
        raise DomainError("Không rõ ai ban hành báo cáo. Mở trang báo cáo và ban hành lại.")
    whole = 4 + len(formats)
    issued = report_issue(
        draft,
        by=job.asked_by,
        request_key=f"job:{job.pk}",
        version=int(job.arguments["version"]),
        today=timezone.localdate(job.asked_at),
        progress=_progress(job, 0, whole),
    )
    files, remark = issued_draw(issued, formats, _progress(job, 4, whole))
    return _answer(reverse("reports:issued", args=[issued.pk]), files, remark)


@handler("report_files")
def files(job: Job) -> dict[str, object]:
    """Draw the files of an issued report (again)."""
    issued = IssuedReport.objects.select_related("ward", "period").get(pk=job.subject_id)
    drawn, remark = issued_draw(issued, _formats(job), _progress(job, 0, 3))
    return _answer(reverse("reports:issued", args=[issued.pk]), drawn, remark)


@shared_task(name="reports.tasks.run_daily_duties")
def run_daily_duties() -> None:
    """Every ward's duties up to today; a fault in one ward does not keep the others waiting."""
    today = timezone.localdate()
    for ward in Ward.objects.order_by("pk"):
        try:
            duties_run(ward, today)
        except (DatabaseError, DomainError):
            log.exception("duties of ward %s not done", ward.pk)
    remove_parts((timezone.now() - timedelta(days=1)).timestamp())
