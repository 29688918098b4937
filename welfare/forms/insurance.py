"""Forms of health insurance."""

from typing import Any

from django import forms

from camphucnam.ui.fields import DayField, TextField
from camphucnam.ui.forms import OfficeForm
from households.forms.picking import PersonField
from households.models import Member
from households.rules.classes import STANDING_CLASSES
from households.rules.facts import FactKind, kind_rule
from households.rules.workbook.identifiers import read_card
from households.rules.workbook.values import Unreadable
from registers.forms import RegisterFilter, RowForm, StepForm
from welfare.models import InsuranceBatch, InsuranceLine
from welfare.rules.insurance import Cover
from welfare.selectors.insurance import SOON_DAYS


class BatchForm(RowForm):
    """A new purchase list."""

    class Meta(RowForm.Meta):
        model = InsuranceBatch
        fields = ["title", "payer", "drawn_on", "from_on", "to_on"]
        help_texts = {"title": "Ví dụ: Mua thẻ BHYT cho người thuộc hộ nghèo năm 2023."}


class LineForm(RowForm):
    """One person more."""

    PARENT = "batch"
    member = PersonField(label="Người")

    class Meta(RowForm.Meta):
        model = InsuranceLine
        fields = ["member"]


class FillForm(StepForm):
    """Whose members are put on the list."""

    classes = forms.MultipleChoiceField(
        label="Lập cho người thuộc", choices=[(item.value, item.label) for item in STANDING_CLASSES], widget=forms.CheckboxSelectMultiple,
        help_text="Lấy mọi người chưa có thẻ còn giá trị vào ngày đầu của đợt, kể cả người chưa ghi thẻ.",
        error_messages={"required": "Chọn ít nhất một loại hộ."},
    )  # fmt: skip


class SendForm(StepForm):
    """The list goes out."""

    on = DayField(label="Gửi danh sách ngày")
    document = TextField(label="Văn bản gửi", max_length=120, required=False)


class IssueForm(StepForm):
    """The card came."""

    number = TextField(label="Số thẻ BHYT", max_length=30, error_messages={"required": "Nhập số thẻ."})
    from_on = DayField(label="Thẻ có giá trị từ ngày")
    to_on = DayField(label="Đến hết ngày")
    on = DayField(label="Người dân nhận thẻ ngày")

    def __init__(self, *args: Any, row: InsuranceLine, **kwargs: Any) -> None:
        kwargs["initial"] = {"from_on": row.batch.from_on, "to_on": row.batch.to_on, **(kwargs.get("initial") or {})}
        super().__init__(*args, row=row, **kwargs)

    def clean_number(self) -> str:
        """The number without spaces; one that is too long is refused."""
        try:
            number, remark = read_card(self.cleaned_data["number"])
        except Unreadable as error:
            raise forms.ValidationError(str(error)) from None
        if remark:
            raise forms.ValidationError("Số thẻ BHYT có 15 ký tự (như HN…), hoặc 10 hay 12 chữ số. Kiểm tra lại.")
        return number


class RefuseForm(StepForm):
    """No card came."""

    reason = TextField(label="Lý do không được cấp thẻ", max_length=200, error_messages={"required": "Ghi lý do không được cấp thẻ."})


class AbsenceForm(OfficeForm):
    """Why a person has no card."""

    answer = forms.ChoiceField(
        label="Lý do", choices=[("", "Chọn lý do"), *((item.code, item.label) for item in kind_rule(FactKind.INSURANCE_ABSENCE).answers)],
        error_messages={"required": "Chọn lý do."},
    )  # fmt: skip
    on = DayField(label="Hỏi ngày")
    source = TextField(label="Nguồn", max_length=200, required=False, help_text="Ví dụ: tổ trưởng hỏi tại nhà.")

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member


STATES = [("", "Chưa có thẻ còn giá trị"), *Cover.choices(), ("tat_ca", "Tất cả")]


class CoverFilter(RegisterFilter):
    """Search, state, the day looked at, and how soon "soon" is."""

    ngay = DayField(label="Tại ngày", required=False)
    trong = forms.ChoiceField(
        label="Sắp hết hạn trong", required=False, choices=[("", f"{SOON_DAYS} ngày"), ("60", "60 ngày"), ("90", "90 ngày")]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, search="Tìm theo tên hoặc mã hộ", states=STATES, **kwargs)
        del self.fields["da_huy"]

    @property
    def within_days(self) -> int:
        """Days before the end of a card from which it expires soon."""
        return int(self._values().get("trong") or SOON_DAYS)

    def day(self, today: Any) -> Any:
        """The day looked at."""
        return self._values().get("ngay") or today
