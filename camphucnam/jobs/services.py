"""Ask for, take, report on and finish background work."""

from datetime import datetime, timedelta

from celery import current_app
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from camphucnam.accounts.models import User, Ward
from camphucnam.jobs.models import Job, JobState

RUN_TASK = "camphucnam.jobs.tasks.run_job"


def _lease_end() -> datetime:
    return timezone.now() + timedelta(seconds=settings.JOB_LEASE_SECONDS)


def enqueue(kind: str, *, by: User | None, ward: Ward | None, subject_id: int = 0, key: str = "", **arguments: object) -> Job:
    """Write a job row and nudge the workers after commit. Asking again while one is live returns the live one."""
    key = key or f"{kind}:{subject_id}"
    try:
        with transaction.atomic():
            job = Job.objects.create(kind=kind, asked_by=by, ward=ward, subject_id=subject_id, key=key, arguments=arguments)
    except IntegrityError:
        return Job.objects.get(key=key, state__in=[JobState.QUEUED, JobState.RUNNING])
    nudge(job.pk)
    return job


def nudge(job_id: int) -> None:
    """Tell a worker after commit. A broker that is down is not an error: the sweep sends the row again."""
    transaction.on_commit(lambda: current_app.send_task(RUN_TASK, args=[job_id], ignore_result=True, retry=False), robust=True)


def take(job_id: int) -> Job | None:
    """Compare-and-set to RUNNING with a lease; None when another worker has it or it is over."""
    now = timezone.now()
    free = Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, leased_until__lt=now)
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(free, pk=job_id).first()
        if job is None:
            return None
        if job.attempt >= settings.JOB_MAX_ATTEMPTS:
            _finish(job, JobState.FAILED, "Việc này làm dừng chương trình nhiều lần nên đã được gác lại. Kiểm tra tệp rồi làm lại.")
            return None
        job.state, job.attempt, job.leased_until = JobState.RUNNING, job.attempt + 1, _lease_end()
        job.started_at = job.started_at or now
        job.save(update_fields=["state", "attempt", "leased_until", "started_at"])
    return job


def report_progress(job: Job, done: int, total: int, label: str = "") -> None:
    """Renew the lease and show how far the work is. Written only while this attempt still owns the job."""
    Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempt=job.attempt).update(
        done_steps=done, total_steps=total, step_label=label[:200], leased_until=_lease_end()
    )


def renew_lease(job: Job) -> bool:
    """Keep the lease while the work goes on; False when this attempt no longer owns the job."""
    owned = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempt=job.attempt)
    return bool(owned.update(leased_until=_lease_end()))


def _finish(job: Job, state: JobState, message: str, result: dict[str, object] | None = None) -> None:
    """Close the job, unless another attempt has taken it over meanwhile: then its outcome counts, not this one's."""
    job.state, job.message, job.result = state, message, result or {}
    job.finished_at, job.leased_until = timezone.now(), None
    owned = Job.objects.filter(pk=job.pk, attempt=job.attempt, state__in=[JobState.QUEUED, JobState.RUNNING])
    owned.update(state=state, message=message, result=job.result, finished_at=job.finished_at, leased_until=None)


def finish(job: Job, result: dict[str, object]) -> None:
    """Mark as done."""
    _finish(job, JobState.DONE, "", result)


def fail(job: Job, message: str) -> None:
    """Mark as failed with the sentence that the person reads."""
    _finish(job, JobState.FAILED, message)


def sweep() -> int:
    """Re-send rows that were never taken or whose lease ran out; the number re-sent."""
    now = timezone.now()
    stale = Q(state=JobState.RUNNING, leased_until__lt=now) | Q(state=JobState.QUEUED, asked_at__lt=now - timedelta(seconds=5))
    ids = list(Job.objects.filter(stale).order_by("pk").values_list("pk", flat=True)[:500])
    for job_id in ids:
        nudge(job_id)
    return len(ids)
