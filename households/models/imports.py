"""Imports of the ward's workbook: the file's way from upload to commit or discard, and what an undo needs."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from camphucnam.accounts.models import User, Ward
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.enums import LabelledEnum
from camphucnam.privacy.fields import EncryptedTextField


class ImportState(LabelledEnum):
    """Where an import stands."""

    UPLOADED = "uploaded", "Đang đọc tệp"
    PREVIEWED = "previewed", "Chờ ghi"
    REFUSED = "refused", "Có lỗi, chưa ghi"
    COMMITTED = "committed", "Đã ghi"
    DISCARDED = "discarded", "Đã bỏ"
    UNDONE = "undone", "Đã hoàn tác"


TRANSITIONS: dict[ImportState, tuple[ImportState, ...]] = {
    ImportState.UPLOADED: (ImportState.PREVIEWED, ImportState.REFUSED, ImportState.UPLOADED, ImportState.DISCARDED),
    ImportState.PREVIEWED: (ImportState.COMMITTED, ImportState.UPLOADED, ImportState.DISCARDED),
    ImportState.REFUSED: (ImportState.UPLOADED, ImportState.DISCARDED),
    ImportState.COMMITTED: (ImportState.UNDONE,),
    ImportState.DISCARDED: (),
    ImportState.UNDONE: (),
}
"""``UPLOADED`` again means that the file is read anew, with other choices or against a register that has changed."""


class ImportQuerySet(models.QuerySet[Any]):
    """Imports."""

    def visible_to(self, user: User) -> Self:
        """Imports of wards in which the person may import."""
        return self.filter(ward__in=user.ward_ids_with(Permission.IMPORT_REGISTER))


class ImportBatch(models.Model):
    """One uploaded workbook. The file lies encrypted under ``stored_name`` until the import is committed or discarded.

    ``summary`` holds the figures of the preview (the command's JSON without the lists), ``fingerprint`` all that the
    preview promised to write; a commit whose plan has another fingerprint is refused as stale.
    """

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="imports")
    state = models.CharField("tình trạng", max_length=10, choices=ImportState.choices(), default=ImportState.UPLOADED)
    file_name = models.CharField("tên tệp", max_length=200)
    stored_name = models.CharField(max_length=60, blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField("dung lượng")
    decision_number = models.CharField("số quyết định chung", max_length=60, blank=True)
    signed_on = models.DateField("ngày ký chung", null=True, blank=True)
    effective_on = models.DateField("ngày hiệu lực chung", null=True, blank=True)
    reviewed_on = models.DateField("ngày rà soát", null=True, blank=True)
    is_complete = models.BooleanField("danh sách đầy đủ", default=False)
    create_groups = models.BooleanField("tạo tổ chưa có", default=False)
    refusal = models.CharField("lý do không đọc được", max_length=600, blank=True)
    summary = models.JSONField("tóm tắt", default=dict)
    n_errors = models.PositiveIntegerField("số lỗi", default=0)
    n_warnings = models.PositiveIntegerField("số cảnh báo", default=0)
    n_changes = models.PositiveIntegerField("số hộ thay đổi", default=0)
    fingerprint = models.CharField(max_length=64, blank=True)
    created_groups = models.JSONField(default=list)
    created_decisions = models.JSONField(default=list)
    log_seq = models.PositiveIntegerField(default=0)
    uploaded_at = models.DateTimeField("tải lên lúc", auto_now_add=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    committed_at = models.DateTimeField("ghi lúc", null=True, blank=True)
    committed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField("bỏ hoặc hoàn tác lúc", null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = ImportQuerySet.as_manager()
    privacy = {
        "id": "open",
        "ward": "open",
        "state": "open",
        "file_name": "office",
        "stored_name": "secret",
        "sha256": "open",
        "size": "open",
        "decision_number": "open",
        "signed_on": "open",
        "effective_on": "open",
        "reviewed_on": "open",
        "is_complete": "open",
        "create_groups": "open",
        "refusal": "office",
        "summary": "office",
        "n_errors": "open",
        "n_warnings": "open",
        "n_changes": "open",
        "fingerprint": "open",
        "created_groups": "open",
        "created_decisions": "open",
        "log_seq": "open",
        "uploaded_at": "open",
        "uploaded_by": "office",
        "committed_at": "open",
        "committed_by": "office",
        "closed_at": "open",
        "closed_by": "office",
        "version": "open",
    }

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["ward", "-id"], name="import_ward_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ImportState.COMMITTED) | Q(committed_at__isnull=False),
                name="import_committed_has_time",
                violation_error_message="Lần nhập đã ghi phải có thời điểm ghi.",
            )
        ]

    def __str__(self) -> str:
        return self.file_name

    def may_become(self, state: ImportState) -> bool:
        """Whether the table of transitions allows the step."""
        return state in TRANSITIONS[ImportState(self.state)]


class LineKind(LabelledEnum):
    """The three lists of a preview."""

    ERROR = "error", "Lỗi"
    WARNING = "warning", "Cảnh báo"
    CHANGE = "change", "Thay đổi"


class ImportLine(models.Model):
    """One line of a preview: where it stands in the file and what is wrong with it or will be written."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=8, choices=LineKind.choices())
    sheet = models.CharField("trang", max_length=60, blank=True)
    row = models.PositiveIntegerField("dòng", null=True)
    column = models.CharField("cột", max_length=80, blank=True)
    household_code = models.CharField("mã hộ", max_length=40, blank=True)
    message = models.CharField("nội dung", max_length=1000)

    privacy = {
        "id": "open",
        "batch": "open",
        "kind": "open",
        "sheet": "open",
        "row": "open",
        "column": "open",
        "household_code": "office",
        "message": "personal",
    }

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["batch", "kind", "id"], name="import_line_order")]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.kind} {self.row}"


class ImportChange(models.Model):
    """What one import wrote for one household: keys of rows added and values before the change, for the undo.

    Without foreign keys: it outlives what an undo removes. ``version_after`` tells whether anybody wrote since.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="changes")
    household_key = models.BigIntegerField()
    household_code = models.CharField("mã hộ", max_length=40)
    is_new = models.BooleanField(default=False)
    version_after = models.PositiveIntegerField()
    facts = EncryptedTextField()

    privacy = {
        "id": "open",
        "batch": "open",
        "household_key": "office",
        "household_code": "office",
        "is_new": "open",
        "version_after": "open",
        "facts": "sensitive",
    }

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["household_key"], name="import_change_household")]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "household_key"], name="import_change_once", violation_error_message="Lần nhập này đã ghi cho hộ đó."
            )
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.household_code}"
