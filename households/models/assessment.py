"""An assessment (Phiếu B1, B2): points and the twelve indicators, each yes, no or unknown."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from camphucnam.accounts.models import Ward
from camphucnam.accounts.models.ward import AreaType
from households.models.household import Household
from households.querysets import AssessmentQuerySet


class Assessment(models.Model):
    """What a review found on a day. Bit ``n − 1`` of the masks stands for the indicator printed as ``n``.

    ``known_mask`` tells which indicators were answered; a bit in ``deprived_mask`` without it is refused. B2 is
    computed from the bits; ``reported_deprivation_score`` keeps the points of a file that had no marks.
    """

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="assessments")
    # Repeats the household's ward (the database refuses any other), so that one ward's rows are read without the others'.
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+", db_index=False)
    assessed_on = models.DateField("ngày rà soát")
    standard_code = models.CharField("chuẩn nghèo", max_length=20)
    area_type = models.CharField("khu vực", max_length=10, choices=AreaType.choices())
    income_score = models.PositiveIntegerField("điểm B1", null=True, blank=True)
    deprived_mask = models.PositiveIntegerField(default=0)
    known_mask = models.PositiveIntegerField(default=0)
    reported_deprivation_score = models.PositiveIntegerField("điểm B2 theo tệp", null=True, blank=True)
    source = models.CharField("nguồn", max_length=120, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    voided_at = models.DateTimeField(null=True, blank=True)
    void_reason = models.CharField(max_length=300, blank=True)

    objects = AssessmentQuerySet.as_manager()
    privacy = {
        "id": "open",
        "household": "office",
        "ward": "open",
        "assessed_on": "office",
        "standard_code": "open",
        "area_type": "open",
        "income_score": "sensitive",
        "deprived_mask": "sensitive",
        "known_mask": "open",
        "reported_deprivation_score": "sensitive",
        "source": "office",
        "recorded_at": "open",
        "recorded_by": "office",
        "voided_at": "open",
        "void_reason": "personal",
    }

    class Meta:
        ordering = ["household", "assessed_on", "id"]
        indexes = [
            models.Index(fields=["household", "assessed_on"], name="assessment_household_on"),
            models.Index(fields=["ward", "assessed_on"], name="assessment_ward_on"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "assessed_on"],
                condition=Q(voided_at__isnull=True),
                name="assessment_once_a_day",
                violation_error_message="Hộ đã có phiếu rà soát của ngày này.",
            ),
            models.CheckConstraint(
                condition=Q(known_mask=F("known_mask").bitor(F("deprived_mask"))),  # type: ignore[arg-type]  # columns are allowed
                name="assessment_deprived_is_known",
                violation_error_message="Chỉ số thiếu hụt phải là chỉ số đã được trả lời.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.assessed_on}"

    @property
    def deprived(self) -> list[int]:
        """Printed numbers of the deprived indicators."""
        return [n + 1 for n in range(self.deprived_mask.bit_length()) if self.deprived_mask >> n & 1]

    @property
    def has_marks(self) -> bool:
        """Whether any indicator was answered at all."""
        return self.known_mask != 0
