"""``{% job_progress job %}``: the progress of background work inside another page."""

from django import template

from camphucnam.jobs.models import Job
from camphucnam.jobs.views.progress import progress_context

register = template.Library()


@register.inclusion_tag("jobs/progress.html")
def job_progress(job: Job, refresh: bool = True) -> dict[str, object]:
    """Draws the state of ``job`` and asks again every two seconds; ``refresh`` reloads the page when the work is over."""
    return progress_context(job, refresh=refresh)
