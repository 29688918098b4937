"""What was given to households: one by one, or as a list."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from camphucnam.kernel.numbers import format_decimal
from households.models import Household, Member
from households.rules.classes import HouseholdClass, WindowKind
from registers.models import KEPT_PRIVACY, Kept, void_explained
from support.models.money import BudgetLine, Commitment, Disbursement
from support.querysets import GrantQuerySet
from support.rules.sources import source_name
from support.rules.words import GrantKind, GrantState, Share


class GivenThing(Kept):
    """What a grant and a list of grants share: for which (sub-)project or policy, or which of its contents in the words of the plan
    (``content``; empty: not said), what, and from whom."""

    class Meta:
        abstract = True

    code = models.CharField("dự án, chính sách", max_length=20)
    content = models.CharField("nội dung hỗ trợ", max_length=600, blank=True)
    kind = models.CharField("hình thức", max_length=8, choices=GrantKind.choices(), default=GrantKind.CASH)
    donor = models.CharField("người, đơn vị tặng", max_length=200, blank=True)
    item = models.CharField("hiện vật, dịch vụ", max_length=160, blank=True)
    unit = models.CharField("đơn vị tính", max_length=30, blank=True)
    decided_on = models.DateField("ngày quyết định")

    line: Any

    @property
    def codes(self) -> tuple[str, ...]:
        """Whoever leads or owns the code, the finance section, whoever keeps the source; for gifts also the fund drive."""
        return (self.code, *(self.line.codes if self.line is not None else ("FUNDS", "FUND_DRIVE")))

    @property
    def origin(self) -> str:
        """The source of the money, else the donor."""
        return source_name(self.line.source) if self.line is not None else self.donor


class GrantBatch(GivenThing):
    """A list of grants of one kind. ``value_dong`` and ``quantity`` are for each household, or for each of its people."""

    PARTS, WORD = ("grants",), "Đợt hỗ trợ"

    name = models.CharField("tên đợt", max_length=160)
    line = models.ForeignKey(
        BudgetLine, null=True, blank=True, on_delete=models.PROTECT, related_name="batches", verbose_name="nguồn kinh phí"
    )
    share = models.CharField("mức tính cho", max_length=10, choices=Share.choices(), default=Share.HOUSEHOLD)
    value_dong = models.PositiveBigIntegerField("mức tiền, trị giá", null=True, blank=True)
    quantity = models.PositiveIntegerField("số lượng", null=True, blank=True)

    objects: ClassVar[Any] = GrantQuerySet.as_manager()
    privacy = {
        **KEPT_PRIVACY,
        **dict.fromkeys(
            ["code", "content", "kind", "item", "unit", "decided_on", "name", "line", "share", "value_dong", "quantity"], "open"
        ),
        "donor": "office",
    }

    class Meta:
        ordering = ["-decided_on", "-id"]
        constraints = [
            void_explained("grant_batch"),
            models.CheckConstraint(
                condition=Q(line__isnull=False) | ~Q(donor=""),
                name="grant_batch_origin",
                violation_error_message="Chọn nguồn kinh phí, hoặc ghi người, đơn vị tặng.",
            ),
            models.CheckConstraint(
                condition=Q(line__isnull=True) & ~Q(kind=GrantKind.CASH) | Q(value_dong__isnull=False, value_dong__gte=1),
                name="grant_batch_value",
                violation_error_message="Ghi số tiền; hiện vật, dịch vụ mua bằng kinh phí thì ghi trị giá.",
            ),
            models.CheckConstraint(
                condition=Q(kind=GrantKind.CASH) | ~Q(item=""),
                name="grant_batch_item",
                violation_error_message="Ghi tên hiện vật hoặc dịch vụ.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Grant(GivenThing):
    """One thing for one household or one of its people. How the household stood on the day of the decision is kept with it.

    ``part_of``: the first grant of a support that is given in several parts; parts of one support never exclude each other.
    """

    WORD = "Khoản hỗ trợ"

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="grants", verbose_name="hộ")
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="grants", verbose_name="người")
    batch = models.ForeignKey(GrantBatch, null=True, blank=True, on_delete=models.PROTECT, related_name="grants", verbose_name="đợt")
    line = models.ForeignKey(
        BudgetLine, null=True, blank=True, on_delete=models.PROTECT, related_name="grants", verbose_name="nguồn kinh phí"
    )
    disbursement = models.ForeignKey(
        Disbursement, null=True, blank=True, on_delete=models.PROTECT, related_name="grants", verbose_name="chứng từ chi"
    )
    commitment = models.ForeignKey(
        Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="grants", verbose_name="mua theo cam kết"
    )
    part_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts", editable=False, verbose_name="phần sau của khoản"
    )
    quantity = models.DecimalField("số lượng", max_digits=12, decimal_places=2, null=True, blank=True)
    value_dong = models.PositiveBigIntegerField("số tiền, trị giá", null=True, blank=True)
    state = models.CharField("tình trạng", max_length=10, choices=GrantState.choices(), default=GrantState.PLANNED)
    given_on = models.DateField("ngày trao", null=True, blank=True)
    receiver = models.CharField("người nhận", max_length=120, blank=True)
    cancel_reason = models.CharField("lý do không trao", max_length=300, blank=True)
    class_then = models.CharField("phân loại khi quyết định", max_length=10, choices=HouseholdClass.choices(), blank=True)
    window_then = models.CharField("diện mới thoát khi quyết định", max_length=24, choices=WindowKind.choices(), blank=True)
    is_eligible = models.BooleanField("thuộc đối tượng", default=False)
    basis = models.TextField("căn cứ xét", max_length=1000, blank=True)
    override_reason = models.CharField("lý do vẫn hỗ trợ", max_length=300, blank=True)
    conflict = models.TextField("trùng hỗ trợ", max_length=1000, blank=True)
    conflict_reason = models.CharField("lý do vẫn hỗ trợ khi trùng", max_length=300, blank=True)

    objects: ClassVar[Any] = GrantQuerySet.as_manager()
    privacy = {
        **KEPT_PRIVACY,
        **dict.fromkeys(
            ["code", "content", "kind", "item", "unit", "decided_on", "batch", "line", "commitment", "part_of", "state", "given_on"],
            "office",
        ),
        **dict.fromkeys(["household", "member", "disbursement", "quantity", "value_dong", "receiver", "donor"], "personal"),
        **dict.fromkeys(
            ["cancel_reason", "class_then", "window_then", "is_eligible", "basis", "override_reason", "conflict", "conflict_reason"],
            "sensitive",
        ),
    }

    class Meta:
        ordering = ["-decided_on", "-id"]
        indexes = [models.Index(fields=["ward", "code", "given_on"], name="grant_given_days")]
        constraints = [
            void_explained("grant"),
            models.CheckConstraint(
                condition=Q(quantity__isnull=True) | Q(quantity__gt=0),
                name="grant_quantity_positive",
                violation_error_message="Số lượng phải lớn hơn 0.",
            ),
            models.CheckConstraint(
                condition=Q(line__isnull=False) | ~Q(donor=""),
                name="grant_origin",
                violation_error_message="Chọn nguồn kinh phí, hoặc ghi người, đơn vị tặng.",
            ),
            models.CheckConstraint(
                condition=Q(line__isnull=True) & ~Q(kind=GrantKind.CASH) | Q(value_dong__isnull=False, value_dong__gte=1),
                name="grant_value",
                violation_error_message="Ghi số tiền; hiện vật, dịch vụ mua bằng kinh phí thì ghi trị giá.",
            ),
            models.CheckConstraint(
                condition=Q(kind=GrantKind.CASH) | ~Q(item=""),
                name="grant_item",
                violation_error_message="Ghi tên hiện vật hoặc dịch vụ.",
            ),
            models.CheckConstraint(
                condition=Q(state=GrantState.PLANNED, given_on__isnull=True)
                | Q(state=GrantState.GIVEN, given_on__isnull=False)
                | (Q(state=GrantState.CANCELLED, given_on__isnull=True, disbursement__isnull=True) & ~Q(cancel_reason="")),
                name="grant_state_with_days",
                violation_error_message="Tình trạng phải khớp với ngày trao; không trao thì ghi lý do.",
            ),
            models.CheckConstraint(
                condition=Q(given_on__isnull=True) | Q(given_on__gte=models.F("decided_on")),
                name="grant_in_order",
                violation_error_message="Ngày trao phải từ ngày quyết định trở đi.",
            ),
            models.CheckConstraint(
                condition=Q(is_eligible=True) | ~Q(override_reason=""),
                name="grant_override_explained",
                violation_error_message="Hộ chưa thuộc đối tượng chỉ được hỗ trợ khi ghi lý do.",
            ),
            models.CheckConstraint(
                condition=Q(conflict="") | ~Q(conflict_reason=""),
                name="grant_conflict_explained",
                violation_error_message="Hộ đã có hỗ trợ trùng chỉ được hỗ trợ khi ghi lý do.",
            ),
            models.CheckConstraint(
                condition=Q(disbursement__isnull=True) | Q(line__isnull=False, voided_at__isnull=True),
                name="grant_paid_from_line",
                violation_error_message="Chỉ chi khoản hỗ trợ có nguồn kinh phí và chưa bị hủy.",
            ),
            models.CheckConstraint(
                condition=Q(commitment__isnull=True) | (Q(line__isnull=False) & ~Q(state=GrantState.CANCELLED)),
                name="grant_bought_from_line",
                violation_error_message="Chỉ khoản hỗ trợ từ kinh phí, chưa ghi không trao mới mua theo cam kết.",
            ),
            models.UniqueConstraint(
                fields=["batch", "household"],
                condition=Q(voided_at__isnull=True, batch__isnull=False, member__isnull=True) & ~Q(state=GrantState.CANCELLED),
                name="grant_household_once_in_batch",
                violation_error_message="Hộ này đã có trong đợt.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household.code}, {self.what}"

    @property
    def name(self) -> str:
        """Who receives it."""
        return self.member.full_name if self.member is not None else self.household.head_name

    @property
    def what(self) -> str:
        """``Tiền mặt`` or ``10 kg gạo``."""
        if self.kind == GrantKind.CASH:
            return GrantKind.CASH.label
        amount = f"{format_decimal(self.quantity, 2)} {self.unit}".strip() if self.quantity else ""
        return f"{amount} {self.item}".strip()
