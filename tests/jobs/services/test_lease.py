"""A job keeps its lease while its handler runs, and a lost job is finished by its new owner only."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from camphucnam.jobs import services, tasks
from camphucnam.jobs.heartbeat import heartbeat
from camphucnam.jobs.models import Job, JobState


@pytest.fixture
def job(db) -> Job:
    Job.objects.create(kind="test", key="test")
    return services.take(Job.objects.get().pk)


def test_renewal_belongs_to_the_running_attempt(job):
    assert services.renew_lease(job)
    Job.objects.update(attempt=2)
    assert not services.renew_lease(job)


def test_an_overtaken_attempt_does_not_write_its_outcome(job):
    Job.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    second = services.take(job.pk)
    services.finish(job, {"rows": 1})
    job.refresh_from_db()
    assert (job.state, job.result) == (JobState.RUNNING, {})
    services.finish(second, {"rows": 2})
    services.fail(job, "muộn")
    job.refresh_from_db()
    assert (job.state, job.result, job.message) == (JobState.DONE, {"rows": 2}, "")


def test_nothing_beats_inside_a_request(job, settings):
    settings.CELERY_TASK_ALWAYS_EAGER = True
    with heartbeat(job):
        assert not [thread for thread in threading.enumerate() if thread.name.startswith("lease-")]


@pytest.mark.django_db(transaction=True)
def test_lease_is_renewed_while_a_long_step_reports_nothing(settings):
    settings.CELERY_TASK_ALWAYS_EAGER, settings.JOB_LEASE_SECONDS = False, 1
    Job.objects.create(kind="test", key="test")
    job = services.take(Job.objects.get().pk)
    with heartbeat(job):
        time.sleep(1.5)
        job.refresh_from_db()
        assert job.leased_until > timezone.now()
        assert services.take(job.pk) is None
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("lease-")]
    connection.close()


def test_a_job_that_meets_a_busy_database_is_tried_again(job, monkeypatch):
    Job.objects.update(state=JobState.QUEUED, attempt=0)
    outcomes = iter([OperationalError("database is locked"), {"rows": 3}])

    def work(job):
        outcome = next(outcomes)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(tasks, "handler_for", lambda kind: work)
    tasks.run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.message) == (JobState.RUNNING, "")
    Job.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    tasks.run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempt, job.result) == (JobState.DONE, 2, {"rows": 3})
