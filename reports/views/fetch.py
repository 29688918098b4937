"""Fetch what an address names, for whoever may see it; 404 otherwise."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.kernel.numbers import parse_plain
from camphucnam.kernel.periods import Period, parse_period
from reports.models import IssuedReport, ReportDraft, ReportingPeriod

FIRST_YEAR, LAST_YEAR = 2000, 2100


def period_or_404(code: str) -> Period:
    """The calendar period of an address, in its one spelling."""
    try:
        period = parse_period(code)
    except ValueError:
        raise Http404 from None
    if period.code != code or not FIRST_YEAR <= period.year <= LAST_YEAR:
        raise Http404
    return period


def row_of(request: OfficeRequest, period: Period) -> ReportingPeriod | None:
    """The opened period in the ward of the request."""
    rows = ReportingPeriod.objects.visible_to(request.user).in_ward(request.ward.pk)
    return rows.filter(kind=period.kind, year=period.year, number=period.number).select_related("draft", "ward").first()


def draft_or_404(request: OfficeRequest, code: str) -> ReportDraft:
    """The draft of an opened period."""
    period = period_or_404(code)
    drafts = ReportDraft.objects.visible_to(request.user).in_ward(request.ward.pk).select_related("period__ward", "sent_by", "signed_by")
    return get_object_or_404(drafts, period__kind=period.kind, period__year=period.year, period__number=period.number)


def issued_or_404(request: OfficeRequest, pk: int) -> IssuedReport:
    """An issued report of the ward of the request."""
    reports = IssuedReport.objects.visible_to(request.user).in_ward(request.ward.pk)
    return get_object_or_404(reports.select_related("period", "ward", "issued_by", "signed_by", "supersedes"), pk=pk)


def version_of_form(request: OfficeRequest) -> int:
    """The version that the sent form was drawn with; 404 for a form without one."""
    version = parse_plain(request.POST.get("version", ""))
    if version is None:
        raise Http404
    return version
