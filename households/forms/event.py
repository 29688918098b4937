"""Forms about events."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from camphucnam.ui.fields import DayField, TextField
from camphucnam.ui.forms import OfficeForm, VersionedForm
from households.forms.needs import NeedsBlock
from households.models import Member
from households.models.event import EventOutcome, EventState, Severity
from households.rules.event_types import all_event_types
from households.rules.needs import NeedChannel
from households.services.event import EventData
from households.services.needs import NeedData

LONG_AGO = 366


class EventForm(NeedsBlock, OfficeForm):
    """Report an event: what, when, who, how bad, one sentence, and what is needed now."""

    field_order = ["type_code", "occurred_on", "person_name", "severity", "description"]

    type_code = forms.ChoiceField(label="Việc gì đã xảy ra")
    occurred_on = DayField(label="Xảy ra ngày nào")
    person_name = TextField(label="Ai bị ảnh hưởng", max_length=120, required=False, help_text="Họ tên, hoặc để trống nếu cả hộ.")
    severity = forms.ChoiceField(label="Mức độ", choices=Severity.choices(), initial=Severity.MODERATE, widget=forms.RadioSelect)
    description = TextField(
        label="Kể lại bằng một câu",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Không ghi số giấy tờ của người dân.",
    )

    def __init__(self, *args: Any, people: Sequence[Member] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(people)
        self.fields["type_code"].choices = [("", "Chọn loại biến cố"), *((kind.code, kind.name) for kind in all_event_types())]

    def clean_occurred_on(self) -> date:
        """Not in the future, and not by a typing error years ago."""
        day: date = self.cleaned_data["occurred_on"]
        today = timezone.localdate()
        if day > today:
            raise forms.ValidationError("Ngày xảy ra không thể sau hôm nay.")
        if (today - day).days > LONG_AGO:
            raise forms.ValidationError("Ngày này đã hơn một năm. Kiểm tra lại năm vừa nhập.")
        return day

    def data_of(self) -> EventData:
        """The report as the service takes it."""
        values = self.cleaned_data
        return EventData(
            values["type_code"], values["occurred_on"], Severity(values["severity"]), values["description"], values["person_name"]
        )

    def needs(self) -> list[NeedData]:
        """What was ticked, needed since the event: reported late, it counts for the year in which it happened all the same."""
        return self.needs_of(self.cleaned_data["occurred_on"], NeedChannel.EVENT)


class AnswerForm(VersionedForm):
    """The officer's decision about an event."""

    outcome = forms.ChoiceField(label="Hướng xử lý", choices=EventOutcome.choices(), widget=forms.RadioSelect)
    reason = TextField(label="Lý do (lưu nội bộ)", max_length=500, help_text="Căn cứ của quyết định; tổ trưởng không thấy dòng này.")
    answer = TextField(
        label="Trả lời người báo", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), help_text="Tổ trưởng sẽ đọc được câu này."
    )


class InboxFilterForm(OfficeForm):
    """What the inbox shows; names are words of the address."""

    q = TextField(label="Tìm theo tên hoặc mã hộ", required=False, max_length=60)
    tinh_trang = forms.ChoiceField(label="Tình trạng", required=False)
    muc_do = forms.ChoiceField(label="Mức độ", required=False, choices=[("", "Mọi mức độ"), *Severity.choices()])
    loai = forms.ChoiceField(label="Loại", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tinh_trang"].choices = [("", "Chưa trả lời"), *EventState.choices(), ("tat_ca", "Tất cả")]
        self.fields["loai"].choices = [("", "Mọi loại"), *((kind.code, kind.name) for kind in all_event_types())]
