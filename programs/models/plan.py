"""A yearly plan as a document: identity, texts, papers it stands on, people it goes to, and what is the matter with it."""

from django.db import models
from django.db.models import Q

from camphucnam.accounts.models import Ward
from camphucnam.kernel.dates import format_dmy
from programs.models.base import Retirable
from programs.querysets import PlanQuerySet, PlanScopedQuerySet
from programs.rules.words import BasisRole, DueRule, DutyKind, FindingKind, PlanState


class Plan(models.Model):
    """One version of a ward's plan for a year. ``number`` stays blank until văn thư gives it."""

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField("năm")
    version_number = models.PositiveSmallIntegerField("lần", default=1)
    state = models.CharField("tình trạng", max_length=10, choices=PlanState.choices(), default=PlanState.DRAFT)
    based_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors")
    amend_reason = models.TextField("lý do thay thế", blank=True)
    source_file = models.CharField("tệp dữ liệu", max_length=60, blank=True)
    document_type = models.CharField("loại văn bản", max_length=40)
    number = models.CharField("số", max_length=20, blank=True)
    symbol = models.CharField("ký hiệu", max_length=30)
    place = models.CharField("địa danh", max_length=80)
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    title = models.TextField("trích yếu")
    intro = models.TextField("phần mở đầu")
    closing = models.TextField("phần kết thúc")
    issuing_lines = models.JSONField("cơ quan ban hành", default=list)
    signing_lines = models.JSONField("thẩm quyền ký", default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    objects = PlanQuerySet.as_manager()
    privacy = {
        "id": "open",
        "ward": "open",
        "year": "open",
        "version_number": "open",
        "state": "open",
        "based_on": "open",
        "amend_reason": "open",
        "source_file": "open",
        "document_type": "open",
        "number": "open",
        "symbol": "open",
        "place": "open",
        "signed_on": "open",
        "title": "open",
        "intro": "open",
        "closing": "open",
        "issuing_lines": "open",
        "signing_lines": "open",
        "created_at": "open",
        "version": "open",
    }

    class Meta:
        ordering = ["ward", "-year", "-version_number"]
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "year", "version_number"],
                name="plan_version_once",
                violation_error_message="Kế hoạch năm này đã có lần đó.",
            ),
            models.UniqueConstraint(
                fields=["ward", "year"],
                condition=Q(state="issued"),
                name="plan_one_issued_a_year",
                violation_error_message="Năm này đã có một kế hoạch đang có hiệu lực. Thay thế kế hoạch đó trước.",
            ),
        ]

    def __str__(self) -> str:
        return f"Kế hoạch năm {self.year}"

    @property
    def printed_number(self) -> str:
        """``/KH-UBND`` while the number is blank, else ``12/KH-UBND``."""
        return f"{self.number}/{self.symbol}"

    @property
    def citation(self) -> str:
        """How reasons and reports cite the plan."""
        number = f" số {self.printed_number}" if self.number else ""
        return f"Kế hoạch{number} ngày {format_dmy(self.signed_on)}" if self.signed_on else f"Kế hoạch{number} năm {self.year} (dự thảo)"


class PlanSection(Retirable):
    """A printed section that is plain text. ``paragraphs`` is a list of {"line", "text", "targets"}."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="sections")
    code = models.CharField(max_length=20)
    order = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField()
    label = models.CharField("số mục", max_length=10)
    heading = models.CharField("đề mục", max_length=250)
    paragraphs = models.JSONField("các đoạn", default=list)
    line = models.PositiveSmallIntegerField("dòng", null=True)

    objects = PlanScopedQuerySet.as_manager()
    privacy = dict.fromkeys(["id", "plan", "code", "order", "level", "label", "heading", "paragraphs", "line", "retired_on"], "open")

    class Meta:
        ordering = ["plan", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "code"], name="plan_section_once", violation_error_message="Kế hoạch đã có mục mang mã này."
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.heading}"


class LegalBasis(Retirable):
    """A document that the plan names. ``text`` is the sentence as printed, where it opens the plan."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="legal_bases")
    code = models.CharField(max_length=30)
    order = models.PositiveSmallIntegerField()
    role = models.CharField("vai trò", max_length=10, choices=BasisRole.choices())
    kind = models.CharField("loại văn bản", max_length=40)
    number = models.CharField("số, ký hiệu", max_length=60)
    signed_on = models.DateField("ngày ký", null=True)
    issuer = models.CharField("cơ quan ban hành", max_length=160)
    subject = models.TextField("trích yếu")
    clause = models.CharField("điều, khoản", max_length=60, blank=True)
    text = models.TextField("câu căn cứ", blank=True)
    line = models.PositiveSmallIntegerField("dòng", null=True)

    objects = PlanScopedQuerySet.as_manager()
    privacy = dict.fromkeys(
        ["id", "plan", "code", "order", "role", "kind", "number", "signed_on", "issuer", "subject", "clause", "text", "line", "retired_on"],
        "open",
    )

    class Meta:
        ordering = ["plan", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "code"], name="legal_basis_once", violation_error_message="Kế hoạch đã có căn cứ mang mã này."
            )
        ]

    def __str__(self) -> str:
        clause = f"{self.clause} " if self.clause else ""
        day = f" ngày {format_dmy(self.signed_on)}" if self.signed_on else ""
        return f"{clause}{self.kind} số {self.number}{day} của {self.issuer} {self.subject}"


class Recipient(Retirable):
    """A line of "Nơi nhận"."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="recipients")
    order = models.PositiveSmallIntegerField()
    text = models.CharField("nơi nhận", max_length=160)
    line = models.PositiveSmallIntegerField("dòng", null=True)

    objects = PlanScopedQuerySet.as_manager()
    privacy = dict.fromkeys(["id", "plan", "order", "text", "line", "retired_on"], "open")

    class Meta:
        ordering = ["plan", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "order"], name="recipient_once", violation_error_message="Thứ tự này đã có ở nơi nhận khác."
            )
        ]

    def __str__(self) -> str:
        return self.text


class ReportingDuty(Retirable):
    """Who reports to whom by when (section IV); due strictly before the day."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="duties")
    code = models.CharField(max_length=20)
    order = models.PositiveSmallIntegerField()
    kind = models.CharField("loại báo cáo", max_length=12, choices=DutyKind.choices())
    from_agency_code = models.CharField(max_length=20, blank=True)
    via_agency_code = models.CharField(max_length=20, blank=True)
    from_text = models.CharField("bên báo cáo", max_length=160)
    to_text = models.CharField("bên nhận", max_length=160)
    before_rule = models.CharField(max_length=24, choices=DueRule.choices())
    before_day = models.PositiveSmallIntegerField("trước ngày", null=True)
    before_month = models.PositiveSmallIntegerField("tháng", null=True)
    text = models.TextField("câu trong kế hoạch")
    line = models.PositiveSmallIntegerField("dòng", null=True)

    objects = PlanScopedQuerySet.as_manager()
    privacy = dict.fromkeys(
        [
            "id", "plan", "code", "order", "kind", "from_agency_code", "via_agency_code", "from_text", "to_text",
            "before_rule", "before_day", "before_month", "text", "line", "retired_on",
        ],
        "open",
    )  # fmt: skip

    class Meta:
        ordering = ["plan", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "code"], name="reporting_duty_once", violation_error_message="Kế hoạch đã có chế độ báo cáo mang mã này."
            )
        ]

    def __str__(self) -> str:
        return self.text


class Finding(Retirable):
    """Something in the plan that contradicts itself, is missing or unclear, with how the product treats it."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="findings")
    code = models.CharField(max_length=10)
    order = models.PositiveSmallIntegerField()
    kind = models.CharField("loại", max_length=14, choices=FindingKind.choices())
    title = models.CharField("điểm cần lưu ý", max_length=250)
    text = models.TextField("nội dung")
    handling = models.TextField("cách xử lý")
    lines = models.JSONField("các dòng", default=list)
    about = models.JSONField("liên quan đến", default=list)

    objects = PlanScopedQuerySet.as_manager()
    privacy = dict.fromkeys(["id", "plan", "code", "order", "kind", "title", "text", "handling", "lines", "about", "retired_on"], "open")

    class Meta:
        ordering = ["plan", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "code"], name="finding_once", violation_error_message="Kế hoạch đã có điểm lưu ý mang mã này."
            )
        ]

    def __str__(self) -> str:
        return self.title
