"""Forms of entered figures."""

from datetime import date
from typing import Any

from django import forms

from camphucnam.ui.fields import DayField, TextField, WholeNumberField
from camphucnam.ui.forms import OfficeForm
from indicators.models import Target
from indicators.policies import entered_parts
from indicators.rules.measures import MEASURES
from indicators.services.observation import ObservationData

LARGEST = 10_000_000


class ObservationForm(OfficeForm):
    """Asks only for the figures that people enter for this target; an empty figure is not known, never 0."""

    on = DayField(label="Số liệu đến hết ngày")
    numerator = WholeNumberField(label="", max_value=LARGEST, required=False)
    denominator = WholeNumberField(label="", max_value=LARGEST, required=False)
    source = TextField(label="Nguồn số liệu", max_length=200, help_text="Ví dụ: báo cáo tháng 6 của đơn vị, số và ngày của văn bản.")
    note = TextField(label="Ghi chú", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, target: Target, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, last = date(target.year, 1, 1), date(target.year, 12, 31)
        self.fields["on"] = DayField(
            label="Số liệu đến hết ngày", earliest=first, latest=min(last, max(today, first)), help_text="Cộng dồn từ đầu năm đến ngày này."
        )
        self.order_fields(["on", "numerator", "denominator", "source", "note"])
        indicator = target.indicator
        for name, measure, is_entered in zip(
            ("numerator", "denominator"), (indicator.numerator, indicator.denominator), entered_parts(target), strict=True
        ):
            if is_entered:
                self.fields[name].label = MEASURES[measure].label
            else:
                del self.fields[name]

    def data_of(self) -> ObservationData:
        """What was typed."""
        values = self.cleaned_data
        return ObservationData(values["on"], values.get("numerator"), values.get("denominator"), values["source"], values["note"])


class WithdrawForm(OfficeForm):
    """Why an entry is taken back."""

    reason = TextField(label="Lý do rút số liệu", max_length=300)
