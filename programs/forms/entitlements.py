"""What the pages of entitlements are asked for; field names are words of the address."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from camphucnam.ui.fields import DayField, TextField
from camphucnam.ui.forms import OfficeForm, set_choices


class PersonForm(OfficeForm):
    """The day, and the household as a whole or one of its people."""

    ngay = DayField(label="Xem tại ngày", required=False)
    nguoi = forms.TypedChoiceField(label="Xét cho", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, names: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "nguoi", [("", "Cả hộ"), *((str(key), name) for key, name in names.items())])


class WardListForm(OfficeForm):
    """Search, group, and one state."""

    q = TextField(label="Tìm theo tên hoặc mã hộ", required=False, max_length=60)
    to = forms.TypedChoiceField(label="Tổ dân phố", required=False, coerce=int, empty_value=None)
    tinh_trang = forms.ChoiceField(label="Tình trạng", required=False)
    ngay = DayField(label="Tại ngày", required=False)

    def __init__(self, *args: Any, groups: Iterable[tuple[int, str]], states: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "to", [("", "Mọi tổ"), *((str(key), name) for key, name in groups)])
        set_choices(self, "tinh_trang", states)

    def value(self, name: str) -> Any:
        """What was asked for; None while it is empty or wrong."""
        self.is_valid()
        return self.cleaned_data.get(name) or None
