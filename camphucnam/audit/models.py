"""The business log: append-only rows without foreign keys, linked into one hash chain per ward."""

from django.db import models

from camphucnam.audit.querysets import AuditEventQuerySet


class AuditEvent(models.Model):
    """Who did what to which thing, when. The database refuses UPDATE and DELETE (see migrations).

    ``hash`` covers every other column and the previous row's hash of the same ward; ward 0 is the deployment itself.
    """

    ward_id = models.IntegerField(default=0)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField("lúc")
    actor_id = models.IntegerField(null=True)
    actor_name = models.CharField("người thực hiện", max_length=120)
    action = models.CharField("việc", max_length=30)
    target_type = models.CharField(max_length=40)
    target_id = models.CharField(max_length=40)
    target_label = models.CharField("đối tượng", max_length=200)
    household_code = models.CharField("mã hộ", max_length=40, blank=True)
    details = models.JSONField("chi tiết", default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = AuditEventQuerySet.as_manager()  # type: ignore[django-manager-missing]

    privacy = {
        "id": "open",
        "ward_id": "open",
        "seq": "open",
        "at": "open",
        "actor_id": "open",
        "actor_name": "office",
        "action": "open",
        "target_type": "open",
        "target_id": "open",
        "target_label": "office",
        "household_code": "office",
        "details": "personal",
        "previous_hash": "open",
        "hash": "open",
    }

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["ward_id", "-at"], name="audit_ward_at"),
            models.Index(fields=["ward_id", "household_code", "-at"], name="audit_ward_household"),
            models.Index(fields=["ward_id", "actor_id", "-at"], name="audit_ward_actor"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["ward_id", "seq"], name="audit_seq_once", violation_error_message="Số dòng nhật ký bị trùng.")
        ]

    def __str__(self) -> str:
        return f"{self.ward_id}/{self.seq} {self.action}"


class ChainHead(models.Model):
    """The newest link of a ward's chain; its row lock orders the writers."""

    ward_id = models.IntegerField(primary_key=True)
    seq = models.PositiveIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    privacy = {"ward_id": "open", "seq": "open", "hash": "open"}

    def __str__(self) -> str:
        return f"{self.ward_id}/{self.seq}"
