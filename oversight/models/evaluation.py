"""The yearly evaluation of the plan: how far each (sub-)project and policy reached what it was given."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from oversight.querysets import FollowedQuerySet
from oversight.rules.words import KIND_CODES, Judgement, OversightKind
from registers.models import KEPT_PRIVACY, Kept, void_explained


class Evaluation(Kept):
    """A judgement about one (sub-)project or policy of a year, beside the figures of the registers on the day it was made
    (``figures``: [{code, label, value or null, unit}], ``figures_to_on``: their last day, inside)."""

    CODES, WORD = KIND_CODES[OversightKind.INSPECTION], "Đánh giá kế hoạch"

    year = models.PositiveSmallIntegerField("năm")
    code = models.CharField("mã của kế hoạch", max_length=20)
    name = models.CharField("tên", max_length=250)
    assigned = models.TextField("nội dung, chỉ tiêu được giao", max_length=3000)
    reached = models.TextField("kết quả đạt được", max_length=3000, blank=True)
    figures = models.JSONField("số liệu của các sổ", default=list)
    figures_to_on = models.DateField("số liệu đến hết ngày")
    judgement = models.CharField("mức đạt được", max_length=11, choices=Judgement.choices())
    conclusion = models.TextField("kết luận, kiến nghị", max_length=3000, blank=True)

    objects: ClassVar[Any] = FollowedQuerySet.as_manager()
    privacy = {
        **KEPT_PRIVACY,
        **dict.fromkeys(["year", "code", "name", "figures", "figures_to_on", "judgement"], "open"),
        **dict.fromkeys(["assigned", "reached", "conclusion"], "office"),
    }

    class Meta:
        ordering = ["-year", "id"]
        constraints = [
            void_explained("evaluation"),
            models.UniqueConstraint(
                fields=["ward", "year", "code"],
                condition=Q(voided_at__isnull=True),
                name="evaluation_once",
                violation_error_message="Phần này của kế hoạch đã được đánh giá cho năm đó. Hủy bản cũ rồi đánh giá lại.",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100), name="evaluation_year", violation_error_message="Năm phải từ 2000 đến 2100."
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}, năm {self.year}"
