"""Issue a report: freeze it for good. And register the number and day that the clerk gives it."""

from datetime import date

from django.db import transaction
from django.db.models import F

from camphucnam.accounts.models import User
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.text import clean
from reports import policies
from reports.definitions.checks import forbidding
from reports.models import IssuedReport, ReportDraft, ReportingPeriod
from reports.rules.states import DraftState, PeriodState
from reports.selectors.issued import current_issued
from reports.services.building import Built, Progress, build_draft, no_progress, thaw
from reports.services.drafting import check_version, conflict


def built_to_show(draft: ReportDraft, progress: Progress = no_progress) -> Built:
    """What is shown, signed and issued: what was issued, what was sent for signature while it is out, else what the register says now."""
    issued = current_issued(draft.period) if draft.state == DraftState.ISSUED else None
    if issued is not None:
        return thaw(issued.snapshot, issued.sha256)
    if draft.state in {DraftState.WAITING, DraftState.SIGNED} and draft.sent_snapshot:
        return thaw(draft.sent_snapshot, draft.sent_sha256)
    return build_draft(draft, progress)


def report_issue(
    draft: ReportDraft, *, by: User, request_key: str, version: int, today: date, progress: Progress = no_progress
) -> IssuedReport:
    """Issue the draft as it was when ``version`` was shown. Repeating the same ``request_key`` returns the first result."""
    done = IssuedReport.objects.filter(request_key=request_key).first()
    if done is not None:
        return done
    policies.check_can_issue(by, draft)
    built = built_to_show(draft, progress)
    policies.check_can_issue(by, draft, [check.message for check in forbidding(built.checks)])
    return _insert(draft, built, by=by, request_key=request_key, version=version, today=today)


@transaction.atomic
def _insert(draft: ReportDraft, built: Built, *, by: User, request_key: str, version: int, today: date) -> IssuedReport:
    fresh = ReportDraft.objects.select_for_update().select_related("period__ward").get(pk=draft.pk)
    check_version(fresh, version)
    policies.check_can_issue(by, fresh)
    period = ReportingPeriod.objects.select_for_update().get(pk=fresh.period_id)
    superseded = current_issued(period)
    if superseded is not None and not fresh.correction_reason:
        raise DomainError("Kỳ này đã có báo cáo ban hành. Lập bản thay thế, có ghi lý do.")
    issued = IssuedReport.objects.create(
        ward=period.ward,
        period=period,
        snapshot=built.snapshot.text,
        sha256=built.snapshot.sha256,
        from_on=fresh.from_on,
        cutoff_on=fresh.cutoff_on,
        is_provisional=fresh.is_provisional,
        dated_on=today,
        issued_by=by,
        signed_at=fresh.signed_at,
        signed_by=fresh.signed_by,
        supersedes=superseded,
        reason=fresh.correction_reason if superseded else "",
        request_key=request_key,
    )
    ReportDraft.objects.filter(pk=fresh.pk).update(
        state=DraftState.ISSUED, version=F("version") + 1, correction_reason="", sent_snapshot="", sent_sha256="", return_reason=""
    )
    ReportingPeriod.objects.filter(pk=period.pk).update(state=PeriodState.ISSUED)
    _log(
        issued,
        by,
        viec="Ban hành",
        ma=issued.sha256,
        den_ngay=format_dmy(issued.cutoff_on),
        thay_the=superseded.sha256 if superseded else "",
    )
    return issued


def _log(issued: IssuedReport, by: User, **details: str) -> None:
    details = {key: value for key, value in details.items() if value}
    record(Action.REPORT_ISSUED, by=by, ward_id=issued.ward_id, target=issued, target_label=f"Báo cáo {issued.period}", **details)


def registered_as(issued: IssuedReport) -> str:
    """Number and day as they stand: the version of the registration."""
    return f"{issued.number}|{format_dmy(issued.dated_on)}"


@transaction.atomic
def report_register(issued: IssuedReport, *, number: str, dated_on: date | None, by: User, shown: str | None = None) -> IssuedReport:
    """Fill in the number and day that the clerk gave; the frozen figures stay as they are. ``shown`` is what the clerk saw before."""
    policies.check_can_register(by, issued)
    row = IssuedReport.objects.select_for_update().get(pk=issued.pk)
    if shown is not None and shown != registered_as(row):
        raise conflict(row.period)
    row.number, row.dated_on = clean(number), dated_on
    row.save(update_fields=["number", "dated_on"])
    _log(row, by, viec="Vào số văn bản", so=row.number, ngay=format_dmy(dated_on))
    return row
