"""The report of a period: where it stands, its texts, figures and checks, and what can be done with it."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.jobs.models import Job
from camphucnam.kernel.dates import format_dmy
from reports import policies
from reports.definitions.checks import forbidding
from reports.definitions.results import CODE as RESULTS
from reports.layout import Block, Sheet
from reports.models import IssuedReport, Narrative, ReportDraft
from reports.querysets import WORKERS
from reports.renderers.tables import screen_html
from reports.rules.outline import Section, load_outline, period_words
from reports.rules.states import EDITABLE
from reports.selectors.periods import DutyLine, duties_of
from reports.services.building import Built
from reports.services.issuing import built_to_show
from reports.views.fetch import period_or_404, row_of
from reports.views.words import draft_badge, period_badge, split_checks, time_left

JOB_KINDS = ("report_preview", "report_issue")


def line_of(request: OfficeRequest, code: str) -> DutyLine:
    """The duty that the address names."""
    period = period_or_404(code)
    return next(line for line in duties_of(request.ward, period.year, timezone.localdate()) if line.period == period)


@needs(*WORKERS)
@require_safe
def report_page(request: OfficeRequest, code: str) -> HttpResponse:
    """The working page of officer and signer."""
    line = line_of(request, code)
    row = row_of(request, line.period)
    context: dict[str, Any] = {
        "line": line, "words": period_words(line.period), "code": code,
        "badge": period_badge(line.state), "left": time_left(line, timezone.localdate()),
        "crumbs": [("Báo cáo", f"{reverse('reports:calendar')}?nam={line.period.year}")],
        "may_write": request.user.may(Permission.WRITE_REPORT, request.ward.pk),
    }  # fmt: skip
    if row is not None and hasattr(row, "draft"):
        row.draft.period = row
        context |= _draft_context(request, row.draft)
    return render(request, "reports/report.html", context)


def _draft_context(request: OfficeRequest, draft: ReportDraft) -> dict[str, Any]:
    built = built_to_show(draft)
    texts = {item.section: item for item in Narrative.objects.filter(draft=draft).select_related("updated_by")}
    jobs = Job.objects.visible_to(request.user).filter(kind__in=JOB_KINDS, subject_id=draft.pk, ward=request.ward)
    failing = [check.message for check in forbidding(built.checks)]
    return {
        "draft": draft,
        "draft_badge": draft_badge(draft.state),
        "sections": section_views(load_outline().sections, texts, built),
        "annexes": [_annex(draft, sheet) for sheet in built.document.annexes],
        "checks": split_checks(built.checks),
        "sha256": built.snapshot.sha256,
        "editable": draft.state in EDITABLE and request.user.may(Permission.WRITE_REPORT, request.ward.pk),
        "why_not_issue": policies.why_not_issue(request.user, draft, failing),
        "may_issue": request.user.may(Permission.ISSUE_REPORT, request.ward.pk),
        "may_sign": request.user.may(Permission.SIGN_REPORT, request.ward.pk),
        "job": jobs.order_by("-pk").first(),
        "previews": draft.previews.order_by("file_format"),
        "history": IssuedReport.objects.visible_to(request.user).filter(period=draft.period).select_related("issued_by", "superseded_by"),
    }


def section_views(sections: Iterable[Section], texts: dict[str, Narrative], built: Built) -> list[dict[str, Any]]:
    """Every section with the officer's text and what the system filled in, from the built document itself."""
    groups: list[list[Block]] = []
    for block in built.document.blocks:
        if block.kind == "heading":
            groups.append([])
        elif groups:
            groups[-1].append(block)
    return [
        {"section": section, "narrative": texts.get(section.code), "blocks": [_block(block) for block in blocks]}
        for section, blocks in zip(sections, groups, strict=True)
    ]


def _block(block: Block) -> dict[str, Any]:
    return {"block": block, "table": screen_html(block.sheet) if block.sheet else ""}


def _annex(draft: ReportDraft, sheet: Sheet) -> dict[str, str]:
    if sheet.code.startswith("form"):
        days = f"?tu={format_dmy(draft.from_on)}&den={format_dmy(draft.cutoff_on)}"
        url = reverse("reports:form", args=[int(sheet.code.removeprefix("form"))]) + days
    elif sheet.code == RESULTS:
        url = f"{reverse('programs:desks')}?nam={draft.cutoff_on.year}"
    else:
        url = f"{reverse('indicators:targets')}?ngay={format_dmy(draft.cutoff_on)}"
    return {"title": sheet.title, "name": sheet.name, "url": url}
