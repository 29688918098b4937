"""A household and where it lived."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from camphucnam.accounts.models import Ward
from camphucnam.accounts.models.ward import AreaType
from camphucnam.privacy.fields import EncryptedTextField
from households.models.group import ResidentialGroup
from households.querysets import HouseholdChildQuerySet, HouseholdQuerySet


class Household(models.Model):
    """A household of a ward. Its class is never stored here: it follows from the status periods and a day.

    ``group`` is the group of today; ``HouseholdStay`` keeps where it lived before. ``head_name`` repeats the head's
    name for lists; ``search_text`` is folded for search without accents, ``head_sort_key`` orders by given name.
    """

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="households")
    code = models.CharField("mã hộ", max_length=40)
    group = models.ForeignKey(ResidentialGroup, on_delete=models.PROTECT, related_name="households", verbose_name="tổ dân phố")
    head_name = models.CharField("chủ hộ", max_length=120)
    head_sort_key = models.CharField(max_length=200, editable=False)
    search_text = models.CharField(max_length=500, editable=False)
    address = models.CharField("địa chỉ", max_length=250, blank=True)
    phone = EncryptedTextField("điện thoại", blank=True, default="")
    area_type = models.CharField("khu vực", max_length=10, choices=AreaType.choices(), default=AreaType.URBAN)
    is_ethnic_minority = models.BooleanField("hộ dân tộc thiểu số", null=True, blank=True)
    lacks_labour = models.BooleanField("hộ không có khả năng lao động", null=True, blank=True)
    has_merit_person = models.BooleanField("hộ có người có công", null=True, blank=True)
    poverty_causes = models.CharField("nguyên nhân nghèo", max_length=300, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = HouseholdQuerySet.as_manager()
    privacy = {
        "id": "open",
        "ward": "open",
        "code": "office",
        "group": "open",
        "head_name": "personal",
        "head_sort_key": "personal",
        "search_text": "personal",
        "address": "personal",
        "phone": "personal",
        "area_type": "open",
        "is_ethnic_minority": "sensitive",
        "lacks_labour": "sensitive",
        "has_merit_person": "sensitive",
        "poverty_causes": "sensitive",
        "note": "personal",
        "created_at": "open",
        "created_by": "office",
        "version": "open",
    }

    class Meta:
        ordering = ["ward", "head_sort_key", "code"]
        indexes = [
            models.Index(fields=["ward", "head_sort_key", "code"], name="household_ward_sort"),
            models.Index(fields=["group", "head_sort_key", "code"], name="household_group_sort"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "code"], name="household_code_once", violation_error_message="Phường đã có hộ mang mã này."
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.head_name}"


class HouseholdStay(models.Model):
    """The group in which the household lived; ``from_on`` None means since before the register."""

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="stays")
    group = models.ForeignKey(ResidentialGroup, on_delete=models.PROTECT, related_name="stays")
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = HouseholdChildQuerySet.as_manager()
    privacy = {"id": "open", "household": "office", "group": "open", "from_on": "open", "to_on": "open", "recorded_at": "open"}

    class Meta:
        ordering = ["household", F("from_on").asc(nulls_first=True)]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(from_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="stay_days_in_order",
                violation_error_message="Ngày chuyển đi phải từ ngày chuyển đến trở đi.",
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(to_on__isnull=True),
                name="stay_one_open",
                violation_error_message="Hộ đang có một nơi ở chưa kết thúc.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.group_id}"
