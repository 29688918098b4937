"""What was given: to persons of the register by name, and vitamin A to all children of the ward as figures."""

from django.db import models
from django.db.models import F, Q

from households.models import Member
from nutrition.models.base import NUTRITION, OfMember
from nutrition.rules.words import DoseKind, Round
from registers.models import KEPT_PRIVACY, Kept, void_explained


class Dose(OfMember, Kept):
    """Vitamin A, micronutrients, deworming or a nutrition product given to a person."""

    CODES, WORD = NUTRITION, "Lần cho uống, cấp phát"

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="doses", verbose_name="người được cấp")
    kind = models.CharField("nội dung", max_length=14, choices=DoseKind.choices())
    given_on = models.DateField("ngày cho uống, cấp phát")
    year = models.PositiveSmallIntegerField("năm", editable=False)
    round = models.CharField("đợt vitamin A", max_length=1, choices=Round.choices(), blank=True)
    note = models.CharField("ghi chú", max_length=200, blank=True)

    privacy = {
        **KEPT_PRIVACY,
        "member": "office",
        **dict.fromkeys(["kind", "note"], "sensitive"),
        **dict.fromkeys(["given_on", "year", "round"], "office"),
    }

    class Meta:
        ordering = ["-given_on", "-id"]
        indexes = [models.Index(fields=["ward", "given_on"], name="dose_ward_day")]
        constraints = [
            void_explained("dose"),
            models.CheckConstraint(
                condition=(Q(kind=DoseKind.VITAMIN_A) & ~Q(round="")) | (~Q(kind=DoseKind.VITAMIN_A) & Q(round="")),
                name="dose_round_of_vitamin_a",
                violation_error_message="Chọn đợt khi cho uống vitamin A; nội dung khác không có đợt.",
            ),
            models.UniqueConstraint(
                fields=["member", "year", "round"],
                condition=Q(voided_at__isnull=True, kind=DoseKind.VITAMIN_A),
                name="dose_vitamin_a_once_a_round",
                violation_error_message="Trẻ này đã uống vitamin A trong đợt đó.",
            ),
            models.UniqueConstraint(
                fields=["member", "kind", "given_on"],
                condition=Q(voided_at__isnull=True),
                name="dose_once_a_day",
                violation_error_message="Đã ghi nội dung này cho người đó trong ngày.",
            ),
        ]

    def __str__(self) -> str:
        return f"{DoseKind.label_of(self.kind)}, {self.member}, {self.given_on:%d/%m/%Y}"


class VitaminARound(Kept):
    """A round of vitamin A for all children of the band in the ward, not only those of the register (target T14)."""

    CODES, WORD = NUTRITION, "Đợt vitamin A toàn phường"

    year = models.PositiveSmallIntegerField("năm", editable=False)
    round = models.CharField("đợt", max_length=1, choices=Round.choices())
    held_on = models.DateField("ngày kết thúc đợt")
    n_children = models.PositiveIntegerField("số trẻ từ 6 đến 36 tháng tuổi của phường")
    n_given = models.PositiveIntegerField("số trẻ được uống trong đợt")
    n_given_twice = models.PositiveIntegerField("trong đó đã uống đủ 2 lần trong năm", null=True, blank=True)
    source = models.CharField("nguồn số liệu", max_length=200)

    privacy = {
        **KEPT_PRIVACY,
        **dict.fromkeys(["year", "round", "held_on", "n_children", "n_given", "n_given_twice"], "open"),
        "source": "office",
    }

    class Meta:
        ordering = ["-held_on", "-id"]
        constraints = [
            void_explained("vitamin_a_round"),
            models.UniqueConstraint(
                fields=["ward", "year", "round"],
                condition=Q(voided_at__isnull=True),
                name="vitamin_a_round_once",
                violation_error_message="Đợt này đã có số liệu. Nếu số đó sai thì hủy dòng đó rồi ghi lại.",
            ),
            models.CheckConstraint(
                condition=Q(n_given__lte=F("n_children")),
                name="vitamin_a_round_given",
                violation_error_message="Số trẻ được uống không thể nhiều hơn số trẻ của phường.",
            ),
            models.CheckConstraint(
                condition=Q(n_given_twice__isnull=True) | Q(n_given_twice__lte=F("n_given")),
                name="vitamin_a_round_twice",
                violation_error_message="Số trẻ uống đủ 2 lần không thể nhiều hơn số trẻ được uống trong đợt.",
            ),
            models.CheckConstraint(
                condition=Q(round=Round.FIRST, n_given_twice__isnull=True) | Q(round=Round.SECOND, n_given_twice__isnull=False),
                name="vitamin_a_round_second",
                violation_error_message="Ghi số trẻ uống đủ 2 lần ở đợt 2; đợt 1 để trống.",
            ),
        ]

    def __str__(self) -> str:
        return f"{Round.label_of(self.round)} năm {self.year}"
