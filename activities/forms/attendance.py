"""Who came on a day."""

from collections.abc import Iterable
from typing import Any

from django import forms

from activities.models import Participation
from camphucnam.ui.fields import DayField
from camphucnam.ui.forms import VersionedForm, set_choices


class DayChoiceForm(forms.Form):
    """The day of ``?ngay=``."""

    ngay = DayField(required=False)


class AttendanceForm(VersionedForm):
    """A tick for everyone on the list who came."""

    on = DayField(label="Ngày điểm danh")
    present = forms.TypedMultipleChoiceField(
        label="Người có mặt", coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Có người không còn trong danh sách tham gia. Tải lại trang rồi điểm danh lại."},
        help_text="Đánh dấu người có mặt; người không đánh dấu là vắng.",
    )  # fmt: skip

    def __init__(self, *args: Any, rows: Iterable[Participation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "present", [(row.pk, line_of(row)) for row in rows])


def line_of(row: Participation) -> str:
    """How a line of the list reads."""
    where = row.household.code if row.household is not None else row.outside_organisation or "ngoài danh sách"
    return f"{row.name} · {where}"
