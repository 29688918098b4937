"""Recommendations to agencies, their answers, and reminders."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from camphucnam.files.models import StoredFile
from oversight.models.visit import Finding, Visit, VisitPart
from oversight.querysets import CODES as ALL_CODES
from oversight.querysets import AnswerQuerySet, RecommendationQuerySet
from oversight.rules.following import state_of
from oversight.rules.words import RecommendationState, Verdict
from programs.models import Agency
from registers.models import KEPT_PRIVACY, Kept, in_order, void_explained


class Recommendation(VisitPart):
    """What an agency is asked to do until a day (inside). Its state follows from its answers; overdue from the day too."""

    PARTS, WORD = ("answers", "reminders"), "Kiến nghị"

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="recommendations", verbose_name="cuộc kiểm tra, giám sát")
    finding = models.ForeignKey(
        Finding, null=True, blank=True, on_delete=models.PROTECT, related_name="recommendations", verbose_name="phát hiện"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", verbose_name="gửi đơn vị")
    text = models.TextField("nội dung kiến nghị", max_length=2000)
    issued_on = models.DateField("ngày kiến nghị")
    due_on = models.DateField("hạn trả lời")

    objects: ClassVar[Any] = RecommendationQuerySet.as_manager()
    privacy = {
        **KEPT_PRIVACY,
        **dict.fromkeys(["visit", "finding", "agency", "issued_on", "due_on"], "open"),
        "text": "office",
    }

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["ward", "issued_on"], name="recommendation_days")]
        constraints = [
            void_explained("recommendation"),
            in_order("recommendation", "issued_on", "due_on", "Hạn trả lời phải từ ngày kiến nghị trở đi."),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 100 else f"{self.text[:97]}…"

    @property
    def state(self) -> RecommendationState:
        """Of a row read ``with_state()``; the state now of any other."""
        return state_of(self.last_verdict) if hasattr(self, "last_verdict") else self.state_now()

    def state_now(self) -> RecommendationState:
        """Asks for the newest answer."""
        return state_of(self.answers.counting().order_by("-answered_on", "-pk").values_list("verdict", flat=True).first())


class RecommendationPart(Kept):
    """A row that hangs on a recommendation."""

    CODES = ALL_CODES

    class Meta:
        abstract = True

    recommendation: models.ForeignKey

    @property
    def codes(self) -> tuple[str, ...]:
        """Those of the visit behind it."""
        return tuple(self.recommendation.codes)


class Answer(RecommendationPart):
    """What the agency did or says, and what whoever recommended says to that: nothing yet, accepted, or returned with words."""

    WORD = "Trả lời kiến nghị"

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="answers", verbose_name="kiến nghị")
    answered_on = models.DateField("ngày trả lời")
    text = models.TextField("nội dung trả lời", max_length=3000)
    file = models.OneToOneField(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="tài liệu kèm")
    verdict = models.CharField("kết luận", max_length=8, choices=Verdict.choices(), blank=True)
    judged_on = models.DateField("ngày kết luận", null=True, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="người kết luận"
    )
    verdict_note = models.CharField("ý kiến", max_length=600, blank=True)

    objects: ClassVar[Any] = AnswerQuerySet.as_manager()
    privacy = {
        **KEPT_PRIVACY,
        **dict.fromkeys(["recommendation", "answered_on", "verdict", "judged_on"], "open"),
        "judged_by": "office",
        "text": "personal",
        "file": "personal",
        "verdict_note": "office",
    }

    class Meta:
        ordering = ["answered_on", "id"]
        constraints = [
            void_explained("answer"),
            in_order("answer", "answered_on", "judged_on", "Ngày kết luận phải từ ngày trả lời trở đi."),
            models.CheckConstraint(
                condition=Q(verdict="", judged_on__isnull=True, judged_by__isnull=True)
                | Q(verdict=Verdict.ACCEPTED, judged_on__isnull=False, judged_by__isnull=False)
                | (Q(verdict=Verdict.RETURNED, judged_on__isnull=False, judged_by__isnull=False) & ~Q(verdict_note="")),
                name="answer_judged_in_full",
                violation_error_message="Kết luận phải có ngày và người kết luận; trả lại thì ghi việc cần làm tiếp.",
            ),
            models.UniqueConstraint(
                fields=["recommendation"],
                condition=Q(voided_at__isnull=True) & ~Q(verdict=Verdict.RETURNED),
                name="answer_one_standing",
                violation_error_message="Kiến nghị này đã có trả lời đang chờ xem xét hoặc đã được chấp nhận.",
            ),
        ]

    def __str__(self) -> str:
        text = self.text if len(self.text) <= 100 else f"{self.text[:97]}…"
        return f"Trả lời ngày {self.answered_on:%d/%m/%Y}: {text}"


class Reminder(RecommendationPart):
    """The agency was reminded on a day."""

    WORD = "Lần đôn đốc"

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="reminders", verbose_name="kiến nghị")
    on = models.DateField("đôn đốc ngày")
    how = models.CharField("hình thức, nội dung", max_length=300)

    objects: ClassVar[Any] = AnswerQuerySet.as_manager()
    privacy = {**KEPT_PRIVACY, "recommendation": "open", "on": "open", "how": "office"}

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [void_explained("reminder")]

    def __str__(self) -> str:
        return f"Đôn đốc ngày {self.on:%d/%m/%Y}"
