"""Hunger relief (CS7): rounds of rice, and the households that got it."""

from django.db import models
from django.db.models import Q

from households.models import Household
from registers.models import KEPT_PRIVACY, Kept, at_least, in_order, void_explained
from welfare.models.base import ASSISTANCE
from welfare.rules.relief import ReliefKind


class ReliefRound(Kept):
    """A round: for which days, how many months, how much rice a person (kg, for all months together)."""

    CODES, PARTS, WORD = ASSISTANCE, ("lines",), "Đợt cứu đói"

    title = models.CharField("tên đợt", max_length=120)
    kind = models.CharField("dịp", max_length=12, choices=ReliefKind.choices())
    decision = models.CharField("số quyết định, văn bản", max_length=120, blank=True)
    from_on = models.DateField("từ ngày")
    to_on = models.DateField("đến hết ngày")
    months = models.PositiveSmallIntegerField("số tháng", default=1)
    kg_per_person = models.DecimalField("kg gạo một người", max_digits=7, decimal_places=1)
    basis = models.CharField("căn cứ tính", max_length=300, blank=True)

    privacy = {
        **KEPT_PRIVACY,
        **dict.fromkeys(["title", "kind", "decision", "from_on", "to_on", "months", "kg_per_person", "basis"], "open"),
    }

    class Meta:
        ordering = ["-from_on", "-id"]
        constraints = [
            void_explained("relief_round"),
            in_order("relief_round_days", "from_on", "to_on", "Ngày cuối phải từ ngày đầu trở đi."),
            at_least("relief_round_months", "months", 1, "Số tháng phải từ 1."),
            models.CheckConstraint(
                condition=Q(kg_per_person__gt=0), name="relief_round_rice", violation_error_message="Số kg gạo phải lớn hơn 0."
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ReliefLine(Kept):
    """A household on the list of a round, with its persons and kg of rice; then who received it and when."""

    CODES, WORD = ASSISTANCE, "Hộ nhận cứu đói"

    round = models.ForeignKey(ReliefRound, on_delete=models.PROTECT, related_name="lines", verbose_name="đợt cứu đói")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="relief_lines", verbose_name="hộ")
    n_persons = models.PositiveSmallIntegerField("số người")
    kg = models.DecimalField("kg gạo", max_digits=8, decimal_places=1)
    reason = models.CharField("lý do thiếu đói", max_length=200, blank=True)
    received_on = models.DateField("nhận ngày", null=True, blank=True)
    receiver = models.CharField("người nhận", max_length=120, blank=True)

    privacy = {
        **KEPT_PRIVACY,
        **dict.fromkeys(["round", "household", "n_persons", "kg", "received_on"], "office"),
        "reason": "personal",
        "receiver": "personal",
    }

    class Meta:
        ordering = ["household__group__sort_order", "household__code", "id"]
        constraints = [
            void_explained("relief_line"),
            at_least("relief_line_persons", "n_persons", 1, "Số người phải từ 1."),
            models.UniqueConstraint(
                fields=["round", "household"],
                condition=Q(voided_at__isnull=True),
                name="relief_line_once",
                violation_error_message="Hộ này đã có trong đợt cứu đói.",
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=False) | Q(receiver=""),
                name="relief_line_received",
                violation_error_message="Có người nhận thì ghi ngày nhận.",
            ),
        ]

    def __str__(self) -> str:
        return self.household.head_name
