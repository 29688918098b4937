"""Purchase lists of health insurance cards (CS2). The cards themselves are the register's (``households.InsuranceCard``): targets
count them there, and a second table of cards would only contradict it."""

from django.db import models
from django.db.models import Q

from households.models import Household, InsuranceCard, Member
from households.rules.classes import HouseholdClass
from registers.models import KEPT_PRIVACY, Kept, in_order, void_explained
from welfare.models.base import INSURANCE
from welfare.rules.insurance import Cover
from welfare.rules.words import Payer


class InsuranceBatch(Kept):
    """A purchase list: cards for one period, paid by one payer. Once it was sent, nobody is added."""

    CODES, PARTS, WORD = INSURANCE, ("lines",), "Đợt mua thẻ BHYT"

    title = models.CharField("tên đợt", max_length=120)
    payer = models.CharField("nguồn đóng", max_length=12, choices=Payer.choices())
    drawn_on = models.DateField("lập danh sách ngày")
    from_on = models.DateField("thẻ có giá trị từ ngày")
    to_on = models.DateField("đến hết ngày")
    sent_on = models.DateField("gửi danh sách ngày", null=True, blank=True)
    document = models.CharField("văn bản gửi", max_length=120, blank=True)

    privacy = {
        **KEPT_PRIVACY,
        **dict.fromkeys(["title", "payer", "drawn_on", "from_on", "to_on", "sent_on", "document"], "open"),
    }

    class Meta:
        ordering = ["-drawn_on", "-id"]
        constraints = [
            void_explained("insurance_batch"),
            in_order("insurance_batch_days", "from_on", "to_on", "Ngày hết giá trị phải từ ngày bắt đầu trở đi."),
            in_order("insurance_batch_sent", "drawn_on", "sent_on", "Ngày gửi phải từ ngày lập danh sách trở đi."),
        ]

    def __str__(self) -> str:
        return self.title


class InsuranceLine(Kept):
    """A person on a purchase list, with the class of the household and what the register said on the day of the list; then the
    card that came, or why none came."""

    CODES, WORD = INSURANCE, "Người trong đợt mua thẻ"

    batch = models.ForeignKey(InsuranceBatch, on_delete=models.PROTECT, related_name="lines", verbose_name="đợt mua thẻ")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", verbose_name="người")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="insurance_lines", verbose_name="hộ")
    household_class = models.CharField("phân loại hộ", max_length=12, choices=HouseholdClass.choices(), blank=True)
    cover = models.CharField("tình trạng thẻ khi lập", max_length=10, choices=Cover.choices())
    card = models.ForeignKey(InsuranceCard, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="thẻ đã cấp")
    issued_on = models.DateField("nhận thẻ ngày", null=True, blank=True)
    refused_reason = models.CharField("lý do không được cấp", max_length=200, blank=True)

    privacy = {
        **KEPT_PRIVACY,
        "batch": "open",
        "member": "personal",
        "household": "office",
        "household_class": "office",
        "cover": "sensitive",
        "card": "personal",
        "issued_on": "office",
        "refused_reason": "personal",
    }

    class Meta:
        ordering = ["household__code", "member__sort_order", "id"]
        constraints = [
            void_explained("insurance_line"),
            models.UniqueConstraint(
                fields=["batch", "member"],
                condition=Q(voided_at__isnull=True),
                name="insurance_line_once",
                violation_error_message="Người này đã có trong đợt mua thẻ.",
            ),
            models.CheckConstraint(
                condition=Q(card__isnull=True, issued_on__isnull=True) | Q(card__isnull=False, issued_on__isnull=False, refused_reason=""),
                name="insurance_line_one_end",
                violation_error_message="Người đã nhận thẻ thì có thẻ và ngày nhận, không có lý do không được cấp.",
            ),
        ]

    def __str__(self) -> str:
        return self.member.full_name
