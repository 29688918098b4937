"""Supports for learning (CS3). Whether a child goes to school is a dated fact of the member."""

from django.db import models
from django.db.models import Q

from households.models import Household, Member
from registers.models import KEPT_PRIVACY, Kept, at_least, in_order, void_explained
from welfare.models.base import EDUCATION
from welfare.rules.schooling import SchoolSupportKind, year_words


class SchoolSupport(Kept):
    """What a learner is granted for a school year. ``school_year`` is the year in which it begins; ``amount_dong`` None where the
    school settles the tuition itself."""

    CODES, WORD = EDUCATION, "Hỗ trợ học tập"

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
        **dict.fromkeys(["member", "school"], "personal"),
        **dict.fromkeys(["household", "school_year", "kind", "from_on", "months", "amount_dong", "basis", "paid_on"], "office"),
    }

    class Meta:
        ordering = ["-school_year", "household__code", "id"]
        constraints = [
            void_explained("school_support"),
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
