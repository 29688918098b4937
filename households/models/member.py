"""Members of a household and dated facts about them."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from camphucnam.accounts.models import Ward
from camphucnam.kernel.dates import add_months, day_before
from camphucnam.kernel.enums import LabelledEnum
from camphucnam.privacy.fields import EncryptedTextField
from households.models.household import Household
from households.querysets import HouseholdChildQuerySet, MemberQuerySet


class MemberChildQuerySet(HouseholdChildQuerySet):
    """Rows that belong to a member."""

    ward_path = "member__ward"
    group_path = "member__household__group"


class InsuranceCardQuerySet(MemberChildQuerySet):
    """Insurance cards; voided ones stay readable but never count."""

    def counting(self) -> Self:
        """Cards that are not voided."""
        return self.filter(voided_at__isnull=True)


class Sex(LabelledEnum):
    """Sex as printed on personal papers."""

    MALE = "male", "Nam"
    FEMALE = "female", "Nữ"


class BirthPrecision(LabelledEnum):
    """How much of the birth date is known."""

    DAY = "day", "Ngày, tháng, năm"
    MONTH = "month", "Tháng, năm"
    YEAR = "year", "Chỉ năm"


def possible_births(birth_on: date, precision: BirthPrecision) -> tuple[date, date]:
    """The first and the last day on which somebody may have been born whose birth is known so far."""
    if precision is BirthPrecision.DAY:
        return birth_on, birth_on
    first = birth_on.replace(day=1) if precision is BirthPrecision.MONTH else birth_on.replace(month=1, day=1)
    return first, day_before(add_months(first, 1 if precision is BirthPrecision.MONTH else 12))


class Member(models.Model):
    """A person of a household, counted from ``joined_on`` (None: since before the register) and no longer on ``left_on``."""

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="members")
    full_name = models.CharField("họ và tên", max_length=120)
    folded_name = models.CharField(max_length=120, editable=False)
    sort_order = models.PositiveSmallIntegerField(default=0)
    is_head = models.BooleanField("chủ hộ", default=False)
    relation = models.CharField("quan hệ với chủ hộ", max_length=60, blank=True)
    sex = models.CharField("giới tính", max_length=6, choices=Sex.choices(), blank=True)
    birth_on = models.DateField("ngày sinh", null=True, blank=True)
    birth_precision = models.CharField(max_length=5, choices=BirthPrecision.choices(), default=BirthPrecision.DAY)
    ethnicity = models.CharField("dân tộc", max_length=40, blank=True)
    personal_id = EncryptedTextField("số định danh cá nhân", blank=True, default="")
    personal_id_index = models.CharField(max_length=64, blank=True, default="", editable=False)
    has_merit = models.BooleanField("có công với cách mạng", null=True, blank=True)
    joined_on = models.DateField("vào hộ từ ngày", null=True, blank=True)
    left_on = models.DateField("rời hộ từ ngày", null=True, blank=True)
    left_reason = models.CharField("lý do rời hộ", max_length=100, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    objects = MemberQuerySet.as_manager()
    privacy = {
        "id": "open",
        "ward": "open",
        "household": "office",
        "full_name": "personal",
        "folded_name": "personal",
        "sort_order": "open",
        "is_head": "open",
        "relation": "personal",
        "sex": "personal",
        "birth_on": "personal",
        "birth_precision": "open",
        "ethnicity": "sensitive",
        "personal_id": "personal",
        "personal_id_index": "secret",
        "has_merit": "sensitive",
        "joined_on": "office",
        "left_on": "office",
        "left_reason": "personal",
        "recorded_at": "open",
        "version": "open",
    }

    class Meta:
        ordering = ["household", "sort_order", "id"]
        indexes = [
            models.Index(fields=["ward", "personal_id_index"], name="member_personal_index"),
            models.Index(fields=["household", "sort_order"], name="member_household_order"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "personal_id_index"],
                condition=Q(left_on__isnull=True) & ~Q(personal_id_index=""),
                name="member_personal_id_once",
                violation_error_message="Số định danh này đã có ở một thành viên khác đang sinh sống trong phường.",
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(is_head=True, left_on__isnull=True),
                name="member_one_head",
                violation_error_message="Mỗi hộ chỉ có một chủ hộ.",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(joined_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="member_days_in_order",
                violation_error_message="Ngày rời hộ phải từ ngày vào hộ trở đi.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name


class InsuranceCard(models.Model):
    """A health insurance card (thẻ BHYT) with its validity; both days inside, None where not stated. One written by mistake is voided with
    its reason; it stays readable and never counts."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="cards")
    number = EncryptedTextField("số thẻ BHYT")
    number_index = models.CharField(max_length=64, editable=False)
    from_on = models.DateField("giá trị từ ngày", null=True, blank=True)
    to_on = models.DateField("giá trị đến hết ngày", null=True, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    void_reason = models.CharField("lý do hủy", max_length=300, blank=True)

    objects = InsuranceCardQuerySet.as_manager()
    privacy = {
        "id": "open",
        "member": "office",
        "number": "personal",
        "number_index": "secret",
        "from_on": "sensitive",
        "to_on": "sensitive",
        "recorded_at": "open",
        "voided_at": "open",
        "voided_by": "office",
        "void_reason": "personal",
    }

    class Meta:
        ordering = ["member", "from_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True) | (~Q(void_reason="") & Q(voided_by__isnull=False)),
                name="insurance_card_voided_with_reason",
                violation_error_message="Thẻ bị hủy phải có lý do và người hủy.",
            )
        ]

    def __str__(self) -> str:
        return f"card {self.pk}"
