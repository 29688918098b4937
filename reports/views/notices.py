"""Notices of the signed-in person, as a fragment that every first page may load, and putting one away."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from camphucnam.accounts.decorators import signed_in
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.ui.idempotency import once
from reports.models import Notice
from reports.services.reminding import notice_put_away

SHOWN = 20


@signed_in
@require_safe
def notices(request: OfficeRequest) -> HttpResponse:
    """Unread notices, newest first."""
    mine = Notice.objects.visible_to(request.user).unread()
    if request.ward is not None:
        mine = mine.filter(ward=request.ward)
    template = "reports/notices.html" if request.htmx else "reports/notices_page.html"
    return render(request, template, {"notices": mine[:SHOWN]})


@signed_in
@require_POST
@once
def put_away(request: OfficeRequest, pk: int) -> HttpResponse:
    """The person has read it."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    notice_put_away(notice, by=request.user)
    return redirect("home")
