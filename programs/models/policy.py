"""Regular policies, and the rules that tell who benefits from a (sub-)project, a content or a policy."""

from django.db import models
from django.db.models import F, Q

from programs.models.agency import Agency
from programs.models.base import Retirable
from programs.models.plan import Plan
from programs.models.project import SubProject, SupportContent
from programs.querysets import PlanScopedQuerySet
from programs.rules.words import RuleKind, RuleUnit


class Policy(Retirable):
    """A regular policy (section II.2). No owner means that the plan gives it to nobody: see the findings."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="policies")
    code = models.CharField("mã", max_length=10)
    order = models.PositiveSmallIntegerField()
    label = models.CharField("số mục", max_length=10)
    name = models.CharField("tên", max_length=200)
    paragraphs = models.JSONField("các đoạn", default=list)
    owners = models.ManyToManyField(Agency, related_name="policies", blank=True, verbose_name="đơn vị phụ trách")
    line = models.PositiveSmallIntegerField("dòng", null=True)

    objects = PlanScopedQuerySet.as_manager()
    privacy = dict.fromkeys(["id", "plan", "code", "order", "label", "name", "paragraphs", "owners", "line", "retired_on"], "open")

    class Meta:
        ordering = ["plan", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "code"], name="policy_once", violation_error_message="Kế hoạch đã có chính sách mang mã này."
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class BeneficiaryRule(Retirable):
    """A dated rule of exactly one (sub-)project, content or policy.

    Eligible rules of one thing are alternatives; a priority rule raises those who are eligible already. An empty class
    set means that the class does not matter, an empty trait set that none is asked for; one of several is enough.
    Ages are in months; ``is_derived``: read off another passage because the plan has no heading for it.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="rules")
    subproject = models.ForeignKey(SubProject, null=True, on_delete=models.PROTECT, related_name="rules")
    content = models.OneToOneField(SupportContent, null=True, on_delete=models.PROTECT, related_name="rule")
    policy = models.ForeignKey(Policy, null=True, on_delete=models.PROTECT, related_name="rules")
    code = models.CharField(max_length=30)
    order = models.PositiveSmallIntegerField()
    kind = models.CharField("loại", max_length=10, choices=RuleKind.choices())
    unit = models.CharField("áp dụng cho", max_length=12, choices=RuleUnit.choices())
    classes = models.JSONField("diện", default=list)
    traits = models.JSONField("điều kiện", default=list)
    lower_months = models.PositiveSmallIntegerField("từ tháng tuổi", null=True)
    lower_inclusive = models.BooleanField(default=True)
    upper_months = models.PositiveSmallIntegerField("đến tháng tuổi", null=True)
    upper_inclusive = models.BooleanField(default=True)
    text = models.TextField("nguyên văn")
    clause = models.CharField("mục, điểm", max_length=60)
    line = models.PositiveSmallIntegerField("dòng", null=True)
    is_derived = models.BooleanField("suy ra", default=False)
    from_on = models.DateField("từ ngày", null=True, blank=True)
    to_on = models.DateField("đến hết ngày", null=True, blank=True)

    objects = PlanScopedQuerySet.as_manager()
    privacy = dict.fromkeys(
        [
            "id", "plan", "subproject", "content", "policy", "code", "order", "kind", "unit", "classes", "traits", "lower_months",
            "lower_inclusive", "upper_months", "upper_inclusive", "text", "clause", "line", "is_derived", "from_on", "to_on", "retired_on",
        ],
        "open",
    )  # fmt: skip

    class Meta:
        ordering = ["plan", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "code"], name="beneficiary_rule_once", violation_error_message="Kế hoạch đã có quy tắc mang mã này."
            ),
            models.CheckConstraint(
                condition=Q(subproject__isnull=False, content__isnull=True, policy__isnull=True)
                | Q(subproject__isnull=True, content__isnull=False, policy__isnull=True)
                | Q(subproject__isnull=True, content__isnull=True, policy__isnull=False),
                name="beneficiary_rule_one_subject",
                violation_error_message="Quy tắc phải thuộc đúng một tiểu dự án, nội dung hoặc chính sách.",
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(from_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="beneficiary_rule_days_in_order",
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
        ]

    def __str__(self) -> str:
        return self.text
