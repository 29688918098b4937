"""The filter of the household list; field names are words of the address."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from camphucnam.ui.fields import DayField, TextField
from camphucnam.ui.forms import OfficeForm
from households.rules.classes import HouseholdClass
from households.rules.standards import standard_for_decision
from households.selectors.household_filter import ListFilter, WindowFilter

EVERYONE = "tat_ca"


class ListForm(OfficeForm):
    """Search first, then few filters."""

    q = TextField(label="Tìm theo tên, mã hộ hoặc số định danh", required=False, max_length=60)
    to = forms.TypedChoiceField(label="Tổ dân phố", required=False, coerce=int, empty_value=None)
    dien = forms.ChoiceField(label="Phân loại", required=False, choices=[("", "Mọi phân loại"), *HouseholdClass.choices()])
    thoi_han = forms.ChoiceField(label="Thời hạn 36 tháng", required=False, choices=[("", "Không lọc"), *WindowFilter.choices()])
    ngay = DayField(label="Tại ngày", required=False)
    pham_vi = forms.ChoiceField(label="Phạm vi", required=False, choices=[("", "Hộ đang theo dõi"), (EVERYONE, "Tất cả hộ")])
    chi_so = forms.TypedChoiceField(label="Thiếu hụt chỉ số", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, groups: Sequence[tuple[int, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["to"].choices = [("", "Mọi tổ"), *groups]
        standard = standard_for_decision(today)
        self.fields["chi_so"].choices = [
            ("", "Không lọc"),
            *((item.number, f"{item.number}. {item.name}") for item in standard.deprivations),
        ]

    def wanted(self, sort: str) -> ListFilter:
        """The filter; fields with an error do not filter."""
        self.is_valid()
        values = self.cleaned_data
        return ListFilter(
            day=values.get("ngay") or self.today,
            text=values.get("q", ""),
            group=values.get("to"),
            household_class=values.get("dien", ""),
            window=values.get("thoi_han", ""),
            deprivation=values.get("chi_so"),
            everyone=values.get("pham_vi") == EVERYONE,
            sort=sort or "ten",
        )
