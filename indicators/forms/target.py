"""The form of a target of a plan that is being drafted."""

from typing import Any

from django import forms

from camphucnam.ui.fields import CommaDecimalField, TextField
from camphucnam.ui.forms import OfficeForm
from indicators.models import Target
from indicators.rules.words import AssignedType, Comparison
from indicators.selectors.targets import target_stamp
from indicators.services.target import TargetData

NONE = ("", "Không giao mức, chỉ theo dõi")


class StampedForm(OfficeForm):
    """Knows what the person saw."""

    stamp = forms.IntegerField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}))


class TargetForm(StampedForm):
    """What is wanted of a measure in a year. What is measured does not change here: it is a registered measure."""

    short_name = TextField(label="Tên ngắn", max_length=120)
    name = TextField(label="Lời văn của chỉ tiêu", widget=forms.Textarea(attrs={"rows": 4}))
    comparison = forms.ChoiceField(label="So sánh", required=False, choices=[NONE, *Comparison.choices()])
    value = CommaDecimalField(label="Mức giao", required=False, places=2)
    population_text = TextField(label="Đối tượng", max_length=250, required=False)
    assigned_type = forms.ChoiceField(label="Loại", choices=AssignedType.choices())
    assigned_by = TextField(label="Nơi giao", max_length=160, required=False)
    assigned_document = TextField(label="Văn bản giao", max_length=160, required=False)

    def __init__(self, *args: Any, target: Target, **kwargs: Any) -> None:
        names = [name for name in self.base_fields if name != "stamp"]
        initial = {name: getattr(target, name) for name in names} | {"stamp": target_stamp(target)}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["value"].label = f"Mức giao ({target.indicator.unit})"

    def data_of(self) -> TargetData:
        """What was typed."""
        values = self.cleaned_data
        comparison = Comparison(values["comparison"]) if values["comparison"] else None
        return TargetData(
            values["short_name"], values["name"], comparison, values["value"], values["population_text"],
            AssignedType(values["assigned_type"]), values["assigned_by"], values["assigned_document"],
        )  # fmt: skip
