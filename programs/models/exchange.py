"""What passes between those who oversee an assignment and those who do it: partners, evidence, comments, reminders."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from camphucnam.files.models import StoredFile
from programs.models.agency import Agency
from programs.models.assignment import Assignment
from programs.models.base import Retirable
from programs.querysets import AssignmentPartQuerySet


class AssignmentPartner(Retirable):
    """An agency that works with the lead agency of an assignment; ``retired_on``: the first day on which it no longer does."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="partnerships")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="partnerships", verbose_name="đơn vị phối hợp")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = AssignmentPartQuerySet.as_manager()
    privacy = dict.fromkeys(["id", "assignment", "agency", "added_at", "retired_on"], "open")

    class Meta:
        ordering = ["agency__order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "agency"],
                condition=Q(retired_on__isnull=True),
                name="assignment_partner_once",
                violation_error_message="Đơn vị này đang phối hợp nhiệm vụ đó.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.agency_id}"


class AssignmentFile(models.Model):
    """Evidence of work done. Never deleted: a wrong file is voided with a reason and can no longer be opened."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="files")
    title = models.CharField("nội dung tệp", max_length=160)
    stored = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")
    voided_at = models.DateTimeField("hủy lúc", null=True, blank=True)
    voided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    void_reason = models.CharField("lý do hủy", max_length=300, blank=True)

    objects = AssignmentPartQuerySet.as_manager()
    privacy = {
        "id": "open",
        "assignment": "open",
        "title": "office",
        "stored": "office",
        "by": "office",
        "at": "open",
        "voided_at": "open",
        "voided_by": "office",
        "void_reason": "office",
    }

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, void_reason="")
                | (Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(void_reason="")),
                name="assignment_file_void_explained",
                violation_error_message="Tệp bị hủy phải ghi lý do và người hủy.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class AssignmentComment(models.Model):
    """What somebody who may see an assignment says about it. Append-only: the database refuses UPDATE and DELETE."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField("ý kiến")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    objects = AssignmentPartQuerySet.as_manager()
    privacy = {"id": "open", "assignment": "open", "text": "office", "by": "office", "at": "open"}

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.at:%Y-%m-%d}"


class AssignmentNudge(models.Model):
    """The officer reminds the lead agency; at most once a day. It is open until the agency notes progress after it. Append-only."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="nudges")
    on = models.DateField("ngày nhắc")
    text = models.CharField("lời nhắn", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    objects = AssignmentPartQuerySet.as_manager()
    privacy = {"id": "open", "assignment": "open", "on": "open", "text": "office", "by": "office", "at": "open"}

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "on"],
                name="assignment_nudge_once_a_day",
                violation_error_message="Nhiệm vụ này đã được nhắc hôm nay. Mỗi ngày chỉ nhắc một lần.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.on}"
