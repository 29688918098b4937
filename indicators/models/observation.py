"""Figures that agencies report: the register cannot compute them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from indicators.models.target import Target
from indicators.querysets import ObservationQuerySet
from programs.models import Agency


class Observation(models.Model):
    """The figures of a target as of a day. Nothing is overwritten: a later entry of the same day counts instead, and a wrong one
    is withdrawn with a reason. ``target`` is the row of the version under which it was entered; it counts for the target of the
    same code and measure in every version of the year."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="observations")
    on = models.DateField("số liệu đến ngày")
    numerator = models.PositiveIntegerField("tử số", null=True, blank=True)
    denominator = models.PositiveIntegerField("mẫu số", null=True, blank=True)
    source = models.CharField("nguồn số liệu", max_length=200)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị báo")
    recorded_at = models.DateTimeField("nhập lúc", auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="người nhập")
    voided_at = models.DateTimeField("rút lúc", null=True, blank=True)
    voided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    void_reason = models.CharField("lý do rút", max_length=300, blank=True)

    objects = ObservationQuerySet.as_manager()
    privacy = {
        "id": "open",
        "target": "open",
        "on": "open",
        "numerator": "open",
        "denominator": "open",
        "source": "open",
        "note": "office",
        "agency": "open",
        "recorded_at": "open",
        "recorded_by": "office",
        "voided_at": "open",
        "voided_by": "office",
        "void_reason": "office",
    }

    class Meta:
        ordering = ["target", "-on", "-id"]
        indexes = [models.Index(fields=["target", "on"], name="observation_target_on")]
        constraints = [
            models.CheckConstraint(
                condition=Q(numerator__isnull=False) | Q(denominator__isnull=False),
                name="observation_has_a_figure",
                violation_error_message="Nhập ít nhất một số liệu.",
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True) | Q(denominator__isnull=True) | Q(numerator__lte=F("denominator")),
                name="observation_part_of_whole",
                violation_error_message="Số đã thực hiện không thể lớn hơn tổng số.",
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True) | ~Q(void_reason=""),
                name="observation_withdrawn_with_reason",
                violation_error_message="Ghi rõ lý do rút số liệu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target_id} {self.on}"
