"""Money of a year: lines of the budget, what was allocated to them, committed and paid, and the settlement of a source."""

from django.db import models
from django.db.models import Q
from django.utils.text import Truncator

from activities.models import Activity
from registers.models import KEPT_PRIVACY, Kept, at_least, void_explained
from support.models.base import MONEY
from support.rules.sources import keepers_of, source_name
from support.rules.words import Purpose, SettlementState

LABEL_WORDS = 10


class BudgetLine(Kept):
    """The money of a source for one (sub-)project or policy in a year, or for one of its contents in the words of the plan
    (``content``; empty: for the whole). Its row is locked while its money is counted and written."""

    CODES, WORD = MONEY, "Dòng kinh phí"
    PARTS = ("entries", "commitments", "disbursements", "grants", "batches")

    year = models.PositiveSmallIntegerField("năm")
    code = models.CharField("dự án, chính sách", max_length=20)
    content = models.CharField("nội dung hỗ trợ", max_length=600, blank=True)
    source = models.CharField("nguồn kinh phí", max_length=20)
    planned_dong = models.PositiveBigIntegerField("nhu cầu theo kế hoạch", null=True, blank=True)

    privacy = {**KEPT_PRIVACY, **dict.fromkeys(["year", "code", "content", "source", "planned_dong"], "open")}

    class Meta:
        ordering = ["-year", "code", "content", "source"]
        constraints = [
            void_explained("budget_line"),
            models.UniqueConstraint(
                fields=["ward", "year", "code", "content", "source"],
                condition=Q(voided_at__isnull=True),
                name="budget_line_once",
                violation_error_message="Đã có dòng kinh phí của nội dung và nguồn này trong năm.",
            ),
        ]

    def __str__(self) -> str:
        inside = f" ({Truncator(self.content).words(LABEL_WORDS)})" if self.content else ""
        return f"{self.code}{inside}, {source_name(self.source)}, năm {self.year}"

    @property
    def codes(self) -> tuple[str, ...]:
        """The finance section, and whoever keeps the source."""
        return ("FUNDS", *keepers_of(self.source))


class MoneyPart(Kept):
    """A row that hangs on a line of the budget."""

    class Meta:
        abstract = True

    CODES = MONEY
    line: models.ForeignKey

    @property
    def codes(self) -> tuple[str, ...]:
        """Those of the line."""
        return tuple(self.line.codes)


class AllocationEntry(MoneyPart):
    """Money given to a line, or taken back (negative). An adjustment is a further entry: entries are never changed. ``moved_from``: the
    entry of another line, of the same source and year, that took away what this one gives; the two stand and fall together."""

    WORD = "Lần giao kinh phí"

    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="entries", verbose_name="dòng kinh phí")
    on = models.DateField("ngày văn bản")
    document_number = models.CharField("số văn bản", max_length=60)
    amount_dong = models.BigIntegerField("số tiền")
    note = models.CharField("ghi chú", max_length=300, blank=True)
    moved_from = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="moved_to", editable=False, verbose_name="điều chuyển từ"
    )

    privacy = {**KEPT_PRIVACY, **dict.fromkeys(["line", "on", "document_number", "amount_dong", "moved_from"], "open"), "note": "office"}

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            void_explained("allocation_entry"),
            models.CheckConstraint(
                condition=~Q(amount_dong=0), name="allocation_entry_not_zero", violation_error_message="Số tiền phải khác 0."
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_number}, {self.on:%d/%m/%Y}"


class Commitment(MoneyPart):
    """Money bound by a contract, an order or an approved estimate; it may cover grants that are bought under it."""

    PARTS, WORD = ("disbursements",), "Cam kết chi"

    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="commitments", verbose_name="dòng kinh phí")
    on = models.DateField("ngày cam kết")
    document_number = models.CharField("số hợp đồng, quyết định", max_length=60)
    purpose = models.CharField("nội dung", max_length=200)
    amount_dong = models.BigIntegerField("số tiền")

    privacy = {**KEPT_PRIVACY, **dict.fromkeys(["line", "on", "amount_dong"], "open"), "document_number": "office", "purpose": "office"}

    class Meta:
        ordering = ["on", "id"]
        constraints = [void_explained("commitment"), at_least("commitment_amount", "amount_dong", 1, "Số tiền phải lớn hơn 0.")]

    def __str__(self) -> str:
        return f"{self.document_number}: {self.purpose}"


class CommitmentCut(Kept):
    """By what a commitment was reduced: it ended below its amount, or a part was called off. The commitment holds what is left of it."""

    CODES, WORD = MONEY, "Lần giảm cam kết"

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="cuts", verbose_name="cam kết")
    on = models.DateField("ngày văn bản")
    document_number = models.CharField("số văn bản", max_length=60)
    amount_dong = models.BigIntegerField("số tiền giảm")
    reason = models.CharField("lý do", max_length=300)

    privacy = {
        **KEPT_PRIVACY, **dict.fromkeys(["commitment", "on", "amount_dong"], "open"), "document_number": "office", "reason": "office",
    }  # fmt: skip

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            void_explained("commitment_cut"),
            at_least("commitment_cut_amount", "amount_dong", 1, "Số tiền phải lớn hơn 0."),
            models.CheckConstraint(condition=~Q(reason=""), name="commitment_cut_reason", violation_error_message="Ghi lý do giảm."),
        ]

    def __str__(self) -> str:
        return f"{self.document_number}, {self.on:%d/%m/%Y}"

    @property
    def codes(self) -> tuple[str, ...]:
        """Those of the commitment."""
        return self.commitment.codes


class Disbursement(MoneyPart):
    """Money that was paid: for grants of households (the sum of those grants), for an activity, or for something else with a reason."""

    PARTS, WORD, PAYS_FOR = ("grants",), "Khoản chi", "activity"

    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="disbursements", verbose_name="dòng kinh phí")
    commitment = models.ForeignKey(
        Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="disbursements", verbose_name="theo cam kết"
    )
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="disbursements", verbose_name="chi cho hoạt động"
    )
    purpose = models.CharField("chi cho", max_length=10, choices=Purpose.choices())
    paid_on = models.DateField("ngày chi")
    voucher_number = models.CharField("số chứng từ", max_length=40)
    amount_dong = models.BigIntegerField("số tiền")
    reason = models.CharField("nội dung chi", max_length=300, blank=True)

    privacy = {
        **KEPT_PRIVACY,
        **dict.fromkeys(["line", "commitment", "activity", "purpose", "paid_on", "amount_dong"], "open"),
        "voucher_number": "office",
        "reason": "office",
    }

    class Meta:
        ordering = ["paid_on", "id"]
        indexes = [models.Index(fields=["ward", "paid_on"], name="disbursement_days")]
        constraints = [
            void_explained("disbursement"),
            at_least("disbursement_amount", "amount_dong", 1, "Số tiền phải lớn hơn 0."),
            models.UniqueConstraint(
                fields=["line", "voucher_number"],
                condition=Q(voided_at__isnull=True),
                name="disbursement_voucher_once",
                violation_error_message="Chứng từ mang số này đã được ghi cho dòng kinh phí. Kiểm tra lại số chứng từ.",
            ),
            models.CheckConstraint(
                condition=Q(purpose=Purpose.GRANTS, activity__isnull=True)
                | Q(purpose=Purpose.ACTIVITY, activity__isnull=False)
                | (Q(purpose=Purpose.OTHER, activity__isnull=True) & ~Q(reason="")),
                name="disbursement_explained",
                violation_error_message="Chọn hoạt động, hoặc ghi nội dung chi khi không phải chi cho hộ hay hoạt động.",
            ),
        ]

    def __str__(self) -> str:
        return f"Chứng từ {self.voucher_number}, {self.paid_on:%d/%m/%Y}"


class Settlement(Kept):
    """The year of a source. Once closed nothing is written in it; what stood then is kept with it."""

    CODES, WORD = MONEY, "Quyết toán"

    year = models.PositiveSmallIntegerField("năm")
    source = models.CharField("nguồn kinh phí", max_length=20)
    state = models.CharField("tình trạng", max_length=6, choices=SettlementState.choices(), default=SettlementState.DRAFT)
    closed_on = models.DateField("ngày quyết toán", null=True, blank=True)
    document_number = models.CharField("số văn bản", max_length=60, blank=True)
    allocated_dong = models.BigIntegerField("đã giao", null=True, blank=True)
    spent_dong = models.BigIntegerField("đã chi", null=True, blank=True)

    privacy = {
        **KEPT_PRIVACY,
        **dict.fromkeys(["year", "source", "state", "closed_on", "document_number", "allocated_dong", "spent_dong"], "open"),
    }

    class Meta:
        ordering = ["-year", "source"]
        constraints = [
            void_explained("settlement"),
            models.UniqueConstraint(
                fields=["ward", "year", "source"],
                name="settlement_once",
                violation_error_message="Năm này đã có quyết toán của nguồn.",
            ),
            models.CheckConstraint(
                condition=Q(state=SettlementState.DRAFT, closed_on__isnull=True)
                | (
                    Q(state=SettlementState.CLOSED, closed_on__isnull=False, allocated_dong__isnull=False, spent_dong__isnull=False)
                    & ~Q(document_number="")
                ),
                name="settlement_closed_with_figures",
                violation_error_message="Quyết toán phải có ngày, số văn bản và số liệu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{source_name(self.source)}, năm {self.year}"

    @property
    def codes(self) -> tuple[str, ...]:
        """The finance section, and whoever keeps the source."""
        return ("FUNDS", *keepers_of(self.source))
