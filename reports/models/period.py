"""A duty of one ward in one period of the year, with due days that never move once the period is opened."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from camphucnam.accounts.models import Ward
from camphucnam.kernel.periods import Period, PeriodKind
from reports.querysets import ReportQuerySet
from reports.rules.states import PeriodState, period_state_on


class ReportingPeriod(models.Model):
    """``number`` is the quarter, 1 for a half year, 0 for a year. The database refuses to move ``before``, ``last_day`` and
    ``internal_due`` (see guards). ``cutoff_on`` is the day that the office proposes for the figures."""

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="reporting_periods")
    kind = models.CharField("loại báo cáo", max_length=10, choices=PeriodKind.choices())
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveSmallIntegerField("kỳ", default=0)
    before = models.DateField("nộp trước ngày")
    last_day = models.DateField("ngày cuối còn đúng hạn")
    internal_due = models.DateField("ngày nộp nội bộ")
    cutoff_on = models.DateField("ngày chốt số liệu đề xuất")
    state = models.CharField("tình trạng", max_length=16, choices=PeriodState.choices(), default=PeriodState.OPEN)
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ReportQuerySet.as_manager()
    privacy = {
        "id": "open",
        "ward": "open",
        "kind": "open",
        "year": "open",
        "number": "open",
        "before": "open",
        "last_day": "open",
        "internal_due": "open",
        "cutoff_on": "open",
        "state": "open",
        "opened_at": "open",
        "opened_by": "office",
    }

    class Meta:
        ordering = ["ward", "before", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "year", "kind", "number"], name="period_once", violation_error_message="Kỳ báo cáo này đã mở."
            ),
            models.CheckConstraint(
                condition=Q(last_day__lte=F("before")),
                name="period_due_in_order",
                violation_error_message="Ngày cuối không thể sau hạn nộp.",
            ),
        ]

    def __str__(self) -> str:
        return self.period.label

    @property
    def period(self) -> Period:
        """The calendar period."""
        return Period(self.year, PeriodKind(self.kind), self.number)

    def state_on(self, today: date) -> PeriodState:
        """The state as it reads on a day, also before the night job has written it."""
        return period_state_on(PeriodState(self.state), self.last_day, today)
