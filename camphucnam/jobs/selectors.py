"""How far background work is."""

from datetime import datetime

from camphucnam.jobs.models import Job, JobState

BADGE = {JobState.QUEUED: "waiting", JobState.RUNNING: "running", JobState.DONE: "done", JobState.FAILED: "late"}


def seconds_left(job: Job, now: datetime) -> int | None:
    """Seconds until the end at the pace so far; None while that cannot be told."""
    if job.state != JobState.RUNNING or not job.started_at or not job.total_steps or job.done_steps < 1:
        return None
    spent = (now - job.started_at).total_seconds()
    return max(1, round(spent * (job.total_steps - job.done_steps) / job.done_steps))


def in_words(seconds: int | None) -> str:
    """``còn khoảng 2 phút``; empty when it cannot be told."""
    if seconds is None:
        return ""
    return f"còn khoảng {seconds} giây" if seconds < 90 else f"còn khoảng {round(seconds / 60)} phút"
