"""Dated facts of members and dwellings. The newest counting fact not after a day holds on that day."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from households.models.household import Household
from households.models.member import Member
from households.querysets import DwellingFactQuerySet, MemberFactQuerySet
from households.rules.facts import DwellingKind, FactKind, KindRule, kind_rule

FACT_PRIVACY = {
    "id": "open",
    "kind": "open",
    "value": "sensitive",
    "on": "open",
    "source": "office",
    "recorded_at": "open",
    "recorded_by": "office",
    "voided_at": "open",
    "voided_by": "office",
    "void_reason": "office",
}


class DatedFact(models.Model):
    """What a source says on a day. A wrong one is voided with its reason; it stays readable and never counts."""

    value = models.CharField("câu trả lời", max_length=40)
    on = models.DateField("ngày")
    source = models.CharField("nguồn", max_length=120, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    void_reason = models.CharField("lý do hủy", max_length=300, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.rule.kind.label} {self.on}"

    @property
    def rule(self) -> KindRule:
        """What may be recorded of its kind."""
        raise NotImplementedError

    @property
    def value_label(self) -> str:
        """The answer in words."""
        return self.rule.label(self.value)

    @property
    def marks(self) -> frozenset[str]:
        """What the answer means to the rules (data/facts.toml)."""
        return self.rule.marks(self.value)


class MemberFact(DatedFact):
    """A fact of a member."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="facts")
    kind = models.CharField("nội dung", max_length=30, choices=FactKind.choices())

    objects = MemberFactQuerySet.as_manager()
    privacy = FACT_PRIVACY | {"member": "office"}

    class Meta:
        ordering = ["member", "kind", "on"]
        indexes = [models.Index(fields=["kind", "on"], name="member_fact_kind_on")]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind", "on"],
                condition=Q(voided_at__isnull=True),
                name="member_fact_once_a_day",
                violation_error_message="Nhân khẩu đã có số liệu này ở ngày đó.",
            ),
            models.CheckConstraint(
                condition=~Q(value=""), name="member_fact_answered", violation_error_message="Số liệu phải có câu trả lời."
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True) | (~Q(void_reason="") & Q(voided_by__isnull=False)),
                name="member_fact_voided_with_reason",
                violation_error_message="Số liệu bị hủy phải có lý do và người hủy.",
            ),
        ]

    @property
    def rule(self) -> KindRule:
        """What may be recorded of its kind."""
        return kind_rule(FactKind(self.kind))


class DwellingFact(DatedFact):
    """A fact of the dwelling, or of the household as a whole."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="dwelling_facts")
    kind = models.CharField("nội dung", max_length=30, choices=DwellingKind.choices())

    objects = DwellingFactQuerySet.as_manager()
    privacy = FACT_PRIVACY | {"household": "office"}

    class Meta:
        ordering = ["household", "kind", "on"]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "kind", "on"],
                condition=Q(voided_at__isnull=True),
                name="dwelling_fact_once_a_day",
                violation_error_message="Hộ đã có số liệu này ở ngày đó.",
            ),
            models.CheckConstraint(
                condition=~Q(value=""), name="dwelling_fact_answered", violation_error_message="Số liệu phải có câu trả lời."
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True) | (~Q(void_reason="") & Q(voided_by__isnull=False)),
                name="dwelling_fact_voided_with_reason",
                violation_error_message="Số liệu bị hủy phải có lý do và người hủy.",
            ),
        ]

    @property
    def rule(self) -> KindRule:
        """What may be recorded of its kind."""
        return kind_rule(DwellingKind(self.kind))
