"""Reporting periods, the reports written in them, and who was reminded."""

from reports.models.notice import DutyRun, Notice, Reminder
from reports.models.period import ReportingPeriod
from reports.models.report import IssuedReport, Narrative, ReportDraft, ReportFile

__all__ = ["DutyRun", "IssuedReport", "Narrative", "Notice", "Reminder", "ReportDraft", "ReportFile", "ReportingPeriod"]
