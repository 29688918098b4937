"""Rates and norms of the regular policies."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q

from registers.models import KEPT_PRIVACY, Kept, in_order, void_explained
from welfare.models.base import RATES
from welfare.rules.rates import RateTerm, rate_kind, rate_name


class WelfareRate(Kept):
    """An amount or number from a day on; it holds until ``to_on`` (inside) or until the next row of its code.

    ``recorded_by`` is None for rows that came with the data file.
    """

    CODES, WORD = RATES, "Mức, định mức"

    recorded_by = models.ForeignKey(  # type: ignore[assignment]
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="người ghi"
    )
    code = models.CharField("mục", max_length=40)
    amount_dong = models.PositiveBigIntegerField("số tiền", null=True, blank=True)
    number = models.DecimalField("con số", max_digits=12, decimal_places=3, null=True, blank=True)
    from_on = models.DateField("áp dụng từ ngày")
    to_on = models.DateField("đến hết ngày", null=True, blank=True)
    document = models.CharField("văn bản", max_length=200)
    article = models.CharField("điều, khoản", max_length=60, blank=True)
    is_verified = models.BooleanField("đã đối chiếu với văn bản", default=False)

    privacy = {
        **KEPT_PRIVACY,
        **dict.fromkeys(["code", "amount_dong", "number", "from_on", "to_on", "document", "article", "is_verified"], "open"),
    }

    class Meta:
        ordering = ["code", "-from_on", "-id"]
        constraints = [
            void_explained("welfare_rate"),
            in_order("welfare_rate_days", "from_on", "to_on", "Ngày cuối phải từ ngày đầu trở đi."),
            models.CheckConstraint(
                condition=Q(amount_dong__isnull=False, number__isnull=True) | Q(amount_dong__isnull=True, number__isnull=False),
                name="welfare_rate_one_value",
                violation_error_message="Điền số tiền hoặc con số, không cả hai.",
            ),
            models.UniqueConstraint(
                fields=["ward", "code", "from_on"],
                condition=Q(voided_at__isnull=True),
                name="welfare_rate_once_a_day",
                violation_error_message="Mục này đã có mức áp dụng từ đúng ngày đó. Hủy dòng cũ kèm lý do trước khi ghi dòng mới.",
            ),
        ]

    def __str__(self) -> str:
        return f"{rate_name(self.code)}, từ {self.from_on:%d/%m/%Y}"

    @property
    def term(self) -> RateTerm:
        """The row for the rules."""
        number = Decimal(self.number) if self.number is not None else None
        return RateTerm(self.code, self.from_on, self.to_on, self.amount_dong, number, self.document, self.article, self.is_verified)

    @property
    def words(self) -> str:
        """The value as it reads."""
        return rate_kind(self.code).words(self.amount_dong, self.number)
