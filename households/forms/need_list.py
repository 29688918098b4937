"""Filters of the ward's lists of needs and of low-income workers; field names are words of the address."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.ui.fields import DayField, TextField
from camphucnam.ui.forms import OfficeForm, set_choices
from households.forms.picking import PersonField
from households.rules.needs import NeedKind, NeedState
from households.selectors.need_list import NO_LONGER, NO_LONGER_LABEL, SHOWN, NeedFilter

STATES = (NeedState.EXPRESSED, NeedState.MET, NeedState.WITHDRAWN)


class NeedListForm(OfficeForm):
    """Search first, then kind, state, group, class and period; without days, this year until today."""

    q = TextField(label="Tìm theo tên hoặc mã hộ", required=False, max_length=60)
    loai = forms.ChoiceField(label="Nhu cầu", required=False)
    tinh_trang = forms.ChoiceField(
        label="Tình trạng",
        required=False,
        choices=[("", "Mọi tình trạng"), *((state.value, state.label) for state in STATES), (NO_LONGER, NO_LONGER_LABEL)],
    )
    to = forms.TypedChoiceField(label="Tổ dân phố", required=False, coerce=int, empty_value=None)
    dien = forms.ChoiceField(
        label="Phân loại", required=False, choices=[("", "Mọi phân loại"), *((kind.value, kind.label) for kind in SHOWN)]
    )
    tu_ngay = DayField(label="Từ ngày", required=False)
    den_ngay = DayField(label="Đến hết ngày", required=False)

    def __init__(
        self, *args: Any, groups: Sequence[tuple[int, str]], today: date, kinds: Collection[NeedKind] = tuple(NeedKind), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        set_choices(self, "loai", [("", "Mọi nhu cầu"), *((kind.value, kind.label) for kind in NeedKind if kind in kinds)])
        self.fields["to"].choices = [("", "Mọi tổ"), *groups]

    def clean(self) -> dict[str, Any]:
        """Days in their order."""
        values = super().clean() or self.cleaned_data
        first, last = values.get("tu_ngay"), values.get("den_ngay")
        if first and last and last < first:
            self.add_error("den_ngay", "Ngày cuối phải từ ngày đầu trở đi.")
        return values

    def wanted(self) -> NeedFilter:
        """The filter; fields with an error do not filter."""
        self.is_valid()
        values = self.cleaned_data
        last = values.get("den_ngay") or self.today
        first = values.get("tu_ngay") or date(last.year, 1, 1)
        return NeedFilter(
            first=min(first, last),
            last=last,
            text=values.get("q", ""),
            kind=values.get("loai", ""),
            state=values.get("tinh_trang", ""),
            group=values.get("to"),
            standing=values.get("dien", ""),
        )


class LowIncomeListForm(OfficeForm):
    """Search, group, day."""

    q = TextField(label="Tìm theo tên hoặc mã hộ", required=False, max_length=60)
    to = forms.TypedChoiceField(label="Tổ dân phố", required=False, coerce=int, empty_value=None)
    ngay = DayField(label="Tại ngày", required=False)

    def __init__(self, *args: Any, groups: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", "Mọi tổ"), *groups]


class LowIncomeForm(OfficeForm):
    """A person is confirmed as a low-income worker."""

    person = PersonField(label="Người lao động")
    on = DayField(label="Được xác nhận ngày")
    source = TextField(
        label="Văn bản xác nhận",
        max_length=120,
        help_text="Số, ngày, cơ quan của văn bản.",
        error_messages={"required": "Ghi số, ngày của văn bản xác nhận."},
    )

    def __init__(self, *args: Any, user: User, ward_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].scope(user, ward_id)
        self.fields["on"].initial = timezone.localdate()
