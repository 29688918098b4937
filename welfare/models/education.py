"""Supports for learning (CS3). Whether a child goes to school is a dated fact of the member."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from households.models import Household, Member
from registers.models import KEPT_PRIVACY, Kept, at_least, in_order, void_explained
from support.models import BudgetLine
from support.models.tied import TIED_PRIVACY, TiedRow, made_with_grant
from support.rules.words import GrantKind
from welfare.models.base import EDUCATION
from welfare.rules.schooling import SchoolSupportKind, year_words


class SchoolSupport(TiedRow, Kept):
    """What a learner is granted for a school year. ``school_year`` is the year in which it begins; ``amount_dong`` None where the
    school settles the tuition itself: then no money goes to the household, and there is no grant."""

    CODES, WORD = EDUCATION, "Hỗ trợ học tập"
    GRANT_CODE, VALUE, DAY, PAGE, TELLS = "CS3", "amount_dong", "paid_on", ("welfare:school_supports", ""), True
    NAMED_BY = ("member",)

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="school_supports", verbose_name="người học")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="school_supports", verbose_name="hộ")
    school_year = models.PositiveSmallIntegerField("năm học")
    kind = models.CharField("loại hỗ trợ", max_length=14, choices=SchoolSupportKind.choices())
    school = models.CharField("trường", max_length=120, blank=True)
    from_on = models.DateField("hưởng từ ngày")
    months = models.PositiveSmallIntegerField("số tháng")
    amount_dong = models.PositiveBigIntegerField("số tiền", null=True, blank=True)
    basis = models.CharField("căn cứ tính", max_length=300, blank=True)
    paid_on = models.DateField("đã chi ngày", null=True, blank=True)

    privacy = {
        **KEPT_PRIVACY,
        **TIED_PRIVACY,
        **dict.fromkeys(["member", "school"], "personal"),
        **dict.fromkeys(["household", "school_year", "kind", "from_on", "months", "amount_dong", "basis", "paid_on"], "office"),
    }

    class Meta:
        ordering = ["-school_year", "household__code", "id"]
        constraints = [
            void_explained("school_support"),
            made_with_grant("school_support"),
            at_least("school_support_months", "months", 1, "Số tháng phải từ 1."),
            at_least("school_support_amount", "amount_dong", 1, "Số tiền phải lớn hơn 0."),
            in_order("school_support_paid", "from_on", "paid_on", "Ngày chi phải từ ngày bắt đầu hưởng trở đi."),
            models.UniqueConstraint(
                fields=["member", "school_year", "kind"],
                condition=Q(voided_at__isnull=True),
                name="school_support_once",
                violation_error_message="Người này đã được ghi loại hỗ trợ đó trong năm học.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member.full_name}, {SchoolSupportKind.label_of(self.kind).lower()} {year_words(self.school_year)}"

    @staticmethod
    def given_rows() -> Q:
        """Those in money."""
        return Q(amount_dong__isnull=False)

    @property
    def is_given(self) -> bool:
        """Whether the household gets money."""
        return self.amount_dong is not None

    @property
    def person(self) -> Member:
        """The learner."""
        return self.member

    def described(self, line: BudgetLine | None) -> dict[str, Any]:
        """Money, decided on the day from which it is granted, today at the latest."""
        return {"kind": GrantKind.CASH, "decided_on": min(self.from_on, timezone.localdate())}
