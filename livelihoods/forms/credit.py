"""Forms of the registers of credit."""

from typing import Any

from django import forms

from camphucnam.kernel.dates import format_dmy
from camphucnam.ui.fields import TextField
from camphucnam.ui.forms import set_choices
from households.forms.picking import PersonField
from livelihoods.models import Loan, LoanBalance, LoanConfirmation, LoanExtension, LoanUseCheck
from livelihoods.rules.loan_programmes import all_programmes
from livelihoods.rules.picklists import pairs, trust_organisations
from registers.forms import RowForm, StepForm, YesNoField


class _BorrowerForm(RowForm):
    """The household follows from the borrower."""

    borrower = PersonField(label="Người vay")
    programme = forms.ChoiceField(label="Chương trình cho vay", error_messages={"required": "Chọn chương trình cho vay."})

    def prepare(self) -> None:
        """Programmes of the data file."""
        set_choices(self, "programme", [("", "Chọn chương trình"), *((item.code, item.name) for item in all_programmes())])

    def clean(self) -> dict[str, Any]:
        """The household of the borrower is the household of the row."""
        values = super().clean() or {}
        if values.get("borrower") is not None:
            self.instance.household = values["borrower"].household
        return values


class ConfirmationForm(_BorrowerForm):
    """Confirm a household for a programme."""

    class Meta(RowForm.Meta):
        model = LoanConfirmation
        fields = ["borrower", "programme", "confirmed_on", "purpose", "amount_dong", "number"]
        labels = {"confirmed_on": "Xác nhận tại ngày"}
        help_texts = {
            "confirmed_on": "Phân loại hộ và thời hạn 36 tháng được xét vào ngày này.",
            "amount_dong": "Để trống nếu người vay chưa nêu.",
            "number": "Để trống, ghi sau khi văn thư cấp số.",
        }


class NumberForm(StepForm):
    """The number that the clerk gave."""

    number = TextField(label="Số văn bản", max_length=60, error_messages={"required": "Nhập số văn bản."})


class LoanForm(_BorrowerForm):
    """A loan as reported by the bank or the savings group."""

    trust_organisation = forms.ChoiceField(label="Tổ chức hội nhận ủy thác", required=False)

    class Meta(RowForm.Meta):
        model = Loan
        fields = [
            "borrower",
            "confirmation",
            "programme",
            "amount_dong",
            "disbursed_on",
            "due_on",
            "purpose",
            "trust_organisation",
            "savings_group",
            "source",
        ]
        labels = {"confirmation": "Theo bản xác nhận của phường"}
        help_texts = {"source": "Ví dụ: danh sách của phòng giao dịch NHCSXH ngày …, sổ của tổ tiết kiệm và vay vốn."}

    def prepare(self) -> None:
        """Organisations of the data file; confirmations of the ward that led to no loan yet."""
        super().prepare()
        set_choices(self, "trust_organisation", [("", "Vay trực tiếp"), *pairs(trust_organisations())])
        led = Loan.objects.counting().filter(confirmation__isnull=False).values("confirmation")
        rows = LoanConfirmation.objects.visible_to(self.user).in_ward(self.ward.pk).counting().exclude(pk__in=led)
        field = self.fields["confirmation"]
        field.queryset, field.empty_label = rows.select_related("household", "borrower"), "Không có"
        field.label_from_instance = lambda row: f"{row.household.code} · {row.borrower.full_name} · {format_dmy(row.confirmed_on)}"

    def clean(self) -> dict[str, Any]:
        """A confirmation is of the same household and programme."""
        values = super().clean()
        confirmation, borrower = values.get("confirmation"), values.get("borrower")
        if confirmation is not None and borrower is not None and confirmation.household_id != borrower.household_id:
            self.add_error("confirmation", "Bản xác nhận này của hộ khác. Chọn lại, hoặc chọn “Không có”.")
        elif confirmation is not None and values.get("programme") not in {None, confirmation.programme}:
            self.add_error("confirmation", "Bản xác nhận này cho chương trình khác. Chọn lại, hoặc chọn “Không có”.")
        return values


class BalanceForm(RowForm):
    """What was owed on a day."""

    PARENT = "loan"

    class Meta(RowForm.Meta):
        model = LoanBalance
        fields = ["on", "outstanding_dong", "source"]
        help_texts = {"outstanding_dong": "Dư nợ gốc; ghi 0 khi đã trả hết."}


class ExtensionForm(RowForm):
    """More time."""

    PARENT = "loan"

    class Meta(RowForm.Meta):
        model = LoanExtension
        fields = ["decided_on", "new_due_on", "reason"]


class UseCheckForm(RowForm):
    """A visit."""

    PARENT = "loan"
    is_right = YesNoField(label="Sử dụng vốn", yes="Đúng mục đích", no="Sai mục đích")

    class Meta(RowForm.Meta):
        model = LoanUseCheck
        fields = ["on", "is_right", "finding", "checked_by"]
