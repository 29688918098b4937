"""Forms of a draft as a whole: its head, issuing it, replacing an issued plan."""

from typing import Any

from django import forms
from django.utils import timezone

from camphucnam.accounts.forms.ward import LinesField
from camphucnam.ui.fields import DayField, TextField
from camphucnam.ui.forms import OfficeForm, VersionedForm

LINE = 250


class HeadForm(VersionedForm):
    """Title, opening, closing, place, issuing body, signature."""

    title = TextField(label="Trích yếu", widget=forms.Textarea(attrs={"rows": 3}))
    place = TextField(label="Địa danh", max_length=80)
    symbol = TextField(label="Ký hiệu", max_length=30, help_text="Phần sau dấu / của số văn bản.")
    issuing_lines = LinesField(label="Cơ quan ban hành", help_text="Mỗi dòng một dòng in.")
    intro = TextField(label="Phần mở đầu", widget=forms.Textarea(attrs={"rows": 3}))
    closing = TextField(label="Phần kết thúc", widget=forms.Textarea(attrs={"rows": 4}), help_text="Dấu ./. tự thêm khi in.")
    signing_lines = LinesField(label="Thẩm quyền ký", help_text="Mỗi dòng một dòng in. Tên người ký lấy từ thông tin phường.")


class IssueForm(VersionedForm):
    """Number and day of the document."""

    number = TextField(
        label="Số văn bản", max_length=20, help_text="Chỉ phần số, không ghi ký hiệu.",
        error_messages={"required": "Nhập số văn bản do văn thư cấp."},
    )  # fmt: skip
    signed_on = DayField(label="Ngày ký")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed_on"].initial = timezone.localdate()


class NumberForm(VersionedForm):
    """The number of an issued plan."""

    number = TextField(
        label="Số văn bản", max_length=20, help_text="Chỉ phần số, không ghi ký hiệu. Ghi rồi thì không sửa được.",
        error_messages={"required": "Nhập số văn bản do văn thư cấp."},
    )  # fmt: skip


class AmendForm(OfficeForm):
    """Why an issued plan is replaced."""

    reason = TextField(
        label="Lý do thay thế", max_length=LINE, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi lý do thay thế kế hoạch."},
    )  # fmt: skip
