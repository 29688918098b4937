"""The two Celery tasks of background work."""

import logging

from celery import shared_task
from django.db import OperationalError

from camphucnam.jobs import services
from camphucnam.jobs.heartbeat import heartbeat
from camphucnam.jobs.registry import handler_for
from camphucnam.kernel.errors import DomainError

log = logging.getLogger(__name__)


@shared_task(name="camphucnam.jobs.tasks.run_job")
def run_job(job_id: int) -> None:
    """Take the job row and do it; a job that is taken already or over is left alone."""
    job = services.take(job_id)
    if job is None:
        return
    try:
        with heartbeat(job):
            result = handler_for(job.kind)(job)
    except DomainError as error:
        services.fail(job, error.message)
    except OperationalError:  # a busy or absent database: the lease runs out, then the sweep sends the row again
        log.warning("job %s of kind %s met a busy database in attempt %s", job.pk, job.kind, job.attempt, exc_info=True)
    except Exception:
        log.exception("job %s of kind %s failed", job.pk, job.kind)
        services.fail(job, "Có lỗi ngoài dự kiến. Việc chưa được ghi; hãy thử lại, nếu vẫn lỗi thì báo người quản trị.")
    else:
        services.finish(job, result)


@shared_task(name="camphucnam.jobs.tasks.sweep")
def sweep() -> None:
    """Send again what no worker holds."""
    services.sweep()
