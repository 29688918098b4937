"""Visits: who went where on which day, which households were seen, what was found."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from activities.rules.words import FileRole
from camphucnam.files.models import StoredFile
from households.models import Household, ResidentialGroup
from oversight.models.plan import OversightRow, PlanItem
from oversight.querysets import CODES as ALL_CODES
from oversight.querysets import VisitQuerySet
from oversight.rules.words import FindingKind, OversightKind
from programs.models import Agency
from registers.models import KEPT_PRIVACY, Kept, at_least, void_explained


class Visit(OversightRow):
    """A visit of an item of the plan, or one outside of it with its reason."""

    PARTS, WORD = ("households", "files", "findings", "recommendations"), "Cuộc kiểm tra, giám sát"

    item = models.ForeignKey(
        PlanItem, null=True, blank=True, on_delete=models.PROTECT, related_name="visits", verbose_name="nội dung trong kế hoạch"
    )
    unplanned_reason = models.CharField("lý do ngoài kế hoạch", max_length=300, blank=True)
    kind = models.CharField("hình thức", max_length=11, choices=OversightKind.choices())
    subject = models.CharField("nội dung", max_length=300)
    search_text = models.CharField(max_length=600, editable=False, default="")
    held_on = models.DateField("ngày thực hiện")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị chủ trì")
    participants = models.CharField("thành phần tham gia", max_length=600)
    group = models.ForeignKey(
        ResidentialGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="tổ dân phố"
    )
    place = models.CharField("địa điểm", max_length=200, blank=True)
    minutes = models.TextField("diễn biến, kết quả ghi trong biên bản", max_length=6000, blank=True)

    objects: ClassVar[Any] = VisitQuerySet.as_manager()
    privacy = {
        **KEPT_PRIVACY,
        **dict.fromkeys(["item", "kind", "subject", "search_text", "held_on", "agency", "group"], "open"),
        **dict.fromkeys(["unplanned_reason", "place"], "office"),
        "participants": "personal",
        "minutes": "personal",
    }

    class Meta:
        ordering = ["-held_on", "-id"]
        indexes = [models.Index(fields=["ward", "held_on"], name="visit_days")]
        constraints = [
            void_explained("visit"),
            models.CheckConstraint(
                condition=Q(item__isnull=False, unplanned_reason="") | (Q(item__isnull=True) & ~Q(unplanned_reason="")),
                name="visit_planned_or_explained",
                violation_error_message="Cuộc ngoài kế hoạch phải ghi lý do; cuộc theo kế hoạch thì không ghi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}, {self.held_on:%d/%m/%Y}"

    @property
    def is_signed(self) -> bool:
        """Whether signed minutes are kept: what they say does not change any more."""
        return bool(self.files.counting().filter(role=FileRole.MINUTES).exists())


class VisitPart(Kept):
    """A row that hangs on a visit: it is the work of whoever keeps the visit."""

    CODES = ALL_CODES

    class Meta:
        abstract = True

    visit: models.ForeignKey

    @property
    def codes(self) -> tuple[str, ...]:
        """Those of the visit."""
        return tuple(self.visit.codes) if self.visit_id else self.CODES  # type: ignore[attr-defined]


class VisitHousehold(VisitPart):
    """A household that was visited, and what was seen there."""

    WORD = "Hộ được kiểm tra"

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="households", verbose_name="cuộc kiểm tra, giám sát")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+", verbose_name="hộ")
    seen = models.CharField("tình hình ghi nhận", max_length=500, blank=True)

    objects: ClassVar[Any] = VisitQuerySet.as_manager()
    privacy = {**KEPT_PRIVACY, "visit": "open", "household": "personal", "seen": "personal"}

    class Meta:
        ordering = ["id"]
        constraints = [
            void_explained("visit_household"),
            models.UniqueConstraint(
                fields=["visit", "household"],
                condition=Q(voided_at__isnull=True),
                name="visit_household_once",
                violation_error_message="Hộ này đã có trong cuộc kiểm tra, giám sát.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household.code} {self.household.head_name}"


class VisitFile(VisitPart):
    """A photograph, the signed minutes or another paper of a visit."""

    WORD = "Tệp của cuộc kiểm tra, giám sát"

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="files", verbose_name="cuộc kiểm tra, giám sát")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name="tệp")
    role = models.CharField("là", max_length=8, choices=FileRole.choices())
    caption = models.CharField("chú thích", max_length=200, blank=True)

    objects: ClassVar[Any] = VisitQuerySet.as_manager()
    privacy = {**KEPT_PRIVACY, "visit": "open", "file": "personal", "role": "open", "caption": "personal"}

    class Meta:
        ordering = ["id"]
        constraints = [void_explained("visit_file")]

    def __str__(self) -> str:
        return self.caption or FileRole.label_of(self.role)


class Finding(VisitPart):
    """What a visit found, about a household or in general. ``amount_dong``: whole đồng that a finding about money names."""

    PARTS, WORD = ("recommendations",), "Phát hiện"

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="findings", verbose_name="cuộc kiểm tra, giám sát")
    kind = models.CharField("loại", max_length=17, choices=FindingKind.choices())
    household = models.ForeignKey(Household, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="hộ liên quan")
    text = models.TextField("nội dung", max_length=2000)
    amount_dong = models.PositiveBigIntegerField("số tiền liên quan", null=True, blank=True)

    objects: ClassVar[Any] = VisitQuerySet.as_manager()
    privacy = {**KEPT_PRIVACY, "visit": "open", "kind": "open", "household": "personal", "text": "personal", "amount_dong": "office"}

    class Meta:
        ordering = ["id"]
        constraints = [
            void_explained("finding"),
            at_least("finding_amount", "amount_dong", 1, "Số tiền phải lớn hơn 0."),
            models.CheckConstraint(
                condition=Q(amount_dong__isnull=True) | Q(kind=FindingKind.MONEY),
                name="finding_amount_of_money",
                violation_error_message="Chỉ ghi số tiền cho phát hiện sai về kinh phí.",
            ),
        ]

    def __str__(self) -> str:
        return f"{FindingKind.label_of(self.kind)}: {self.text}"[:120]
