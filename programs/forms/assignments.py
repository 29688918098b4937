"""What the officer sets on an assignment, what people send about it, and the filter of the board."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from camphucnam.files.forms import EvidenceField
from camphucnam.ui.fields import DayField, RowsField, TextField
from camphucnam.ui.forms import OfficeForm, VersionedForm, set_choices
from programs.models import Agency
from programs.rules.words import AssignmentState, Rhythm, Timing

MAX_COMMENT = 2000
TIMINGS = (Timing.OVERDUE, Timing.DUE_SOON, Timing.IN_TIME, Timing.NO_DUE)


class ArrangeForm(VersionedForm):
    """Rhythm, due day and partners of an assignment."""

    rhythm = forms.ChoiceField(label="Nhịp thực hiện", choices=Rhythm.choices(), widget=forms.RadioSelect)
    due_on = DayField(
        label="Hạn, hoặc hạn đầu tiên", required=False,
        help_text="Ngày cuối còn đúng hạn. Với việc hằng tháng, hằng quý, các hạn sau tính từ ngày này.",
    )  # fmt: skip
    source = TextField(label="Căn cứ của hạn", required=False, max_length=200, help_text="Ví dụ: số, ngày của văn bản giao hạn.")
    partners = RowsField(
        label="Đơn vị phối hợp", queryset=Agency.objects.none(), required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Người của đơn vị phối hợp xem được nhiệm vụ, gửi ý kiến và minh chứng.",
    )  # fmt: skip

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelMultipleChoiceField[Agency]", self.fields["partners"]).queryset = agencies

    def clean_rhythm(self) -> Rhythm:
        """The member of the enumeration."""
        return Rhythm(self.cleaned_data["rhythm"])

    def clean(self) -> dict[str, Any]:
        """A day goes with a rhythm and a rhythm with a day."""
        data: dict[str, Any] = super().clean() or {}
        if "rhythm" in data and "due_on" in data:
            if data["rhythm"] is Rhythm.NONE and data["due_on"]:
                self.add_error("due_on", "Không đặt hạn thì để trống ngày này.")
            elif data["rhythm"] is not Rhythm.NONE and not data["due_on"]:
                self.add_error("due_on", "Nhập ngày hạn, ví dụ 19/06/2023.")
        return data


class CommentForm(OfficeForm):
    """One comment."""

    text = forms.CharField(
        label="Ý kiến", max_length=MAX_COMMENT, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Đơn vị chủ trì, đơn vị phối hợp và người theo dõi đều đọc được. Không ghi họ tên, số định danh của người dân.",
        error_messages={"required": "Nhập ý kiến."},
    )  # fmt: skip


class EvidenceForm(OfficeForm):
    """A file and what it shows."""

    title = TextField(label="Tệp này nói về việc gì", max_length=160, error_messages={"required": "Ghi tệp này nói về việc gì."})
    upload = EvidenceField(label="Tệp")


class VoidFileForm(OfficeForm):
    """Why a file no longer counts."""

    reason = TextField(
        label="Lý do hủy", max_length=300, help_text="Tệp bị hủy không mở được nữa; người, lúc và lý do hủy vẫn lưu.",
        error_messages={"required": "Ghi lý do hủy."},
    )  # fmt: skip


class NudgeForm(OfficeForm):
    """A word with the reminder."""

    text = TextField(
        label="Lời nhắn", max_length=300, required=False,
        help_text="Hiện ở trang đầu của đơn vị đến khi đơn vị ghi tiến độ. Mỗi ngày nhắc một lần.",
    )  # fmt: skip


class BoardFilter(OfficeForm):
    """Agency, state and due day."""

    don_vi = forms.ChoiceField(label="Đơn vị", required=False)
    tinh_trang = forms.ChoiceField(label="Tình trạng", required=False, choices=[("", "Mọi tình trạng"), *AssignmentState.choices()])
    han = forms.ChoiceField(label="Hạn", required=False, choices=[("", "Mọi hạn"), *((t.value, t.label) for t in TIMINGS)])

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "don_vi", [("", "Mọi đơn vị"), *((agency.code, agency.name) for agency in agencies)])

    def chosen(self, name: str) -> str:
        """What is set; empty for everything and for a value that is not offered."""
        return str(self.cleaned_data.get(name, "")) if self.is_valid() or hasattr(self, "cleaned_data") else ""
