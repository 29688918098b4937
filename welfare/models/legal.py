"""Legal aid (CS4). Confidential: only who keeps the register reads it."""

from django.db import models
from django.db.models import Q

from households.models import Household, Member
from registers.models import KEPT_PRIVACY, Kept, in_order, void_explained
from welfare.models.base import LEGAL_AID
from welfare.rules.legal import LegalField, LegalForm, LegalGround


class LegalAidCase(Kept):
    """Somebody asked for legal aid: a person of the register, or somebody else by name; then how it was answered."""

    CODES, WORD, CONFIDENTIAL = LEGAL_AID, "Vụ việc trợ giúp pháp lý", True

    requested_on = models.DateField("yêu cầu ngày")
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="người yêu cầu")
    household = models.ForeignKey(Household, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="hộ")
    outside_name = models.CharField("họ tên người ngoài danh sách", max_length=120, blank=True)
    search_text = models.CharField(max_length=500, editable=False, default="")
    ground = models.CharField("đối tượng", max_length=10, choices=LegalGround.choices())
    field = models.CharField("lĩnh vực", max_length=16, choices=LegalField.choices())
    matter = models.CharField("nội dung vụ việc", max_length=500, blank=True)
    form = models.CharField("hình thức trợ giúp", max_length=16, choices=LegalForm.choices())
    helper = models.CharField("người, nơi trợ giúp", max_length=200)
    closed_on = models.DateField("xong ngày", null=True, blank=True)
    result = models.CharField("kết quả", max_length=500, blank=True)

    privacy = {
        **KEPT_PRIVACY,
        **dict.fromkeys(["member", "household", "outside_name", "search_text", "ground", "field", "matter", "result"], "sensitive"),
        **dict.fromkeys(["requested_on", "form", "helper", "closed_on"], "office"),
    }

    class Meta:
        ordering = ["-requested_on", "-id"]
        constraints = [
            void_explained("legal_aid"),
            in_order("legal_aid_days", "requested_on", "closed_on", "Ngày xong phải từ ngày yêu cầu trở đi."),
            models.CheckConstraint(
                condition=Q(member__isnull=False, outside_name="") | (Q(member__isnull=True) & ~Q(outside_name="")),
                name="legal_aid_one_person",
                violation_error_message="Chọn một người trong danh sách, hoặc ghi họ tên người ngoài danh sách.",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | ~Q(result=""),
                name="legal_aid_result",
                violation_error_message="Vụ việc xong thì ghi kết quả.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Who asked."""
        return self.member.full_name if self.member else self.outside_name
