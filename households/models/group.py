"""Residential groups (tổ dân phố), who leads them, and how many people live there."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from camphucnam.accounts.models import Ward
from households.querysets import GroupQuerySet, ScopedQuerySet


class LeadershipQuerySet(ScopedQuerySet):
    """Leaderships."""

    ward_path = "group__ward"


class BaselineQuerySet(ScopedQuerySet):
    """Population baselines."""

    ward_path = "group__ward"


class ResidentialGroup(models.Model):
    """A group of a ward. ``successor`` leads from an old group to the one that took it over."""

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="groups")
    code = models.CharField("mã tổ", max_length=20)
    name = models.CharField("tên tổ dân phố", max_length=120)
    folded_name = models.CharField(max_length=120, editable=False)
    sort_order = models.PositiveIntegerField("thứ tự", default=0)
    from_on = models.DateField("từ ngày", null=True, blank=True)
    to_on = models.DateField("đến hết ngày", null=True, blank=True)
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors")

    objects = GroupQuerySet.as_manager()
    privacy = {
        "id": "open",
        "ward": "open",
        "code": "open",
        "name": "open",
        "folded_name": "open",
        "sort_order": "open",
        "from_on": "open",
        "to_on": "open",
        "successor": "open",
    }

    class Meta:
        ordering = ["ward", "sort_order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "code"], name="group_code_once", violation_error_message="Phường đã có tổ mang mã này."
            ),
            models.UniqueConstraint(
                fields=["ward", "folded_name"], name="group_name_once", violation_error_message="Phường đã có tổ mang tên này."
            ),
        ]

    def __str__(self) -> str:
        return self.name


class GroupLeadership(models.Model):
    """Who leads a group, from a day until a day (both inside)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="leaderships", verbose_name="tổ trưởng")
    group = models.ForeignKey(ResidentialGroup, on_delete=models.PROTECT, related_name="leaderships", verbose_name="tổ dân phố")
    from_on = models.DateField("từ ngày")
    to_on = models.DateField("đến hết ngày", null=True, blank=True)

    objects = LeadershipQuerySet.as_manager()
    privacy = {"id": "open", "user": "office", "group": "open", "from_on": "open", "to_on": "open"}

    class Meta:
        ordering = ["group", "from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="leadership_days_in_order",
                violation_error_message="Ngày thôi phụ trách phải từ ngày bắt đầu trở đi.",
            ),
            models.UniqueConstraint(
                fields=["user", "group", "from_on"], name="leadership_once", violation_error_message="Đã ghi việc phụ trách này."
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.user_id}"


class PopulationBaseline(models.Model):
    """All households and persons living in a group on a day (columns 1 and 2 of form 1), entered by the ward."""

    group = models.ForeignKey(ResidentialGroup, on_delete=models.PROTECT, related_name="baselines", verbose_name="tổ dân phố")
    on = models.DateField("ngày")
    n_households = models.PositiveIntegerField("tổng số hộ dân cư")
    n_persons = models.PositiveIntegerField("tổng số nhân khẩu")
    source = models.CharField("nguồn số liệu", max_length=200, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = BaselineQuerySet.as_manager()
    privacy = {
        "id": "open",
        "group": "open",
        "on": "open",
        "n_households": "open",
        "n_persons": "open",
        "source": "open",
        "recorded_at": "open",
        "recorded_by": "office",
    }

    class Meta:
        ordering = ["group", "-on"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "on"], name="baseline_once_a_day", violation_error_message="Tổ này đã có số liệu của ngày đó."
            ),
            models.CheckConstraint(
                condition=Q(n_persons__gte=F("n_households")),
                name="baseline_persons_not_fewer",
                violation_error_message="Số nhân khẩu không thể ít hơn số hộ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.on}"
