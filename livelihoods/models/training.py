"""Vocational classes and who learns in them (DA4.TDA1, CS6)."""

from django.db import models
from django.db.models import Q

from households.models import Member
from households.rules.needs import NeedKind
from livelihoods.models.base import TRAINING
from livelihoods.rules.words import EnrolmentState
from registers.models import KEPT_PRIVACY, Help, Kept, at_least, in_order, void_explained
from support.models.supporting import SUPPORTING_PRIVACY, SupportingRow, conflict_explained


class VocationalClass(Kept):
    """A class. ``level`` is a code of data/registers.toml."""

    CODES, PARTS, WORD = TRAINING, ("enrolments",), "Lớp đào tạo nghề"

    occupation = models.CharField("nghề", max_length=200)
    search_text = models.CharField(max_length=500, editable=False, default="")
    level = models.CharField("trình độ", max_length=20)
    provider = models.CharField("cơ sở đào tạo", max_length=200)
    place = models.CharField("nơi học", max_length=200, blank=True)
    from_on = models.DateField("khai giảng ngày")
    to_on = models.DateField("bế giảng ngày")
    seats = models.PositiveSmallIntegerField("số chỗ", null=True, blank=True)

    privacy = {
        **KEPT_PRIVACY,
        **dict.fromkeys(["search_text", "occupation", "level", "provider", "place", "from_on", "to_on", "seats"], "open"),
    }

    class Meta:
        ordering = ["-from_on", "-id"]
        constraints = [
            void_explained("vocational_class"),
            in_order("vocational_class_days", "from_on", "to_on", "Ngày bế giảng phải từ ngày khai giảng trở đi."),
            at_least("vocational_class_seats", "seats", 1, "Số chỗ phải từ 1 trở lên; để trống nếu chưa biết."),
        ]

    def __str__(self) -> str:
        return f"{self.occupation}, {self.provider}"


class Enrolment(SupportingRow, Kept):
    """A person in a class. ``is_eligible`` and ``basis`` keep the verdict of the day of enrolment; ``override_reason`` says why
    somebody who is not eligible, or about whom facts are missing, learns all the same. Work found afterwards stands in the register of
    work (``Placement``, ``WorkAbroad``)."""

    CODES, WORD, HELPED = TRAINING, "Học viên học nghề", "member"
    SUPPORT_CODE, SUPPORT_HOME, SUPPORT_PERSON = TRAINING[0], "member__household", "member"
    SUPPORT_ON, SUPPORT_UNTIL, SUPPORT_PAGE = "enrolled_on", "vocational_class__to_on", ("livelihoods:class", "vocational_class_id")
    SUPPORT_NAMED_BY = ("vocational_class",)

    vocational_class = models.ForeignKey(VocationalClass, on_delete=models.PROTECT, related_name="enrolments", verbose_name="lớp")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="vocational_enrolments", verbose_name="học viên")
    enrolled_on = models.DateField("vào lớp ngày")
    is_eligible = models.BooleanField("thuộc đối tượng")
    basis = models.CharField("căn cứ", max_length=1000, blank=True)
    override_reason = models.CharField("lý do vẫn cho học", max_length=300, blank=True)
    state = models.CharField("tình trạng", max_length=10, choices=EnrolmentState.choices(), default=EnrolmentState.ENROLLED)
    ended_on = models.DateField("hoàn thành, bỏ học ngày", null=True, blank=True)
    drop_reason = models.CharField("lý do bỏ học", max_length=300, blank=True)
    certificate_number = models.CharField("số chứng chỉ", max_length=60, blank=True)
    certificate_on = models.DateField("cấp chứng chỉ ngày", null=True, blank=True)

    privacy = {
        **KEPT_PRIVACY,
        **SUPPORTING_PRIVACY,
        "vocational_class": "open",
        "member": "personal",
        "enrolled_on": "office",
        "is_eligible": "personal",
        "basis": "sensitive",
        "override_reason": "personal",
        "state": "personal",
        "ended_on": "office",
        "drop_reason": "personal",
        "certificate_number": "personal",
        "certificate_on": "office",
    }

    class Meta:
        ordering = ["-enrolled_on", "-id"]
        constraints = [
            void_explained("enrolment"),
            conflict_explained("enrolment"),
            in_order("enrolment_days", "enrolled_on", "ended_on", "Ngày hoàn thành, bỏ học phải từ ngày vào lớp trở đi."),
            in_order("enrolment_certificate", "ended_on", "certificate_on", "Ngày cấp chứng chỉ phải từ ngày hoàn thành trở đi."),
            models.CheckConstraint(
                condition=Q(state="enrolled", ended_on__isnull=True) | (~Q(state="enrolled") & Q(ended_on__isnull=False)),
                name="enrolment_ended_with_a_day",
                violation_error_message="Học viên đã hoàn thành hoặc bỏ học phải ghi ngày.",
            ),
            models.CheckConstraint(
                condition=Q(certificate_on__isnull=True, certificate_number="") | Q(state="completed", certificate_on__isnull=False),
                name="enrolment_certificate_after_completion",
                violation_error_message="Chỉ học viên đã hoàn thành mới có chứng chỉ; ghi cả ngày cấp.",
            ),
            models.CheckConstraint(
                condition=Q(is_eligible=True) | ~Q(override_reason=""),
                name="enrolment_override_explained",
                violation_error_message="Người chưa đủ điều kiện chỉ được xếp lớp khi ghi lý do.",
            ),
            models.UniqueConstraint(
                fields=["vocational_class", "member"],
                condition=Q(voided_at__isnull=True),
                name="enrolment_once",
                violation_error_message="Người này đã có trong lớp.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member.full_name}, {self.vocational_class.occupation}"

    @staticmethod
    def supporting_rows() -> Q:
        """Whoever did not drop out."""
        return ~Q(state=EnrolmentState.DROPPED)

    def help(self) -> Help | None:
        """A completed class meets the need of training."""
        if self.state != EnrolmentState.COMPLETED or self.ended_on is None:
            return None
        return Help(self.member.household, self.member, (NeedKind.VOCATIONAL,), self.ended_on, f"Lớp {self.vocational_class}")
