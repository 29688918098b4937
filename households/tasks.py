"""Background work of the register."""

from camphucnam.jobs.models import Job
from camphucnam.jobs.registry import handler
from camphucnam.jobs.services import report_progress
from households.models import ImportBatch
from households.rules.importing.planner import Progress
from households.services.imports.committing import import_commit
from households.services.imports.previewing import COMMIT, PARSE, import_preview


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
    """Write an import; a job that runs a second time after it has succeeded finds the import committed and is refused."""
    batch = import_commit(
        ImportBatch.objects.select_related("ward").get(pk=job.subject_id),
        by=job.asked_by,
        progress=_progress(job, "Đang kiểm tra lần cuối trước khi ghi"),
    )
    return {"state": batch.state}
