"""Who takes part in an activity, and on which days they came."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from activities.models.activity import Activity, ActivityPart
from activities.querysets import ActivityChildQuerySet
from households.models import Household, Member
from households.models.member import Sex
from registers.models import KEPT_PRIVACY, void_explained


class Participation(ActivityPart):
    """A household or one of its people, or somebody from outside the register. ``is_eligible`` and ``basis`` are the verdict of the
    activity's first day, None where the activity is for anyone; ``override_reason`` says why somebody takes part all the same."""

    WORD = "Người tham gia"

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="participations", verbose_name="hoạt động")
    household = models.ForeignKey(
        Household, null=True, blank=True, on_delete=models.PROTECT, related_name="participations", verbose_name="hộ"
    )
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="participations", verbose_name="người")
    outside_name = models.CharField("họ tên người ngoài danh sách", max_length=120, blank=True)
    outside_organisation = models.CharField("đơn vị, địa chỉ", max_length=200, blank=True)
    outside_sex = models.CharField("giới tính", max_length=6, choices=Sex.choices(), blank=True)
    is_eligible = models.BooleanField("thuộc đối tượng", null=True, blank=True)
    basis = models.TextField("căn cứ xét", max_length=1000, blank=True)
    override_reason = models.CharField("lý do vẫn cho tham gia", max_length=300, blank=True)
    result = models.CharField("kết quả", max_length=200, blank=True)

    objects: ClassVar[Any] = ActivityChildQuerySet.as_manager()
    privacy = {
        **KEPT_PRIVACY,
        "activity": "open",
        **dict.fromkeys(["household", "member", "outside_name", "outside_organisation", "outside_sex", "result"], "personal"),
        **dict.fromkeys(["is_eligible", "basis", "override_reason"], "sensitive"),
    }

    class Meta:
        ordering = ["activity", "id"]
        constraints = [
            void_explained("participation"),
            models.CheckConstraint(
                condition=Q(household__isnull=False, outside_name="")
                | (Q(household__isnull=True, member__isnull=True) & ~Q(outside_name="")),
                name="participation_one_person",
                violation_error_message="Chọn hộ hoặc người trong danh sách, hoặc ghi họ tên người ngoài danh sách.",
            ),
            models.CheckConstraint(
                condition=~Q(is_eligible=False) | ~Q(override_reason=""),
                name="participation_override_explained",
                violation_error_message="Người chưa thuộc đối tượng chỉ tham gia khi ghi lý do.",
            ),
            models.UniqueConstraint(
                fields=["activity", "member"],
                condition=Q(voided_at__isnull=True, member__isnull=False),
                name="participation_person_once",
                violation_error_message="Người này đã có trong danh sách tham gia.",
            ),
            models.UniqueConstraint(
                fields=["activity", "household"],
                condition=Q(voided_at__isnull=True, member__isnull=True, household__isnull=False),
                name="participation_household_once",
                violation_error_message="Hộ này đã có trong danh sách tham gia.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Whom the list calls."""
        if self.member is not None:
            return self.member.full_name
        return self.household.head_name if self.household is not None else self.outside_name

    @property
    def sex(self) -> str:
        """Sex of the person; empty for a household and where it is not known."""
        return self.member.sex if self.member is not None else self.outside_sex


class Attendance(models.Model):
    """Whether somebody came on a day. A mark is changed in place; the log keeps how many came at each marking."""

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="attendances")
    on = models.DateField("ngày")
    is_present = models.BooleanField("có mặt")
    recorded_at = models.DateTimeField("ghi lúc", auto_now=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    privacy = {
        "id": "open",
        "participation": "personal",
        "on": "open",
        "is_present": "personal",
        "recorded_at": "open",
        "recorded_by": "office",
    }

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "on"], name="attendance_once_a_day", violation_error_message="Đã điểm danh người này trong ngày."
            )
        ]

    def __str__(self) -> str:
        return f"{self.participation_id} {self.on}"
