"""How far a piece of background work is: as a page, and as the fragment that asks again by itself."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from camphucnam.accounts.decorators import signed_in
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.jobs import selectors
from camphucnam.jobs.models import Job, JobState


def progress_context(job: Job, *, refresh: bool = False) -> dict[str, object]:
    """What ``jobs/progress.html`` draws."""
    state = JobState(job.state)
    return {
        "job": job,
        "badge": selectors.BADGE[state],
        "state_label": state.label,
        "left": selectors.in_words(selectors.seconds_left(job, timezone.now())),
        "refresh": refresh,
    }


@signed_in
@require_safe
def job_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """The page of one job, for who comes back later."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    return render(request, "jobs/page.html", progress_context(job, refresh=True))


@signed_in
@require_safe
def job_progress(request: OfficeRequest, pk: int) -> HttpResponse:
    """The fragment. With ``?tai-lai=1`` the page around it is loaded anew when the work is over."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    refresh = request.GET.get("tai-lai") == "1"
    response = render(request, "jobs/progress.html", progress_context(job, refresh=refresh))
    if refresh and not job.is_live:
        response["HX-Refresh"] = "true"
    return response
