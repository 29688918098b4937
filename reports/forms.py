"""Forms of the report pages."""

from datetime import date
from typing import Any

from django import forms

from camphucnam.ui.fields import DayField, TextField
from camphucnam.ui.forms import OfficeForm, VersionedForm

TEXT_LIMIT = 20_000


class NarrativeForm(VersionedForm):
    """The text of one section: an empty line is left out, every line is a paragraph."""

    text = forms.CharField(
        label="Nội dung",
        required=False,
        max_length=TEXT_LIMIT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Mỗi dòng in thành một đoạn.",
    )

    def __init__(self, *args: Any, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = f"{hint} Mỗi dòng in thành một đoạn.".strip()


class DaysForm(VersionedForm):
    """Between which days the figures count."""

    from_on = DayField(label="Số liệu từ ngày", help_text="Đầu kỳ là cuối ngày liền trước.")
    cutoff_on = DayField(label="Đến hết ngày", help_text="Ngày chốt số liệu.")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cutoff_on"].latest = today


class ReasonForm(VersionedForm):
    """A reason that stays in the history."""

    reason = TextField(label="Lý do", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class RegisterForm(OfficeForm):
    """Number and day that the clerk gave."""

    number = TextField(label="Số văn bản", max_length=40, required=False, help_text="Chỉ ghi số, ví dụ 05; ký hiệu được in sẵn.")
    dated_on = DayField(label="Ngày văn bản", required=False)
    shown = forms.CharField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}), required=False)


class FormDaysForm(OfficeForm):
    """Days of a statutory form on screen."""

    tu = DayField(label="Từ ngày", required=False)
    den = DayField(label="Đến hết ngày", required=False)
