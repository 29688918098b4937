"""Contracts to work abroad (DA4.TDA2, CS6)."""

from django.db import models
from django.db.models import Q

from households.models import Member
from households.rules.needs import NeedKind
from livelihoods.models.base import JOBS
from livelihoods.rules.words import AbroadState
from registers.models import KEPT_PRIVACY, Help, Kept, in_order, void_explained


class WorkAbroad(Kept):
    """A contract to work abroad and the policies that supported it."""

    CODES, WORD, HELPED, ALIKE = JOBS, "Đi làm việc ở nước ngoài", "member", ("livelihoods.Placement",)

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="contracts_abroad", verbose_name="người lao động")
    country = models.CharField("nước, vùng lãnh thổ", max_length=100)
    company = models.CharField("doanh nghiệp đưa đi", max_length=200)
    signed_on = models.DateField("ký hợp đồng ngày")
    departed_on = models.DateField("xuất cảnh ngày", null=True, blank=True)
    returned_on = models.DateField("về nước ngày", null=True, blank=True)
    state = models.CharField("tình trạng", max_length=10, choices=AbroadState.choices(), default=AbroadState.PREPARING)
    support = models.CharField("chính sách đã hỗ trợ", max_length=500, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    privacy = {
        **KEPT_PRIVACY,
        "member": "personal",
        "country": "personal",
        "company": "personal",
        "signed_on": "office",
        "departed_on": "office",
        "returned_on": "office",
        "state": "personal",
        "support": "sensitive",
        "note": "personal",
    }

    class Meta:
        ordering = ["-signed_on", "-id"]
        constraints = [
            void_explained("abroad"),
            in_order("abroad_departure", "signed_on", "departed_on", "Ngày xuất cảnh phải từ ngày ký hợp đồng trở đi."),
            in_order("abroad_return", "departed_on", "returned_on", "Ngày về nước phải từ ngày xuất cảnh trở đi."),
            models.CheckConstraint(
                condition=Q(state__in=["preparing", "cancelled"], departed_on__isnull=True, returned_on__isnull=True)
                | Q(state="departed", departed_on__isnull=False, returned_on__isnull=True)
                | Q(state="returned", departed_on__isnull=False, returned_on__isnull=False),
                name="abroad_days_fit_the_state",
                violation_error_message="Ngày xuất cảnh, ngày về nước phải khớp với tình trạng.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member.full_name}, {self.country}"

    def help(self) -> Help | None:
        """Who left to work abroad has the work that was needed, from the day of departure."""
        if self.departed_on is None:
            return None
        words = f"Đi làm việc ở nước ngoài: {self.country}, {self.company}"
        return Help(self.member.household, self.member, (NeedKind.JOB,), self.departed_on, words)
