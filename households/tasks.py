"""Background work of the register."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from camphucnam.jobs.models import Job
from camphucnam.jobs.registry import handler
from camphucnam.jobs.services import report_progress
from households.models import ImportBatch
from households.models.imports import ImportState
from households.rules.importing.planner import Progress
from households.services.imports import store
from households.services.imports.committing import import_commit
from households.services.imports.previewing import COMMIT, PARSE, import_preview

# Imports in these states do not read their file again.
OVER = (ImportState.COMMITTED, ImportState.DISCARDED, ImportState.UNDONE)


def _progress(job: Job, label: str) -> Progress:
    report_progress(job, 0, 0, "Đang đọc tệp")
    return lambda done, total: report_progress(job, done, total, label)


@handler(PARSE)
def import_parse(job: Job) -> dict[str, object]:
    """Read an uploaded workbook and make its preview."""
    batch = import_preview(
        ImportBatch.objects.select_related("ward").get(pk=job.subject_id), progress=_progress(job, "Đang đối chiếu với danh sách")
    )
    return {"state": batch.state, "n_errors": batch.n_errors, "n_changes": batch.n_changes}


@handler(COMMIT)
def import_commit_job(job: Job) -> dict[str, object]:
    """Write an import; a job whose worker died after the writing finds it written and is done."""
    batch = ImportBatch.objects.select_related("ward").get(pk=job.subject_id)
    if batch.state == ImportState.COMMITTED and job.attempt > 1:
        store.forget(batch.stored_name)
    else:
        batch = import_commit(batch, by=job.asked_by, progress=_progress(job, "Đang kiểm tra lần cuối trước khi ghi"))
    return {"state": batch.state}


@shared_task(name="households.tasks.forget_stray_uploads")
def forget_stray_uploads() -> int:
    """Uploaded workbooks hold people: those that no waiting import needs go after a day; how many went."""
    waiting = ImportBatch.objects.exclude(state__in=OVER).values_list("stored_name", flat=True)
    return store.forget_strays(set(waiting), (timezone.now() - timedelta(days=1)).timestamp())
