"""What happened to a household (biến cố, rủi ro) and what was answered (plan 2023, III.8)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from camphucnam.kernel.enums import LabelledEnum
from households.models.household import Household
from households.querysets import HouseholdChildQuerySet


class Severity(LabelledEnum):
    """How bad it is, in the reporter's eyes."""

    URGENT = "urgent", "Khẩn cấp"
    SERIOUS = "serious", "Nặng"
    MODERATE = "moderate", "Vừa"


class EventState(LabelledEnum):
    """Where the report stands."""

    REPORTED = "reported", "Chờ xử lý"
    IN_PROGRESS = "in_progress", "Đang xử lý"
    ANSWERED = "answered", "Đã trả lời"


EVENT_TRANSITIONS: dict[EventState, tuple[EventState, ...]] = {
    EventState.REPORTED: (EventState.IN_PROGRESS, EventState.ANSWERED),
    EventState.IN_PROGRESS: (EventState.ANSWERED,),
    EventState.ANSWERED: (EventState.IN_PROGRESS,),
}


class EventOutcome(LabelledEnum):
    """What the officer decided."""

    SUPPORT = "support", "Đề nghị hỗ trợ"
    REVIEW = "review", "Đưa vào rà soát thường xuyên"
    REFER = "refer", "Chuyển cơ quan khác"
    NO_ACTION = "no_action", "Không thuộc diện hỗ trợ"


class HouseholdEvent(models.Model):
    """One event: when it happened, when it was reported, what was done. Type codes stand in data/event_types.toml."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="events", verbose_name="hộ")
    type_code = models.CharField("loại biến cố", max_length=4)
    occurred_on = models.DateField("ngày xảy ra")
    person_name = models.CharField("người bị ảnh hưởng", max_length=120, blank=True)
    severity = models.CharField("mức độ", max_length=10, choices=Severity.choices())
    description = models.CharField("mô tả", max_length=1000)
    reported_at = models.DateTimeField("báo lúc")
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="người báo")
    state = models.CharField("tình trạng", max_length=12, choices=EventState.choices(), default=EventState.REPORTED)
    outcome = models.CharField("hướng xử lý", max_length=10, choices=EventOutcome.choices(), blank=True)
    answer = models.CharField("trả lời", max_length=1000, blank=True)
    answer_reason = models.CharField("lý do", max_length=500, blank=True)
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = HouseholdChildQuerySet.as_manager()
    privacy = {
        "id": "open",
        "household": "office",
        "type_code": "sensitive",
        "occurred_on": "office",
        "person_name": "personal",
        "severity": "sensitive",
        "description": "sensitive",
        "reported_at": "open",
        "reported_by": "office",
        "state": "open",
        "outcome": "office",
        "answer": "sensitive",
        "answer_reason": "sensitive",
        "answered_at": "open",
        "answered_by": "office",
        "version": "open",
    }

    class Meta:
        ordering = ["-reported_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="answered") | (~Q(outcome="") & Q(answered_at__isnull=False) & Q(answered_by__isnull=False)),
                name="event_answer_complete",
                violation_error_message="Biến cố đã trả lời phải có hướng xử lý và người trả lời.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.type_code} {self.occurred_on}"
