"""What the forms of steps share."""

from typing import Any

from camphucnam.accounts.models import User
from camphucnam.ui.fields import DayField, TextField
from camphucnam.ui.forms import VersionedForm


class StepForm(VersionedForm):
    """A step of a row; the row is known to the form."""

    def __init__(self, *args: Any, row: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row, self.user = row, user
        self.prepare()

    def prepare(self) -> None:
        """Choices that depend on the row."""


class DayForm(StepForm):
    """A day and nothing else."""

    on = DayField(label="Ngày")


class EndForm(StepForm):
    """The last day, and why."""

    on = DayField(label="Ngày")
    reason = TextField(label="Lý do", max_length=200, error_messages={"required": "Ghi lý do."})
