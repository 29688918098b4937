"""Forms of social assistance."""

from django import forms

from camphucnam.ui.fields import DayField, TextField, WholeNumberField
from camphucnam.ui.forms import set_choices
from households.forms.picking import PersonField
from registers.forms import RowForm, StepForm
from welfare.models import AssistanceCase
from welfare.rules.assistance import assistance_kinds


class CaseForm(RowForm):
    """Somebody meets the conditions."""

    member = PersonField(label="Người")
    code = forms.ChoiceField(label="Đối tượng", error_messages={"required": "Chọn đối tượng."})
    times = WholeNumberField(
        label="Số lần hệ số", min_value=1, max_value=10, initial=1, help_text="Người đơn thân nuôi con: số con. Người khác để 1."
    )

    class Meta(RowForm.Meta):
        model = AssistanceCase
        fields = ["member", "code", "times", "eligible_on"]

    def prepare(self) -> None:
        """Groups of the file."""
        set_choices(self, "code", [("", "Chọn đối tượng"), *((kind.code, kind.name) for kind in assistance_kinds())])


class GrantForm(StepForm):
    """The decision."""

    number = TextField(label="Số quyết định", max_length=60, error_messages={"required": "Nhập số quyết định."})
    decided_on = DayField(label="Ngày quyết định")
    from_on = DayField(label="Hưởng từ ngày")


class StopForm(StepForm):
    """The last day."""

    on = DayField(label="Hưởng đến hết ngày")
    reason = TextField(label="Lý do thôi hưởng", max_length=200, error_messages={"required": "Ghi lý do thôi hưởng."})


class DenyForm(StepForm):
    """No decision came."""

    on = DayField(label="Ngày trả lời")
    reason = TextField(label="Lý do không được hưởng", max_length=200, error_messages={"required": "Ghi lý do không được hưởng."})
