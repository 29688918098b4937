"""The directory of agencies: names, other names, contacts."""

from typing import Any

from django import forms
from django.utils import timezone

from camphucnam.ui.fields import DayField, TextField
from camphucnam.ui.forms import OfficeForm, VersionedForm
from programs.rules.words import AgencyKind

CHOOSE = "Chọn loại đơn vị."


class AgencyForm(VersionedForm):
    """Name and kind of an agency."""

    name = TextField(label="Tên đơn vị", max_length=160, error_messages={"required": "Nhập tên đơn vị."})
    kind = forms.ChoiceField(
        label="Loại", choices=[("", "Chọn loại"), *AgencyKind.choices()], error_messages={"required": CHOOSE, "invalid_choice": CHOOSE}
    )
    is_requested = forms.BooleanField(label="Đề nghị phối hợp, không giao nhiệm vụ", required=False)

    def clean_kind(self) -> AgencyKind:
        """The member of the enumeration."""
        return AgencyKind(self.cleaned_data["kind"])


class NewAgencyForm(AgencyForm):
    """A new agency: its code is given once."""

    code = TextField(
        label="Mã", max_length=20, help_text="Chữ in hoa không dấu, ví dụ NHCSXH. Không đổi được về sau.",
        error_messages={"required": "Nhập mã đơn vị."},
    )  # fmt: skip
    field_order = ("code", "name", "kind", "is_requested", "version")


class AliasForm(OfficeForm):
    """Another name."""

    name = TextField(
        label="Tên gọi khác", max_length=160, help_text="Tên mà văn bản khác dùng để chỉ đơn vị này.",
        error_messages={"required": "Nhập tên gọi."},
    )  # fmt: skip


class ContactForm(OfficeForm):
    """How the agency is reached."""

    name = TextField(label="Người liên hệ", max_length=120, error_messages={"required": "Nhập tên người liên hệ."})
    position = TextField(label="Chức vụ, việc phụ trách", max_length=120, required=False)
    phone = TextField(label="Điện thoại", max_length=30, required=False)
    email = forms.EmailField(label="Thư điện tử", required=False, error_messages={"invalid": "Thư điện tử này không đúng dạng."})


class AgencyDayForm(VersionedForm):
    """The day from which an agency is no longer there, or is there again."""

    on = DayField(label="Từ ngày")

    def __init__(self, *args: Any, label: str, help_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label, self.fields["on"].help_text = label, help_text
        self.fields["on"].initial = timezone.localdate()


class NothingForm(OfficeForm):
    """A step that asks for nothing but the button."""
