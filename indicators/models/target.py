"""What is measured (Indicator) and what is wanted of it in a year (Target). Both come from a data file."""

from django.db import models

from camphucnam.accounts.models import Ward
from indicators.querysets import IndicatorQuerySet, TargetQuerySet
from indicators.rules.words import AssignedType, Comparison, Reading
from programs.models import Plan
from programs.models.base import Retirable

NO_COMPARISON = [("", "Không giao mức")]


class Indicator(Retirable):
    """A measure, or one measure in per cent of another. ``numerator`` and ``denominator`` name registered measures."""

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="indicators")
    code = models.CharField("mã", max_length=90)
    dimension = models.CharField("chiều", max_length=60)
    unit = models.CharField("đơn vị tính", max_length=20)
    numerator = models.CharField("tử số", max_length=40)
    denominator = models.CharField("mẫu số", max_length=40, blank=True)

    objects = IndicatorQuerySet.as_manager()
    privacy = dict.fromkeys(["id", "ward", "code", "dimension", "unit", "numerator", "denominator", "retired_on"], "open")

    class Meta:
        ordering = ["ward", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "code"], name="indicator_code_once", violation_error_message="Phường đã có phép đo mang mã này."
            )
        ]

    def __str__(self) -> str:
        return self.code


class Target(Retirable):
    """What a version of a plan wants of an indicator in its year. Without a comparison the figure is reported and never judged.

    A draft binds nobody: what is measured are the targets of the version in force (``binding``). ``plan`` is null only in a year
    whose targets were loaded without a plan.
    """

    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.PROTECT, related_name="targets")
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="targets")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    year = models.PositiveSmallIntegerField("năm")
    code = models.CharField("mã", max_length=10)
    order = models.PositiveSmallIntegerField()
    short_name = models.CharField("tên ngắn", max_length=120)
    name = models.TextField("chỉ tiêu")
    comparison = models.CharField("so sánh", max_length=2, choices=[*NO_COMPARISON, *Comparison.choices()], blank=True)
    value = models.DecimalField("mức giao", max_digits=12, decimal_places=2, null=True, blank=True)
    population = models.JSONField("diện đối tượng", default=list)
    population_text = models.CharField("đối tượng", max_length=250)
    reading = models.CharField("cách đọc", max_length=20, choices=Reading.choices(), blank=True)
    reading_measures = models.JSONField("các cách đọc", default=dict)
    assigned_type = models.CharField("loại", max_length=10, choices=AssignedType.choices())
    assigned_by = models.CharField("nơi giao", max_length=160)
    assigned_document = models.CharField("văn bản giao", max_length=160, blank=True)
    source_agency_code = models.CharField("đơn vị báo số liệu", max_length=20, blank=True)
    subproject_code = models.CharField(max_length=20, blank=True)
    policy_code = models.CharField(max_length=20, blank=True)
    source_document = models.CharField("văn bản", max_length=200)
    source_line = models.PositiveSmallIntegerField("dòng", null=True)

    objects = TargetQuerySet.as_manager()
    privacy = dict.fromkeys(
        [
            "id", "plan", "ward", "indicator", "year", "code", "order", "short_name", "name", "comparison", "value",
            "population", "population_text", "reading", "reading_measures", "assigned_type", "assigned_by", "assigned_document",
            "source_agency_code", "subproject_code", "policy_code", "source_document", "source_line", "retired_on",
        ],
        "open",
    )  # fmt: skip

    class Meta:
        ordering = ["ward", "-year", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "code"], name="target_code_once_a_plan", violation_error_message="Kế hoạch đã có chỉ tiêu mang mã đó."
            ),
            models.UniqueConstraint(
                fields=["ward", "year", "code"],
                condition=models.Q(plan__isnull=True),
                name="target_code_once",
                violation_error_message="Năm này đã có chỉ tiêu mang mã đó.",
            ),
            models.CheckConstraint(
                condition=models.Q(comparison="") | models.Q(value__isnull=False),
                name="target_compared_has_value",
                violation_error_message="Chỉ tiêu có so sánh phải có mức giao.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.short_name}"

    @property
    def source(self) -> str:
        """The paper it stands in."""
        line = f", dòng {self.source_line}" if self.source_line else ""
        return "; ".join(filter(None, [f"{self.source_document}{line}", self.assigned_document]))
