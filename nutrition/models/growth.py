"""Weight and height of a child on a day, with what they meant by the tables of that time."""

from django.db import models
from django.db.models import Q

from households.models import Member, MemberFact
from nutrition.models.base import NUTRITION, OfMember
from nutrition.rules.words import NutritionClass, Standard
from registers.models import KEPT_PRIVACY, Kept, at_least, void_explained

ONCE_A_DAY = "Trẻ này đã có số cân đo trong ngày. Nếu số đó sai thì hủy dòng đó rồi ghi lại."


def score_field(label: str) -> models.DecimalField:
    """A z-score with two decimals; None where the tables have no value."""
    return models.DecimalField(label, max_digits=6, decimal_places=2, null=True, blank=True, editable=False)


class GrowthMeasurement(OfMember, Kept):
    """A measurement. Scores and class are stored with the name of the standard: later tables do not change them."""

    CODES, WORD = NUTRITION, "Lần cân đo"

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="growth_measurements", verbose_name="trẻ")
    measured_on = models.DateField("ngày cân đo")
    weight_g = models.PositiveIntegerField("cân nặng (g)")
    height_mm = models.PositiveIntegerField("chiều dài, chiều cao (mm)")
    lying = models.BooleanField("đo nằm")
    confirmed = models.BooleanField("đã đo lại", default=False)
    standard = models.CharField("chuẩn", max_length=8, choices=Standard.choices(), editable=False)
    height_for_age = score_field("điểm z chiều cao theo tuổi")
    weight_for_age = score_field("điểm z cân nặng theo tuổi")
    weight_for_height = score_field("điểm z cân nặng theo chiều cao, BMI theo tuổi")
    nutrition_class = models.CharField("phân loại", max_length=14, choices=NutritionClass.choices(), editable=False)
    fact = models.ForeignKey(MemberFact, null=True, editable=False, on_delete=models.PROTECT, related_name="+")

    privacy = {
        **KEPT_PRIVACY,
        "member": "office",
        **dict.fromkeys(["measured_on", "confirmed", "standard", "fact"], "office"),
        **dict.fromkeys(["weight_g", "height_mm", "lying", "height_for_age", "weight_for_age", "weight_for_height"], "sensitive"),
        "nutrition_class": "sensitive",
    }

    class Meta:
        ordering = ["-measured_on", "-id"]
        indexes = [models.Index(fields=["ward", "measured_on"], name="growth_ward_day")]
        constraints = [
            void_explained("growth"),
            at_least("growth_weight", "weight_g", 1, "Cân nặng phải lớn hơn 0."),
            at_least("growth_height", "height_mm", 1, "Chiều cao phải lớn hơn 0."),
            models.UniqueConstraint(
                fields=["member", "measured_on"],
                condition=Q(voided_at__isnull=True),
                name="growth_once_a_day",
                violation_error_message=ONCE_A_DAY,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.measured_on:%d/%m/%Y}"
