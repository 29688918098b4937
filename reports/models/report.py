"""The report of a period: its draft, the officer's texts, what was issued (insert only) and the files drawn from it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from camphucnam.accounts.models import Ward
from camphucnam.kernel.enums import LabelledEnum
from reports.models.period import ReportingPeriod
from reports.querysets import DraftQuerySet, NarrativeQuerySet, ReportQuerySet
from reports.rules.states import DraftState


class ReportDraft(models.Model):
    """What the officer works on. ``sent_snapshot`` is what was sent for signature: it is issued as it was signed."""

    period = models.OneToOneField(ReportingPeriod, on_delete=models.PROTECT, related_name="draft")
    from_on = models.DateField("số liệu từ ngày")
    cutoff_on = models.DateField("số liệu đến hết ngày")
    is_provisional = models.BooleanField("số liệu sơ bộ", default=False)
    state = models.CharField("tình trạng", max_length=10, choices=DraftState.choices(), default=DraftState.DRAFT)
    correction_reason = models.CharField("lý do lập bản thay thế", max_length=300, blank=True)
    sent_snapshot = models.TextField(blank=True)
    sent_sha256 = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    return_reason = models.CharField("lý do trả lại", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = DraftQuerySet.as_manager()
    privacy = {
        "id": "open",
        "period": "open",
        "from_on": "open",
        "cutoff_on": "open",
        "is_provisional": "open",
        "state": "open",
        "correction_reason": "office",
        "sent_snapshot": "office",
        "sent_sha256": "open",
        "sent_at": "open",
        "sent_by": "office",
        "signed_at": "open",
        "signed_by": "office",
        "return_reason": "office",
        "version": "open",
    }

    class Meta:
        ordering = ["period"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_on__lte=F("cutoff_on")),
                name="draft_days_in_order",
                violation_error_message="Ngày chốt số liệu phải từ ngày bắt đầu trở đi.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.period_id} {self.state}"


class Narrative(models.Model):
    """The officer's text of one section."""

    draft = models.ForeignKey(ReportDraft, on_delete=models.PROTECT, related_name="narratives")
    section = models.CharField("mục", max_length=20)
    text = models.TextField("nội dung", max_length=20000, blank=True)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = NarrativeQuerySet.as_manager()
    privacy = {
        "id": "open",
        "draft": "open",
        "section": "open",
        "text": "office",
        "updated_at": "open",
        "updated_by": "office",
        "version": "open",
    }

    class Meta:
        ordering = ["draft", "section"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "section"], name="narrative_once", violation_error_message="Mục này đã có nội dung.")
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.section}"


class IssuedReport(models.Model):
    """An issued report: its frozen value and checksum. Only number and day of the document may be filled in later.

    A correction is a new row that supersedes this one with a reason; both stay readable. ``request_key`` makes issuing
    twice harmless.
    """

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="issued_reports")
    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="issued")
    snapshot = models.TextField()
    sha256 = models.CharField(max_length=64)
    from_on = models.DateField("số liệu từ ngày")
    cutoff_on = models.DateField("số liệu đến hết ngày")
    is_provisional = models.BooleanField("số liệu sơ bộ", default=False)
    number = models.CharField("số văn bản", max_length=40, blank=True)
    dated_on = models.DateField("ngày văn bản", null=True, blank=True)
    issued_at = models.DateTimeField(auto_now_add=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    supersedes = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by")
    reason = models.CharField("lý do thay thế", max_length=300, blank=True)
    request_key = models.CharField(max_length=80, unique=True)

    objects = ReportQuerySet.as_manager()
    privacy = {
        "id": "open",
        "ward": "open",
        "period": "open",
        "snapshot": "office",
        "sha256": "open",
        "from_on": "open",
        "cutoff_on": "open",
        "is_provisional": "open",
        "number": "open",
        "dated_on": "open",
        "issued_at": "open",
        "issued_by": "office",
        "signed_at": "open",
        "signed_by": "office",
        "supersedes": "open",
        "reason": "office",
        "request_key": "open",
    }

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["period"],
                condition=Q(supersedes__isnull=True),
                name="issued_first_once",
                violation_error_message="Kỳ này đã có báo cáo ban hành; lập bản thay thế.",
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(reason=""),
                name="issued_correction_has_reason",
                violation_error_message="Bản thay thế phải có lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period_id} {self.sha256[:12]}"


class FileFormat(LabelledEnum):
    """Formats that a report is drawn in."""

    PDF = "pdf", "PDF"
    XLSX = "xlsx", "Excel"
    DOCX = "docx", "Word"
    JSON = "json", "Dữ liệu (JSON)"


class ReportFile(models.Model):
    """A file drawn from a snapshot: of an issued report, or (with the watermark) of a draft. ``path`` is made by the server."""

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+")
    issued = models.ForeignKey(IssuedReport, null=True, on_delete=models.PROTECT, related_name="files")
    draft = models.ForeignKey(ReportDraft, null=True, on_delete=models.PROTECT, related_name="previews")
    file_format = models.CharField(max_length=4, choices=FileFormat.choices())
    path = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    snapshot_sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now=True)

    objects = ReportQuerySet.as_manager()
    privacy = {
        "id": "open",
        "ward": "open",
        "issued": "open",
        "draft": "open",
        "file_format": "open",
        "path": "open",
        "size": "open",
        "sha256": "open",
        "snapshot_sha256": "open",
        "made_at": "open",
    }

    class Meta:
        ordering = ["issued", "draft", "file_format"]
        constraints = [
            models.UniqueConstraint(
                fields=["issued", "file_format"],
                condition=Q(issued__isnull=False),
                name="file_of_issued_once",
                violation_error_message="Tệp này đã có.",
            ),
            models.UniqueConstraint(
                fields=["draft", "file_format"],
                condition=Q(draft__isnull=False),
                name="file_of_draft_once",
                violation_error_message="Tệp này đã có.",
            ),
            models.CheckConstraint(
                condition=Q(issued__isnull=True) ^ Q(draft__isnull=True),
                name="file_of_one_thing",
                violation_error_message="Tệp phải thuộc một báo cáo đã ban hành hoặc một bản thảo.",
            ),
        ]

    def __str__(self) -> str:
        return self.path
