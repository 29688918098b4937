"""Forms of hunger relief."""

from camphucnam.ui.fields import CommaDecimalField, DayField, TextField, WholeNumberField
from households.forms.picking import HouseholdField
from registers.forms import RowForm, StepForm
from welfare.models import ReliefLine, ReliefRound


class RoundForm(RowForm):
    """A new round."""

    kg_per_person = CommaDecimalField(
        label="Kg gạo một người", places=1, required=False, help_text="Cho cả đợt. Để trống thì tính số tháng × định mức của ngày đầu."
    )

    class Meta(RowForm.Meta):
        model = ReliefRound
        fields = ["title", "kind", "decision", "from_on", "to_on", "months", "kg_per_person"]


class ReliefLineForm(RowForm):
    """One household more."""

    PARENT = "round"
    household = HouseholdField(label="Hộ")
    n_persons = WholeNumberField(label="Số người", required=False, min_value=1, max_value=30, help_text="Để trống thì lấy số người của hộ.")

    class Meta(RowForm.Meta):
        model = ReliefLine
        fields = ["household", "n_persons", "reason"]


class FillForm(StepForm):
    """Take every household at risk."""


class ReceiveForm(StepForm):
    """The rice was received."""

    on = DayField(label="Nhận ngày")
    receiver = TextField(label="Người nhận", max_length=120, required=False)


class ReceiveAllForm(StepForm):
    """Everybody received."""

    on = DayField(label="Các hộ còn lại nhận ngày")
