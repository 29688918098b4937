"""The form of a ward's dated names."""

from typing import Any

from django import forms

from camphucnam.accounts.models import WardProfile
from camphucnam.ui.fields import DayField
from camphucnam.ui.forms import OfficeModelForm


class LinesField(forms.CharField):
    """A list typed one item a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]  # one text becomes a list of lines
        return [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]


class WardProfileForm(OfficeModelForm):
    """Names, letterhead, recipients and signatories from a day on."""

    version = forms.IntegerField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}), min_value=0, initial=0)
    from_on = DayField(label="Áp dụng từ ngày", help_text="Văn bản ghi ngày từ ngày này trở đi dùng các tên dưới đây.")
    recipients = LinesField(label="Nơi nhận", required=False, help_text="Mỗi dòng một nơi nhận; dòng “Lưu: VT.” được in thêm ở cuối.")
    signing_lines = LinesField(label="Thẩm quyền ký", required=False, help_text="Mỗi dòng một dòng in, ví dụ TM. ỦY BAN NHÂN DÂN.")

    class Meta(OfficeModelForm.Meta):
        model = WardProfile
        fields = (
            "from_on", "name", "authority_name", "parent_name", "province_name", "report_to", "opinion_authority", "place_name",
            "office_name", "document_suffix", "area_type", "recipients", "signing_lines", "signer_name",
        )  # fmt: skip
