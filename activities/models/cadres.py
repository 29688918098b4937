"""People who work for poverty reduction, and what they were trained in (DA6.TDA1)."""

from django.db import models
from django.db.models import Q

from activities.models.activity import Activity
from activities.models.base import CADRES
from activities.rules.words import CadrePosition
from households.models import ResidentialGroup
from households.models.member import Sex
from programs.models import Agency
from registers.models import KEPT_PRIVACY, Kept, in_order, void_explained


class Cadre(Kept):
    """A person in a post from a day until a day (both inside)."""

    CODES, PARTS, WORD = CADRES, ("trainings",), "Cán bộ làm công tác giảm nghèo"

    full_name = models.CharField("họ và tên", max_length=120)
    search_text = models.CharField(max_length=500, editable=False, default="")
    sex = models.CharField("giới tính", max_length=6, choices=Sex.choices())
    position = models.CharField("vị trí", max_length=18, choices=CadrePosition.choices())
    group = models.ForeignKey(
        ResidentialGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="tổ dân phố"
    )
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị")
    from_on = models.DateField("từ ngày")
    to_on = models.DateField("đến hết ngày", null=True, blank=True)

    privacy = {
        **KEPT_PRIVACY,
        **dict.fromkeys(["full_name", "search_text", "sex"], "personal"),
        **dict.fromkeys(["position", "group", "agency", "from_on", "to_on"], "office"),
    }

    class Meta:
        ordering = ["full_name", "id"]
        constraints = [
            void_explained("cadre"),
            in_order("cadre_days", "from_on", "to_on", "Ngày thôi phải từ ngày bắt đầu trở đi."),
        ]

    def __str__(self) -> str:
        return self.full_name


class CadreTraining(Kept):
    """A course that a cadre finished: one of the ward's activities, or one elsewhere."""

    CODES, WORD = CADRES, "Lớp tập huấn của cán bộ"

    cadre = models.ForeignKey(Cadre, on_delete=models.PROTECT, related_name="trainings", verbose_name="cán bộ")
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="cadre_trainings", verbose_name="hoạt động của phường"
    )
    course = models.CharField("tên lớp, nội dung", max_length=200)
    organiser = models.CharField("đơn vị tổ chức", max_length=200)
    from_on = models.DateField("từ ngày")
    to_on = models.DateField("đến hết ngày")
    certificate = models.CharField("giấy chứng nhận", max_length=120, blank=True)

    privacy = {
        **KEPT_PRIVACY,
        "cadre": "personal",
        **dict.fromkeys(["activity", "course", "organiser", "from_on", "to_on"], "office"),
        "certificate": "personal",
    }

    class Meta:
        ordering = ["-to_on", "-id"]
        constraints = [
            void_explained("cadre_training"),
            in_order("cadre_training_days", "from_on", "to_on", "Ngày kết thúc lớp phải từ ngày bắt đầu trở đi."),
            models.UniqueConstraint(
                fields=["cadre", "activity"],
                condition=Q(voided_at__isnull=True, activity__isnull=False),
                name="cadre_training_once",
                violation_error_message="Đã ghi cán bộ này dự hoạt động đó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course}, {self.cadre}"
