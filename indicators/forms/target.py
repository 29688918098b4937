"""The forms of targets of a plan that is being drafted."""

from typing import Any

from django import forms

from camphucnam.ui.fields import CommaDecimalField, TextField
from camphucnam.ui.forms import OfficeForm, set_choices
from indicators.models import Target
from indicators.rules.measures import MEASURES
from indicators.rules.words import AssignedType, Comparison
from indicators.selectors.targets import target_stamp
from indicators.services.target import TargetData, Wanted
from programs.models import Agency

NONE = ("", "Không giao mức, chỉ theo dõi")


class StampedForm(OfficeForm):
    """Knows what the person saw."""

    stamp = forms.IntegerField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}))


class WantedForm(OfficeForm):
    """What is wanted, in words and numbers."""

    short_name = TextField(label="Tên ngắn", max_length=120)
    name = TextField(label="Lời văn của chỉ tiêu", widget=forms.Textarea(attrs={"rows": 4}))
    comparison = forms.ChoiceField(label="So sánh", required=False, choices=[NONE, *Comparison.choices()])
    value = CommaDecimalField(label="Mức giao", required=False, places=2)
    population_text = TextField(label="Đối tượng", max_length=250, required=False)
    assigned_type = forms.ChoiceField(label="Loại", choices=AssignedType.choices())
    assigned_by = TextField(label="Nơi giao", max_length=160, required=False)
    assigned_document = TextField(label="Văn bản giao", max_length=160, required=False)

    def data_of(self) -> TargetData:
        """What was typed."""
        values = self.cleaned_data
        comparison = Comparison(values["comparison"]) if values["comparison"] else None
        return TargetData(
            values["short_name"], values["name"], comparison, values["value"], values["population_text"],
            AssignedType(values["assigned_type"]), values["assigned_by"], values["assigned_document"],
        )  # fmt: skip


class TargetForm(StampedForm, WantedForm):
    """What is wanted of a measure in a year. What is measured does not change here: it is a registered measure."""

    def __init__(self, *args: Any, target: Target, **kwargs: Any) -> None:
        names = [name for name in self.base_fields if name != "stamp"]
        initial = {name: getattr(target, name) for name in names} | {"stamp": target_stamp(target)}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["value"].label = f"Mức giao ({target.indicator.unit})"


class NewTargetForm(WantedForm):
    """A target more, with what it measures."""

    numerator = forms.ChoiceField(label="Số liệu đo", error_messages={"required": "Chọn số liệu đo chỉ tiêu."})
    denominator = forms.ChoiceField(
        label="So với tổng số", required=False, help_text="Chọn khi chỉ tiêu là tỷ lệ phần trăm; để trống khi chỉ tiêu là một con số."
    )
    unit = TextField(label="Đơn vị tính", max_length=20, required=False, help_text="Ví dụ: hộ, người, mô hình. Tỷ lệ thì không cần ghi.")
    dimension = TextField(label="Nhóm chỉ tiêu", max_length=60, help_text="Ví dụ: Giảm nghèo, Việc làm, Y tế.")
    agency = forms.ChoiceField(label="Đơn vị báo số liệu", required=False, help_text="Bắt buộc khi danh sách hộ không có số này.")
    field_order = ["short_name", "name", "numerator", "denominator", "unit", "comparison", "value", "agency", "dimension"]

    def __init__(self, *args: Any, ward_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        computed = [(item.name, item.label) for item in MEASURES.values() if not item.is_entered]
        entered = [(item.name, item.label) for item in MEASURES.values() if item.is_entered]
        choices = [("Tính từ danh sách hộ", computed), ("Từ sổ theo dõi hoặc đơn vị báo", entered)]
        set_choices(self, "numerator", [("", "Chọn"), *choices])
        set_choices(self, "denominator", [("", "Không so, là một con số"), *choices])
        agencies = Agency.objects.in_ward(ward_id).current().order_by("order", "code")
        set_choices(self, "agency", [("", "Không cần"), *agencies.values_list("code", "name")])

    def wanted(self) -> Wanted:
        """What it measures."""
        return Wanted(**{name: self.cleaned_data[name] for name in ("numerator", "denominator", "unit", "dimension", "agency")})
