"""What each agency has to do, and what it reported about it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from programs.models.agency import Agency
from programs.models.base import Retirable
from programs.models.plan import Plan
from programs.models.project import SubProject
from programs.querysets import AssignmentQuerySet, ProgressNoteQuerySet
from programs.rules.words import AssignmentKind, AssignmentState, Rhythm


class Assignment(Retirable):
    """One task of one agency. ``text`` is the plan's own wording; tasks with the same ``paragraph`` are printed in one.

    ``state`` repeats the newest progress note for lists; ``version`` counts up with every note. ``due_on`` is the (first) last day
    in time; with ``rhythm`` it belongs to the office and is never overwritten by a load; ``terms_version`` counts their changes.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="assignments")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="assignments", verbose_name="đơn vị")
    code = models.CharField("mã", max_length=40)
    order = models.PositiveSmallIntegerField()
    kind = models.CharField("loại", max_length=8, choices=AssignmentKind.choices(), default=AssignmentKind.TASK)
    subproject = models.ForeignKey(SubProject, null=True, on_delete=models.PROTECT, related_name="assignments")
    paragraph = models.PositiveSmallIntegerField()
    text = models.TextField("nhiệm vụ")
    line = models.PositiveSmallIntegerField("dòng", null=True)
    state = models.CharField("tình trạng", max_length=12, choices=AssignmentState.choices(), default=AssignmentState.NOT_STARTED)
    state_at = models.DateTimeField("cập nhật lúc", null=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    rhythm = models.CharField("nhịp thực hiện", max_length=10, choices=Rhythm.choices(), default=Rhythm.NONE)
    due_on = models.DateField("hạn (đầu tiên)", null=True, blank=True)
    due_source = models.CharField("căn cứ của hạn", max_length=200, blank=True)
    terms_version = models.PositiveIntegerField(default=1)

    objects = AssignmentQuerySet.as_manager()
    privacy = dict.fromkeys(
        [
            "id",
            "plan",
            "agency",
            "code",
            "order",
            "kind",
            "subproject",
            "paragraph",
            "text",
            "line",
            "state",
            "state_at",
            "version",
            "rhythm",
            "due_on",
            "due_source",
            "terms_version",
            "retired_on",
        ],
        "open",
    )

    class Meta:
        ordering = ["plan", "agency__order", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "code"], name="assignment_once", violation_error_message="Kế hoạch đã có nhiệm vụ mang mã này."
            ),
            models.CheckConstraint(
                condition=Q(rhythm=Rhythm.NONE.value, due_on__isnull=True) | (~Q(rhythm=Rhythm.NONE.value) & Q(due_on__isnull=False)),
                name="assignment_due_with_rhythm",
                violation_error_message="Đặt hạn thì nhập ngày; không đặt hạn thì để trống ngày.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The task with a capital first letter, for lists."""
        return self.text[:1].upper() + self.text[1:]


class ProgressNote(models.Model):
    """What an agency reported about an assignment. Append-only: the database refuses UPDATE and DELETE."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField("nội dung")
    state = models.CharField("tình trạng báo cáo", max_length=12, choices=AssignmentState.choices())
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    objects = ProgressNoteQuerySet.as_manager()
    privacy = {"id": "open", "assignment": "open", "text": "office", "state": "open", "by": "office", "at": "open"}

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["assignment", "-at"], name="progress_note_newest")]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.state}"
