"""Background work: the row is the truth, the broker only a nudge."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from camphucnam.accounts.models import Ward
from camphucnam.jobs.querysets import JobQuerySet
from camphucnam.kernel.enums import LabelledEnum


class JobState(LabelledEnum):
    """Where a job stands."""

    QUEUED = "queued", "Đang chờ"
    RUNNING = "running", "Đang chạy"
    DONE = "done", "Đã xong"
    FAILED = "failed", "Không xong"


TRANSITIONS: dict[JobState, tuple[JobState, ...]] = {
    JobState.QUEUED: (JobState.RUNNING, JobState.FAILED),
    JobState.RUNNING: (JobState.DONE, JobState.FAILED, JobState.QUEUED),
    JobState.DONE: (),
    JobState.FAILED: (),
}


class Job(models.Model):
    """One piece of background work, written in the same transaction as the request that asked for it.

    ``key`` makes asking twice harmless: one live job per key. ``attempt`` is counted before the work starts, so that
    work which kills its worker is given up after JOB_MAX_ATTEMPTS. ``leased_until`` is renewed by progress; the sweep
    re-sends jobs whose lease has run out.
    """

    ward = models.ForeignKey(Ward, null=True, on_delete=models.PROTECT, related_name="jobs")
    kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField(default=0)
    key = models.CharField(max_length=120)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=JobState.choices(), default=JobState.QUEUED)
    attempt = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    done_steps = models.PositiveIntegerField(default=0)
    total_steps = models.PositiveIntegerField(default=0)
    step_label = models.CharField(max_length=200, blank=True)
    message = models.TextField(blank=True)
    result = models.JSONField(default=dict)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    privacy = {
        "id": "open",
        "ward": "open",
        "kind": "open",
        "subject_id": "open",
        "key": "open",
        "arguments": "office",
        "state": "open",
        "attempt": "open",
        "leased_until": "open",
        "done_steps": "open",
        "total_steps": "open",
        "step_label": "open",
        "message": "office",
        "result": "office",
        "asked_by": "office",
        "asked_at": "open",
        "started_at": "open",
        "finished_at": "open",
    }

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "leased_until"], name="job_state_lease")]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(state__in=["queued", "running"]),
                name="job_one_live_per_key",
                violation_error_message="Việc này đang chạy. Chờ xong rồi làm lại.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"

    @property
    def is_live(self) -> bool:
        """Whether the work is still to be waited for."""
        return self.state in {JobState.QUEUED, JobState.RUNNING}
