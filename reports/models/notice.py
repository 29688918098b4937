"""Who was told what, and which days' duties were done."""

from django.conf import settings
from django.db import models

from camphucnam.accounts.models import Ward
from reports.models.period import ReportingPeriod
from reports.querysets import NoticeQuerySet, ReminderQuerySet, ReportQuerySet


class Notice(models.Model):
    """A sentence on somebody's first page until it is put away."""

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices")
    text = models.CharField("nội dung", max_length=300)
    url = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()
    privacy = {"id": "open", "ward": "open", "user": "office", "text": "office", "url": "open", "created_at": "open", "read_at": "open"}

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["user", "read_at"], name="notice_user_read")]

    def __str__(self) -> str:
        return self.text


class Reminder(models.Model):
    """One reminder to one person about one period: sent once, whatever happens. ``offset`` is days from the due day.

    ``notice`` is empty where a newer reminder of the same catch-up spoke for this one.
    """

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="reminders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    offset = models.SmallIntegerField()
    notice = models.ForeignKey(Notice, null=True, on_delete=models.PROTECT, related_name="+")
    mail_taken_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ReminderQuerySet.as_manager()
    privacy = {
        "id": "open",
        "period": "open",
        "user": "office",
        "offset": "open",
        "notice": "open",
        "mail_taken_at": "open",
        "mailed_at": "open",
        "created_at": "open",
    }

    class Meta:
        ordering = ["period", "offset"]
        constraints = [
            models.UniqueConstraint(fields=["period", "user", "offset"], name="reminder_once", violation_error_message="Đã nhắc người này.")
        ]

    def __str__(self) -> str:
        return f"{self.period_id} {self.offset}"


class DutyRun(models.Model):
    """A day on which the duties of a ward were looked after. The first one says since when the ward is looked after."""

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    done_at = models.DateTimeField(auto_now=True)

    objects = ReportQuerySet.as_manager()
    privacy = {"id": "open", "ward": "open", "on": "open", "done_at": "open"}

    class Meta:
        ordering = ["ward", "on"]
        constraints = [models.UniqueConstraint(fields=["ward", "on"], name="duty_run_once", violation_error_message="Đã ghi ngày này.")]

    def __str__(self) -> str:
        return f"{self.ward_id} {self.on}"
