"""Loans of the bank for social policies: whom the ward confirmed, and a tracking copy of what was lent (CS1). The ward does not lend."""

from django.db import models
from django.db.models import F, Q

from households.models import Household, Member
from households.rules.needs import NeedKind
from livelihoods.models.base import CREDIT
from livelihoods.rules.loan_programmes import programme
from registers.models import KEPT_PRIVACY, Help, Kept, at_least, in_order, void_explained


class LoanConfirmation(Kept):
    """The ward confirms that a household belonged to those who may borrow on a day. ``grounds`` keeps the reasons of that day
    as they were: a list of [sentence, source]. ``number`` may stay blank until the clerk gives it."""

    CODES, WORD = CREDIT, "Xác nhận vay vốn"

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="loan_confirmations", verbose_name="hộ")
    borrower = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="loan_confirmations", verbose_name="người vay")
    programme = models.CharField("chương trình", max_length=30)
    confirmed_on = models.DateField("xác nhận tại ngày")
    purpose = models.CharField("mục đích sử dụng vốn", max_length=300)
    amount_dong = models.PositiveBigIntegerField("số tiền đề nghị vay", null=True, blank=True)
    class_label = models.CharField("phân loại hộ", max_length=60)
    grounds = models.JSONField("căn cứ")
    terms = models.CharField("mức vay, lãi suất", max_length=300, blank=True)
    number = models.CharField("số văn bản", max_length=60, blank=True)

    privacy = {
        **KEPT_PRIVACY,
        **dict.fromkeys(["programme", "purpose", "amount_dong", "grounds", "class_label"], "sensitive"),
        "household": "personal",
        "borrower": "personal",
        "confirmed_on": "office",
        "terms": "open",
        "number": "office",
    }

    class Meta:
        ordering = ["-confirmed_on", "-id"]
        constraints = [
            void_explained("loan_confirmation"),
            at_least("loan_confirmation_amount", "amount_dong", 1, "Số tiền đề nghị vay phải lớn hơn 0; để trống nếu chưa biết."),
            models.UniqueConstraint(
                fields=["household", "programme", "confirmed_on"],
                condition=Q(voided_at__isnull=True),
                name="loan_confirmation_once_a_day",
                violation_error_message="Đã xác nhận cho hộ này vay chương trình đó trong ngày. Mở bản xác nhận đã có.",
            ),
        ]

    def __str__(self) -> str:
        return f"Xác nhận vay vốn, hộ {self.household.code}"


class Loan(Kept):
    """A loan as the bank or the savings group reported it."""

    CODES, PARTS, WORD, HELPED = CREDIT, ("balances", "extensions", "checks"), "Món vay", "household"

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="loans", verbose_name="hộ")
    borrower = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="loans", verbose_name="người vay")
    confirmation = models.ForeignKey(LoanConfirmation, null=True, blank=True, on_delete=models.PROTECT, related_name="loans")
    programme = models.CharField("chương trình", max_length=30)
    amount_dong = models.PositiveBigIntegerField("số tiền vay")
    disbursed_on = models.DateField("giải ngân ngày")
    due_on = models.DateField("đến hạn ngày")
    purpose = models.CharField("mục đích sử dụng vốn", max_length=300)
    trust_organisation = models.CharField("tổ chức hội nhận ủy thác", max_length=20, blank=True)
    savings_group = models.CharField("tổ tiết kiệm và vay vốn", max_length=120, blank=True)
    source = models.CharField("nguồn số liệu", max_length=200)

    privacy = {
        **KEPT_PRIVACY,
        **dict.fromkeys(["programme", "amount_dong", "disbursed_on", "due_on", "purpose"], "sensitive"),
        "household": "personal",
        "borrower": "personal",
        "confirmation": "sensitive",
        "trust_organisation": "office",
        "savings_group": "office",
        "source": "office",
    }

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            void_explained("loan"),
            in_order("loan_days", "disbursed_on", "due_on", "Ngày đến hạn phải từ ngày giải ngân trở đi."),
            at_least("loan_amount", "amount_dong", 1, "Số tiền vay phải lớn hơn 0."),
        ]

    def __str__(self) -> str:
        return f"{self.borrower.full_name}, giải ngân {self.disbursed_on:%d/%m/%Y}"

    def help(self) -> Help:
        """It meets the household's need to borrow."""
        return Help(self.household, None, (NeedKind.LOAN,), self.disbursed_on, f"Vay vốn: {programme(self.programme).name}")


class LoanBalance(Kept):
    """What was still owed on a day."""

    CODES, WORD = CREDIT, "Dư nợ"

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="balances", verbose_name="món vay")
    on = models.DateField("tại ngày")
    outstanding_dong = models.PositiveBigIntegerField("dư nợ")
    source = models.CharField("nguồn số liệu", max_length=200)

    privacy = {**KEPT_PRIVACY, "loan": "sensitive", "on": "office", "outstanding_dong": "sensitive", "source": "office"}

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            void_explained("loan_balance"),
            models.UniqueConstraint(
                fields=["loan", "on"],
                condition=Q(voided_at__isnull=True),
                name="loan_balance_once_a_day",
                violation_error_message="Đã ghi dư nợ của ngày này. Hủy dòng cũ nếu ghi sai.",
            ),
        ]

    def __str__(self) -> str:
        return f"Dư nợ {self.on:%d/%m/%Y}"


class LoanExtension(Kept):
    """The bank gave more time, by a decision of a day."""

    CODES, WORD = CREDIT, "Gia hạn nợ"

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="extensions", verbose_name="món vay")
    decided_on = models.DateField("gia hạn ngày")
    new_due_on = models.DateField("đến hạn mới")
    reason = models.CharField("lý do", max_length=300)

    privacy = {**KEPT_PRIVACY, "loan": "sensitive", "decided_on": "office", "new_due_on": "sensitive", "reason": "sensitive"}

    class Meta:
        ordering = ["-decided_on", "-id"]
        constraints = [
            void_explained("loan_extension"),
            models.CheckConstraint(
                condition=Q(new_due_on__gt=F("decided_on")),
                name="loan_extension_later",
                violation_error_message="Hạn mới phải sau ngày gia hạn.",
            ),
            models.UniqueConstraint(
                fields=["loan", "decided_on"],
                condition=Q(voided_at__isnull=True),
                name="loan_extension_once_a_day",
                violation_error_message="Đã ghi gia hạn trong ngày này. Hủy dòng cũ nếu ghi sai.",
            ),
        ]

    def __str__(self) -> str:
        return f"Gia hạn đến {self.new_due_on:%d/%m/%Y}"


class LoanUseCheck(Kept):
    """A visit that asked whether the money is used as agreed."""

    CODES, WORD = CREDIT, "Kiểm tra sử dụng vốn"

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="checks", verbose_name="món vay")
    on = models.DateField("kiểm tra ngày")
    is_right = models.BooleanField("đúng mục đích")
    finding = models.CharField("nhận xét", max_length=500)
    checked_by = models.CharField("người kiểm tra", max_length=120)

    privacy = {
        **KEPT_PRIVACY,
        "loan": "sensitive",
        "on": "office",
        "is_right": "sensitive",
        "finding": "sensitive",
        "checked_by": "office",
    }

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [void_explained("loan_check")]

    def __str__(self) -> str:
        return f"Kiểm tra {self.on:%d/%m/%Y}"
