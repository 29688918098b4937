"""Pregnancies that the health station follows, and the visits."""

from django.db import models
from django.db.models import Q

from households.models import Member, MemberFact
from nutrition.models.base import NUTRITION, OfMember
from nutrition.rules.words import Outcome
from registers.models import KEPT_PRIVACY, Kept, void_explained


class Pregnancy(OfMember, Kept):
    """A pregnancy from the day it was registered until it ended here (both inside)."""

    CODES, PARTS, WORD = NUTRITION, ("visits",), "Thai kỳ theo dõi"

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="pregnancies", verbose_name="phụ nữ có thai")
    registered_on = models.DateField("đăng ký theo dõi ngày")
    expected_on = models.DateField("dự kiến sinh ngày")
    ended_on = models.DateField("kết thúc ngày", null=True, blank=True, editable=False)
    outcome = models.CharField("kết thúc", max_length=5, choices=Outcome.choices(), blank=True, editable=False)
    facts = models.ManyToManyField(MemberFact, related_name="+", editable=False)

    privacy = {
        **KEPT_PRIVACY,
        "member": "office",
        **dict.fromkeys(["registered_on", "expected_on", "ended_on", "outcome"], "sensitive"),
        "facts": "office",
    }

    class Meta:
        ordering = ["-registered_on", "-id"]
        constraints = [
            void_explained("pregnancy"),
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(voided_at__isnull=True, ended_on__isnull=True),
                name="pregnancy_one_open",
                violation_error_message="Người này đang được theo dõi một thai kỳ. Ghi kết thúc thai kỳ đó trước.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, outcome="") | (Q(ended_on__isnull=False) & ~Q(outcome="")),
                name="pregnancy_outcome",
                violation_error_message="Ghi cả ngày và cách kết thúc thai kỳ.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=models.F("registered_on")),
                name="pregnancy_in_order",
                violation_error_message="Ngày kết thúc phải sau ngày đăng ký theo dõi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}, đăng ký {self.registered_on:%d/%m/%Y}"


class AntenatalVisit(Kept):
    """A check of a pregnancy, and whether micronutrients were handed out then."""

    CODES, WORD = NUTRITION, "Lần khám thai"

    pregnancy = models.ForeignKey(Pregnancy, on_delete=models.PROTECT, related_name="visits", verbose_name="thai kỳ")
    on = models.DateField("khám ngày")
    micronutrients = models.BooleanField("cấp đa vi chất")
    note = models.CharField("ghi chú", max_length=200, blank=True)

    privacy = {
        **KEPT_PRIVACY,
        "pregnancy": "office",
        "on": "office",
        **dict.fromkeys(["micronutrients", "note"], "sensitive"),
    }

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            void_explained("antenatal_visit"),
            models.UniqueConstraint(
                fields=["pregnancy", "on"],
                condition=Q(voided_at__isnull=True),
                name="antenatal_visit_once_a_day",
                violation_error_message="Đã ghi lần khám trong ngày này.",
            ),
        ]

    def __str__(self) -> str:
        return f"Khám {self.on:%d/%m/%Y}"
