"""The period that a desk looks at."""

from datetime import date
from typing import Any

from django import forms

from camphucnam.kernel.dates import format_dmy
from camphucnam.ui.fields import DayField


class PeriodForm(forms.Form):
    """First and last day, both inside; an empty or impossible end leaves the default."""

    tu = DayField(label="Từ ngày", required=False)
    den = DayField(label="Đến hết ngày", required=False)

    def __init__(self, data: Any, *, default: tuple[date, date]) -> None:
        super().__init__({"tu": format_dmy(default[0]), "den": format_dmy(default[1]), **{k: v for k, v in data.items() if v}})
        self._default = default

    def clean(self) -> dict[str, Any]:
        """The first day is not after the last."""
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("tu"), data.get("den")
        if first and last and first > last:
            self.add_error("den", f"Ngày cuối phải từ ngày đầu ({format_dmy(first)}) trở đi.")
        return data

    @property
    def period(self) -> tuple[date, date]:
        """(first day, last day); the default while something is wrong."""
        if not self.is_valid():
            return self._default
        return self.cleaned_data["tu"] or self._default[0], self.cleaned_data["den"] or self._default[1]
