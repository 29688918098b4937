"""The filter of the log."""

from typing import Any

from django import forms

from camphucnam.audit.actions import Action
from camphucnam.audit.querysets import DEPLOYMENT
from camphucnam.ui.fields import DayField, TextField
from camphucnam.ui.forms import set_choices

SYSTEM = "he-thong"


class LogFilterForm(forms.Form):
    """Person, household, deed and days."""

    ma_ho = TextField(label="Mã hộ", required=False, max_length=40)
    nguoi = forms.TypedChoiceField(label="Người thực hiện", required=False, coerce=int, empty_value=None)
    viec = forms.ChoiceField(label="Việc", required=False, choices=[("", "Tất cả"), *sorted(Action.choices(), key=lambda pair: pair[1])])
    tu = DayField(label="Từ ngày", required=False)
    den = DayField(label="Đến hết ngày", required=False)
    so = forms.ChoiceField(label="Nhật ký của", required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], manages: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "nguoi", [("", "Tất cả"), *people])
        if manages:
            set_choices(self, "so", [("", "Phường"), (SYSTEM, "Hệ thống chung")])
        else:
            del self.fields["so"]

    def clean(self) -> dict[str, Any]:
        """The days must be in order."""
        data = super().clean() or {}
        if data.get("tu") and data.get("den") and data["den"] < data["tu"]:
            self.add_error("den", "Ngày cuối phải từ ngày đầu trở đi.")
        return data

    def chain(self, ward_id: int) -> int:
        """Which chain to read."""
        return DEPLOYMENT if self.cleaned_data.get("so") == SYSTEM else ward_id
