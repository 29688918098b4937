"""Decisions and the status periods that they open. History, not state: nothing is overwritten."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from camphucnam.accounts.models import Ward
from households.models.household import Household
from households.querysets import HouseholdChildQuerySet, ScopedQuerySet, StatusPeriodQuerySet
from households.rules.classes import Departure, HouseholdClass, Opening


class DecisionQuerySet(ScopedQuerySet):
    """Decisions are read with the register of the ward."""

    group_path = "periods__household__group"


class RenewalQuerySet(HouseholdChildQuerySet):
    """Renewals."""

    ward_path = "period__ward"
    group_path = "period__household__group"


class Decision(models.Model):
    """A recognition decision (Mẫu 02, QĐ 24/2021). Figures count by ``effective_on``."""

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="decisions")
    number = models.CharField("số quyết định", max_length=60)
    signed_on = models.DateField("ngày ký")
    effective_on = models.DateField("ngày hiệu lực")
    signer_name = models.CharField("người ký", max_length=120, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = DecisionQuerySet.as_manager()
    privacy = {
        "id": "open",
        "ward": "open",
        "number": "open",
        "signed_on": "open",
        "effective_on": "open",
        "signer_name": "office",
        "recorded_at": "open",
    }

    class Meta:
        ordering = ["ward", "-effective_on", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "number", "signed_on"],
                name="decision_once",
                violation_error_message="Quyết định số này, ký ngày này đã có.",
            )
        ]

    def __str__(self) -> str:
        return self.number


class StatusPeriod(models.Model):
    """A household's class from a day to a day (both inside). Periods of one household never overlap (database).

    A correction voids a period with its reason and adds another; ``recorded_at``, ``ended_recorded_at`` and
    ``voided_at`` tell what was known when.
    """

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="periods")
    # Repeats the household's ward (the database refuses any other), so that one ward's rows are read without the others'.
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+", db_index=False)
    household_class = models.CharField("phân loại", max_length=10, choices=HouseholdClass.choices())
    from_on = models.DateField("từ ngày")
    to_on = models.DateField("đến hết ngày", null=True, blank=True)
    decision = models.ForeignKey(Decision, null=True, on_delete=models.PROTECT, related_name="periods", verbose_name="quyết định")
    standard_code = models.CharField("chuẩn nghèo", max_length=20)
    opened_as = models.CharField("diễn biến", max_length=24, choices=Opening.choices())
    opening_reason = models.CharField("lý do chọn khác gợi ý", max_length=300, blank=True)
    departure = models.CharField("lý do ra khỏi danh sách", max_length=12, choices=Departure.choices(), blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    ended_recorded_at = models.DateTimeField(null=True, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    void_reason = models.CharField("lý do đính chính", max_length=300, blank=True)

    objects = StatusPeriodQuerySet.as_manager()
    privacy = {
        "id": "open",
        "household": "office",
        "ward": "open",
        "household_class": "sensitive",
        "from_on": "office",
        "to_on": "office",
        "decision": "open",
        "standard_code": "open",
        "opened_as": "office",
        "opening_reason": "personal",
        "departure": "office",
        "recorded_at": "open",
        "recorded_by": "office",
        "ended_recorded_at": "open",
        "voided_at": "open",
        "voided_by": "office",
        "void_reason": "personal",
    }

    class Meta:
        ordering = ["household", "from_on"]
        indexes = [
            models.Index(fields=["household", "from_on"], name="period_household_from"),
            models.Index(fields=["ward", "from_on"], name="period_ward_from"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="period_days_in_order",
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(to_on__isnull=True, voided_at__isnull=True),
                name="period_one_open",
                violation_error_message="Hộ đang có một phân loại chưa kết thúc.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.household_class} {self.from_on}"


class StatusRenewal(models.Model):
    """A later yearly decision that keeps the class: no movement, ``since`` stays, the decision becomes the newest."""

    period = models.ForeignKey(StatusPeriod, on_delete=models.PROTECT, related_name="renewals")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="renewals")
    effective_on = models.DateField("ngày hiệu lực")
    standard_code = models.CharField("chuẩn nghèo", max_length=20)
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = RenewalQuerySet.as_manager()
    privacy = {"id": "open", "period": "office", "decision": "open", "effective_on": "open", "standard_code": "open", "recorded_at": "open"}

    class Meta:
        ordering = ["period", "effective_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "decision"],
                name="renewal_once",
                violation_error_message="Quyết định này đã công nhận lại phân loại này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.period_id} {self.decision_id}"
