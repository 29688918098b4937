"""What the forms of steps share."""

from camphucnam.ui.fields import DayField, TextField
from registers.forms import StepForm


class DayForm(StepForm):
    """A day and nothing else."""

    on = DayField(label="Ngày")


class EndForm(StepForm):
    """The last day, and why."""

    on = DayField(label="Ngày")
    reason = TextField(label="Lý do", max_length=200, error_messages={"required": "Ghi lý do."})
