"""Forms of allocations, commitments, payments and settlements."""

from typing import Any

from django import forms
from django.utils import timezone

from activities.models import Activity
from camphucnam.kernel.numbers import format_dong
from camphucnam.ui.fields import DayField, MoneyField, TextField
from camphucnam.ui.forms import set_choices
from registers.forms import RowForm, StepForm
from support.forms.choices import code_choices, content_choices
from support.models import AllocationEntry, BudgetLine, Commitment, Disbursement
from support.rules.sources import source_choices
from support.rules.words import Direction, Purpose
from support.selectors.budget import balance_of, covered_by, left_of, lines_beside, unpaid_grants

FIRST_YEAR = 2021


def _set_heading(form: RowForm) -> None:
    """Years, codes and contents of the plan, sources."""
    this_year = timezone.localdate().year
    set_choices(form, "year", [(str(year), str(year)) for year in range(this_year + 1, FIRST_YEAR - 1, -1)])
    form.fields["year"].initial = str(this_year)
    set_choices(form, "code", [("", "Chọn"), *code_choices(form.ward.pk)])
    set_choices(form, "content", [("", "Cả dự án, chính sách"), *content_choices(form.ward.pk, this_year)])
    set_choices(form, "source", [("", "Chọn"), *source_choices()])


class AllocationForm(RowForm):
    """Money given for a year."""

    year = forms.ChoiceField(label="Năm ngân sách", error_messages={"required": "Chọn năm."})
    code = forms.ChoiceField(label="Dự án, chính sách", error_messages={"required": "Chọn dự án hoặc chính sách."})
    content = forms.ChoiceField(
        label="Nội dung", required=False,
        help_text="Chọn khi quyết định giao riêng cho một nội dung của dự án; để “Cả dự án, chính sách” nếu giao chung.",
    )  # fmt: skip
    source = forms.ChoiceField(label="Nguồn kinh phí", error_messages={"required": "Chọn nguồn kinh phí."})
    field_order = ["year", "code", "content", "source", "amount_dong", "document_number", "on", "note"]

    class Meta(RowForm.Meta):
        model = AllocationEntry
        fields = ["amount_dong", "document_number", "on", "note"]
        labels = {"document_number": "Số quyết định, thông báo", "on": "Ngày văn bản"}

    def prepare(self) -> None:
        """Years, codes of the plan, sources."""
        _set_heading(self)


class NeedLineForm(RowForm):
    """What a year needs, before any money is given."""

    year = forms.ChoiceField(label="Năm ngân sách", error_messages={"required": "Chọn năm."})
    code = forms.ChoiceField(label="Dự án, chính sách", error_messages={"required": "Chọn dự án hoặc chính sách."})
    content = forms.ChoiceField(label="Nội dung", required=False, help_text="Để “Cả dự án, chính sách” nếu nhu cầu tính chung.")
    source = forms.ChoiceField(label="Nguồn kinh phí", error_messages={"required": "Chọn nguồn kinh phí."})
    field_order = ["year", "code", "content", "source", "planned_dong"]

    class Meta(RowForm.Meta):
        model = BudgetLine
        fields = ["planned_dong"]

    def prepare(self) -> None:
        """Years, codes of the plan, sources."""
        _set_heading(self)
        self.fields["planned_dong"].required = True
        self.fields["planned_dong"].error_messages["required"] = "Nhập nhu cầu kinh phí."


class CommitmentForm(RowForm):
    """A contract, an order, an approved estimate; of goods for households, with the grants that are bought under it."""

    PARENT = "line"
    covering = forms.TypedMultipleChoiceField(
        label="Mua cho các khoản hỗ trợ", coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Chọn khi hợp đồng mua hàng cho hộ: tiền của các khoản này chỉ tính một lần, trong hợp đồng.",
    )  # fmt: skip

    class Meta(RowForm.Meta):
        model = Commitment
        fields = ["purpose", "amount_dong", "document_number", "on"]
        help_texts = {"purpose": "Ví dụ: hợp đồng mua 20 con bò giống. Khoản hỗ trợ hộ đã quyết định tự tính là cam kết."}

    def prepare(self) -> None:
        """Decided grants of the line that no commitment covers."""
        line: Any = self.parent
        rows = unpaid(line).filter(commitment__isnull=True)
        set_choices(self, "covering", [(row.pk, _grant_line(row)) for row in rows])
        if not self.fields["covering"].choices:
            del self.fields["covering"]


class DisbursementForm(RowForm):
    """A payment for an activity or for something else."""

    PARENT = "line"
    purpose = forms.ChoiceField(
        label="Chi cho", choices=[item for item in Purpose.choices() if item[0] != Purpose.GRANTS], widget=forms.RadioSelect,
        help_text="Chi cho hộ thì dùng “Chi cho hộ” ở trang dòng kinh phí: mỗi đồng chi cho hộ gắn với khoản hỗ trợ của hộ.",
        error_messages={"required": "Chọn chi cho hoạt động hay việc khác."},
    )  # fmt: skip
    field_order = ["purpose", "activity", "commitment", "amount_dong", "voucher_number", "paid_on", "reason"]

    class Meta(RowForm.Meta):
        model = Disbursement
        fields = ["purpose", "activity", "commitment", "amount_dong", "voucher_number", "paid_on", "reason"]
        help_texts = {"commitment": "Để trống nếu chi không có hợp đồng, cam kết trước.", "reason": "Bắt buộc khi chi cho việc khác."}

    def prepare(self) -> None:
        """Activities that serve the code in the year, and commitments of the line."""
        line: Any = self.parent
        activities = Activity.objects.in_ward(self.ward.pk).counting().order_by("-planned_from_on", "title")
        activities = activities.filter(planned_from_on__year=line.year)
        self.fields["activity"].queryset, self.fields["activity"].empty_label = activities, "Không chi cho hoạt động"
        self.fields["activity"].label_from_instance = lambda row: f"{row.title}, {row.planned_from_on:%d/%m/%Y}"
        self.fields["commitment"].queryset, self.fields["commitment"].empty_label = line.commitments.counting(), "Không theo cam kết nào"
        self.fields["commitment"].label_from_instance = lambda row: f"{row}, còn {format_dong(left_of(row) - covered_by(row))}"

    def clean(self) -> dict[str, Any]:
        """An activity where it is for one."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("purpose") == Purpose.ACTIVITY and not values.get("activity"):
            self.add_error("activity", "Chọn hoạt động được chi.")
        if values.get("purpose") == Purpose.OTHER:
            values["activity"] = None
            if not values.get("reason"):
                self.add_error("reason", "Ghi nội dung chi.")
        return values


class AdjustForm(StepForm):
    """Give more or take back."""

    direction = forms.ChoiceField(
        label="Điều chỉnh", choices=Direction.choices(), widget=forms.RadioSelect, error_messages={"required": "Chọn bổ sung hoặc giảm."}
    )
    amount = MoneyField(label="Số tiền", error_messages={"required": "Nhập số tiền."})
    number = TextField(label="Số quyết định, thông báo", max_length=60, error_messages={"required": "Nhập số văn bản."})
    on = DayField(label="Ngày văn bản")
    note = TextField(label="Ghi chú", max_length=300, required=False)


class MoveForm(StepForm):
    """Move money to another line of the source and year."""

    target = forms.TypedChoiceField(label="Chuyển sang dòng", coerce=int, error_messages={"required": "Chọn dòng nhận."})
    amount = MoneyField(label="Số tiền", error_messages={"required": "Nhập số tiền."})
    number = TextField(label="Số quyết định điều chuyển", max_length=60, error_messages={"required": "Nhập số văn bản."})
    on = DayField(label="Ngày văn bản")
    note = TextField(label="Ghi chú", max_length=300, required=False)

    def prepare(self) -> None:
        """Lines to which it may go, and how much is free."""
        self.lines = {row.pk: row for row in lines_beside(self.row)}
        set_choices(self, "target", [("", "Chọn"), *((pk, str(row)) for pk, row in self.lines.items())])
        self.fields["amount"].help_text = f"Còn {format_dong(balance_of(self.row).free)} chưa cam kết."

    def clean(self) -> dict[str, Any]:
        """The line itself."""
        values: dict[str, Any] = super().clean() or {}
        return values | {"line": self.lines[values["target"]]} if values.get("target") else values


class NeedForm(StepForm):
    """What the plan needs."""

    planned = MoneyField(label="Nhu cầu theo kế hoạch", required=False, help_text="Để trống nếu chưa có số liệu.")

    def prepare(self) -> None:
        """What is known."""
        self.fields["planned"].initial = self.row.planned_dong


class ReduceForm(StepForm):
    """A commitment ended below its amount."""

    amount = MoneyField(label="Số tiền cam kết sau khi giảm", error_messages={"required": "Nhập số tiền còn lại của cam kết."})
    number = TextField(label="Số biên bản thanh lý, phụ lục", max_length=60, error_messages={"required": "Nhập số văn bản."})
    on = DayField(label="Ngày văn bản")
    reason = TextField(label="Lý do", max_length=300, error_messages={"required": "Ghi lý do giảm cam kết."})

    def prepare(self) -> None:
        """What is paid, or kept for grants, stays."""
        least = self.row.amount_dong - left_of(self.row) + covered_by(self.row)
        self.fields["amount"].initial = least or None
        self.fields[
            "amount"
        ].help_text = (
            f"Hiện nay {format_dong(self.row.amount_dong)}. Không thấp hơn {format_dong(least)} đã chi và dành cho khoản hỗ trợ của hộ."
        )


class PayGrantsForm(StepForm):
    """Pay decided grants with one voucher."""

    chosen = forms.TypedMultipleChoiceField(
        label="Khoản hỗ trợ được chi", coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một khoản hỗ trợ."},
    )  # fmt: skip
    number = TextField(label="Số chứng từ", max_length=40, error_messages={"required": "Nhập số chứng từ."})
    on = DayField(label="Ngày chi")

    def prepare(self) -> None:
        """Decided grants of the line that are not paid yet."""
        set_choices(self, "chosen", [(row.pk, _grant_line(row)) for row in unpaid(self.row)])


def unpaid(line: BudgetLine) -> Any:
    """Decided grants of a line that are not paid yet, by household."""
    return unpaid_grants().filter(line=line).select_related("household", "member", "commitment").order_by("household__code", "pk")


def _grant_line(row: Any) -> str:
    bought = f", mua theo {row.commitment.document_number}" if row.commitment is not None else ""
    return f"{row.household.code} {row.name}: {row.what}, {format_dong(row.value_dong)}{bought}"


class BatchPayForm(StepForm):
    """Pay all unpaid grants of a list with one voucher."""

    number = TextField(label="Số chứng từ", max_length=40, error_messages={"required": "Nhập số chứng từ."})
    on = DayField(label="Ngày chi")


class CloseForm(StepForm):
    """Settle the year of a source."""

    number = TextField(label="Số văn bản quyết toán", max_length=60, error_messages={"required": "Nhập số văn bản."})
    on = DayField(label="Ngày quyết toán")


class ReopenForm(StepForm):
    """Open a settled year again."""

    reason = TextField(label="Lý do mở lại", max_length=300, error_messages={"required": "Ghi lý do mở lại."})
