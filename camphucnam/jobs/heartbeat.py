"""Renews the lease of a job while its handler runs, also through a long step that reports no progress."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError, connection

from camphucnam.jobs import services
from camphucnam.jobs.models import Job

log = logging.getLogger(__name__)


def _beat(job: Job, stopped: threading.Event, pause: float) -> None:
    try:
        while not stopped.wait(pause):
            try:
                if not services.renew_lease(job):
                    return
            except DatabaseError:  # a busy or absent database now; the next beat may reach it
                log.warning("lease of job %s not renewed", job.pk, exc_info=True)
    finally:
        connection.close()


@contextmanager
def heartbeat(job: Job) -> Iterator[None]:
    """Beat three times a lease from a thread with its own database connection.

    Off where tasks run inside the request (CELERY_TASK_ALWAYS_EAGER): there is no other worker that could take over.
    """
    if settings.CELERY_TASK_ALWAYS_EAGER:
        yield
        return
    stopped = threading.Event()
    thread = threading.Thread(target=_beat, args=(job, stopped, settings.JOB_LEASE_SECONDS / 3), name=f"lease-{job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()
