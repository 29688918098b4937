"""Issued reports: the one before a period, and what its closing figures were."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from camphucnam.accounts.models import Ward
from camphucnam.kernel.dates import day_before, format_dmy
from reports.models import IssuedReport, ReportingPeriod
from reports.snapshot import load

CLOSING_KEY = "9"
MOVEMENT_FORMS = ("form2", "form3")
Closing = dict[str, dict[str, dict[str, int]]]


@dataclass(frozen=True, slots=True)
class Previous:
    """The issued report that comes before: its name, the last day of its figures, and its closing by form, group and unit."""

    label: str
    cutoff: date
    closing: Closing


def current_issued(period: ReportingPeriod) -> IssuedReport | None:
    """The report that counts for a period: the newest, which nothing supersedes."""
    return IssuedReport.objects.filter(period=period, superseded_by__isnull=True).order_by("-pk").first()


def _previous(report: IssuedReport) -> Previous:
    document = load(report.snapshot, report.sha256)["document"]
    closing = {sheet["code"]: closing_of(sheet) for sheet in document["annexes"] if sheet["code"] in MOVEMENT_FORMS}
    return Previous(f"báo cáo {report.period} (chốt ngày {format_dmy(report.cutoff_on)})", report.cutoff_on, closing)


def closing_of(sheet: dict[str, Any]) -> dict[str, dict[str, int]]:
    """Column 9 of a frozen movement form: group code (empty for the total) → unit → figure."""
    place = next(number for number, column in enumerate(sheet["columns"]) if column["key"] == CLOSING_KEY)
    found: dict[str, dict[str, int]] = {}
    for row in sheet["rows"]:
        found.setdefault(row["group"], {})[row["unit"]] = row["values"][place]
    return found


def previous_closing(ward: Ward, first_day: date, *, without: ReportingPeriod | None = None) -> Previous | None:
    """The standing issued report whose figures end the evening before ``first_day``."""
    reports = IssuedReport.objects.in_ward(ward.pk).filter(superseded_by__isnull=True, cutoff_on=day_before(first_day))
    if without is not None:
        reports = reports.exclude(period=without)
    report = reports.select_related("period").order_by("-pk").first()
    return _previous(report) if report else None


def earlier_of_kind(ward: Ward, period: ReportingPeriod, first_day: date) -> IssuedReport | None:
    """The standing report of the same kind whose figures end before the evening of the opening."""
    reports = IssuedReport.objects.in_ward(ward.pk).filter(
        superseded_by__isnull=True, period__kind=period.kind, cutoff_on__lt=day_before(first_day)
    )
    return reports.exclude(period=period).select_related("period").order_by("-cutoff_on", "-pk").first()
