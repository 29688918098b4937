"""What is to be inspected or supervised in a year, when, and by whom."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from households.models import ResidentialGroup
from oversight.querysets import CODES as ALL_CODES
from oversight.querysets import FollowedQuerySet
from oversight.rules import periods
from oversight.rules.words import KIND_CODES, OversightKind
from programs.models import Agency, Policy, SubProject
from registers.models import KEPT_PRIVACY, Kept, in_order, void_explained


class OversightRow(Kept):
    """A row that is the work of whoever does its kind of oversight."""

    CODES = ALL_CODES

    class Meta:
        abstract = True

    kind: Any

    @property
    def codes(self) -> tuple[str, ...]:
        """Works of its kind."""
        return KIND_CODES[OversightKind(self.kind)] if self.kind else self.CODES


class PlanItem(OversightRow):
    """One line of the yearly plan. Whether it was held or is late follows from its visits and the day."""

    PARTS, WORD = ("visits",), "Nội dung trong kế hoạch kiểm tra, giám sát"

    kind = models.CharField("hình thức", max_length=11, choices=OversightKind.choices())
    subject = models.CharField("nội dung", max_length=300)
    search_text = models.CharField(max_length=600, editable=False, default="")
    subprojects = models.ManyToManyField(SubProject, blank=True, related_name="+", verbose_name="dự án, tiểu dự án")
    policies = models.ManyToManyField(Policy, blank=True, related_name="+", verbose_name="chính sách")
    groups = models.ManyToManyField(ResidentialGroup, blank=True, related_name="+", verbose_name="tổ dân phố")
    target = models.CharField("đối tượng, phạm vi", max_length=300, blank=True)
    planned_from_on = models.DateField("dự kiến từ ngày")
    planned_to_on = models.DateField("dự kiến đến hết ngày")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị chủ trì")
    drop_reason = models.CharField("lý do không thực hiện", max_length=300, blank=True)

    objects: ClassVar[Any] = FollowedQuerySet.as_manager()
    privacy = {
        **KEPT_PRIVACY,
        **dict.fromkeys(
            ["kind", "subject", "search_text", "subprojects", "policies", "groups", "planned_from_on", "planned_to_on", "agency"], "open"
        ),
        "target": "office",
        "drop_reason": "office",
    }

    class Meta:
        ordering = ["planned_to_on", "planned_from_on", "id"]
        indexes = [models.Index(fields=["ward", "planned_to_on"], name="plan_item_days")]
        constraints = [
            void_explained("plan_item"),
            in_order("plan_item", "planned_from_on", "planned_to_on", "Ngày dự kiến kết thúc phải từ ngày dự kiến bắt đầu trở đi."),
            models.CheckConstraint(
                condition=~Q(subject=""), name="plan_item_subject", violation_error_message="Ghi nội dung kiểm tra, giám sát."
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def year(self) -> int:
        """Year of the plan to which it belongs."""
        return self.planned_to_on.year

    @property
    def when(self) -> str:
        """``Tháng 3/2023``."""
        return periods.label_of(self.planned_from_on, self.planned_to_on)
