"""Monthly social assistance (CS7)."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

from households.models import Household, Member
from registers.models import KEPT_PRIVACY, Kept, at_least, in_order, void_explained
from welfare.models.base import ASSISTANCE
from welfare.rules.assistance import AssistanceState, state_on
from welfare.rules.rates import rate_name


class AssistanceCase(Kept):
    """A person who meets the conditions of a group from a day on; then the decision with its first and last day, or the refusal.

    ``times`` multiplies the coefficient (children of a single parent); 1 for everybody else.
    """

    CODES, WORD = ASSISTANCE, "Hồ sơ bảo trợ xã hội"

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="assistance_cases", verbose_name="người")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="assistance_cases", verbose_name="hộ")
    code = models.CharField("đối tượng", max_length=40)
    times = models.PositiveSmallIntegerField("số lần hệ số", default=1)
    eligible_on = models.DateField("đủ điều kiện từ ngày")
    number = models.CharField("số quyết định", max_length=60, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    from_on = models.DateField("hưởng từ ngày", null=True, blank=True)
    to_on = models.DateField("hưởng đến hết ngày", null=True, blank=True)
    end_reason = models.CharField("lý do thôi hưởng", max_length=200, blank=True)
    refused_on = models.DateField("không được hưởng, ngày", null=True, blank=True)
    refused_reason = models.CharField("lý do không được hưởng", max_length=200, blank=True)

    privacy = {
        **KEPT_PRIVACY,
        "member": "personal",
        "household": "office",
        **dict.fromkeys(["code", "times", "end_reason", "refused_reason"], "sensitive"),
        **dict.fromkeys(["eligible_on", "number", "decided_on", "from_on", "to_on", "refused_on"], "office"),
    }

    class Meta:
        ordering = ["household__code", "member__sort_order", "-eligible_on", "id"]
        constraints = [
            void_explained("assistance_case"),
            at_least("assistance_case_times", "times", 1, "Số lần hệ số phải từ 1."),
            in_order("assistance_case_days", "from_on", "to_on", "Ngày thôi hưởng phải từ ngày bắt đầu hưởng trở đi."),
            models.CheckConstraint(
                condition=Q(number="", decided_on__isnull=True, from_on__isnull=True, to_on__isnull=True)
                | (Q(decided_on__isnull=False, from_on__isnull=False, refused_on__isnull=True) & ~Q(number="")),
                name="assistance_case_decided",
                violation_error_message="Quyết định hưởng phải có số, ngày và ngày bắt đầu hưởng.",
            ),
            models.UniqueConstraint(
                fields=["member", "code"],
                condition=Q(voided_at__isnull=True, to_on__isnull=True, refused_on__isnull=True),
                name="assistance_case_once",
                violation_error_message="Người này đã có hồ sơ còn mở theo đối tượng đó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member.full_name}, {rate_name(self.code)}"

    def state_on(self, day: date) -> AssistanceState:
        """Where the case stands on a day."""
        return state_on(self.from_on, self.to_on, self.refused_on, day)

    @property
    def state(self) -> AssistanceState:
        """Where it stands today."""
        return self.state_on(timezone.localdate())
