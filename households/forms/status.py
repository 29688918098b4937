"""Forms about the class of a household and the sheets behind it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone

from camphucnam.ui.fields import DayField, TextField, WholeNumberField
from camphucnam.ui.forms import OfficeForm, VersionedForm
from households.forms.fields import NO, YES
from households.forms.needs import NeedsBlock
from households.models import Member, StatusPeriod
from households.rules.classes import Departure, HouseholdClass, Opening
from households.rules.needs import NeedChannel
from households.rules.reviewing import Suggestion, thresholds_of
from households.rules.standards import PovertyStandard
from households.services.assessment import AssessmentData
from households.services.needs import NeedData
from households.services.status import DecisionData

UNKNOWN = ""


class DecisionForm(VersionedForm):
    """A recognition decision about one household."""

    number = TextField(label="Số quyết định", max_length=60, help_text="Ghi như trên văn bản, ví dụ 12/QĐ-UBND.")
    signed_on = DayField(label="Ngày ký")
    effective_on = DayField(label="Ngày hiệu lực", required=False, help_text="Để trống nếu có hiệu lực từ ngày ký.")
    household_class = forms.ChoiceField(label="Phân loại theo quyết định", choices=[("", "Chọn phân loại"), *HouseholdClass.choices()])
    opened_as = forms.ChoiceField(
        label="Diễn biến",
        choices=[("", "Theo gợi ý của hệ thống"), *Opening.choices()],
        required=False,
        help_text="Hệ thống gợi ý theo quá trình của hộ. Chỉ chọn khi gợi ý không đúng.",
    )
    opening_reason = TextField(label="Lý do chọn diễn biến khác gợi ý", max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """The effective day is not before the signing day."""
        values = super().clean() or self.cleaned_data
        signed, effective = values.get("signed_on"), values.get("effective_on")
        if signed and effective and effective < signed:
            self.add_error("effective_on", "Ngày hiệu lực không thể trước ngày ký.")
        return values

    def data_of(self) -> DecisionData:
        """The decision as the services take it."""
        values = self.cleaned_data
        return DecisionData(values["number"], values["signed_on"], values["effective_on"])

    @property
    def chosen_class(self) -> HouseholdClass:
        """The class of the decision."""
        return HouseholdClass(self.cleaned_data["household_class"])

    @property
    def chosen_opening(self) -> Opening | None:
        """The opening chosen against the suggestion."""
        chosen = self.cleaned_data["opened_as"]
        return Opening(chosen) if chosen else None


class DepartureForm(VersionedForm):
    """The household leaves the register."""

    on = DayField(label="Rời danh sách từ ngày", help_text="Ngày hôm trước là ngày cuối cùng hộ còn trong danh sách.")
    departure = forms.ChoiceField(label="Lý do", choices=[("", "Chọn lý do"), *Departure.choices()])


class CorrectionForm(VersionedForm):
    """Put a corrected period in the place of a wrong one."""

    household_class = forms.ChoiceField(label="Phân loại đúng", choices=HouseholdClass.choices())
    from_on = DayField(label="Từ ngày")
    to_on = DayField(label="Đến hết ngày", required=False, help_text="Để trống nếu vẫn đang áp dụng.")
    opened_as = forms.ChoiceField(label="Diễn biến", choices=Opening.choices())
    reason = TextField(label="Lý do đính chính", max_length=300, help_text="Dòng cũ vẫn được giữ để xem lại, kèm lý do này.")

    @staticmethod
    def initial_of(period: StatusPeriod) -> dict[str, object]:
        """The stored values."""
        names = ("household_class", "from_on", "to_on", "opened_as")
        return {name: getattr(period, name) for name in names} | {"version": period.household.version}


class AssessmentForm(NeedsBlock, OfficeForm):
    """B1 points and the indicators of the standard, each yes, no or unknown, and what the household needs."""

    assessed_on = DayField(label="Ngày rà soát")
    income_score = WholeNumberField(label="Tổng điểm B1", required=False, max_value=10_000, help_text="Để trống nếu chưa chấm điểm.")
    source = TextField(label="Nguồn, người rà soát", max_length=120, required=False)
    correction_reason = TextField(
        label="Lý do đính chính", max_length=300, required=False, help_text="Chỉ ghi khi thay phiếu đã có của cùng ngày rà soát."
    )

    def __init__(self, *args: Any, standard: PovertyStandard, people: Sequence[Member] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suggested: Mapping[int, Suggestion] = {}
        self.offer(people)
        self.standard = standard
        answers = [(YES, "Thiếu hụt"), (NO, "Không thiếu hụt"), (UNKNOWN, "Chưa rõ")]
        for item in standard.deprivations:
            self.fields[f"d{item.number}"] = forms.ChoiceField(
                label=f"{item.number}. {item.name}",
                choices=answers,
                required=False,
                initial=UNKNOWN,
                widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
                help_text=item.threshold + ("" if item.confirmed else " (mô tả theo dự thảo, chưa được xác nhận)"),
            )

    def clean_assessed_on(self) -> object:
        """Not in the future."""
        day = self.cleaned_data["assessed_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("Ngày rà soát không thể sau hôm nay.")
        return day

    @property
    def head_fields(self) -> list[forms.BoundField]:
        """Everything but the indicators and needs, for the template."""
        return [self[name] for name in AssessmentForm.base_fields if name not in NeedsBlock.base_fields]

    @property
    def suggestion_source(self) -> str:
        """Where the thresholds of the suggestions come from, and whether they were compared with it; empty without suggestions."""
        found = thresholds_of(self.standard.code)
        if found is None:
            return ""
        return f"Ngưỡng: {found[0].source}" + (". " if found[0].verified else " (cần đối chiếu với văn bản).")

    @property
    def need_fields(self) -> list[forms.BoundField]:
        """The needs, for the template."""
        return [self[name] for name in NeedsBlock.base_fields if name in self.fields]

    def needs(self) -> list[NeedData]:
        """What was ticked, needed since the review."""
        return self.needs_of(self.cleaned_data["assessed_on"], NeedChannel.ASSESSMENT)

    @property
    def dimensions(self) -> list[tuple[str, list[tuple[forms.BoundField, Suggestion | None]]]]:
        """The indicators under their dimensions, each with what the facts suggest, for the template."""
        found: dict[str, list[tuple[forms.BoundField, Suggestion | None]]] = {}
        for item in self.standard.deprivations:
            found.setdefault(item.dimension, []).append((self[f"d{item.number}"], self.suggested.get(item.number)))
        return list(found.items())

    def data_of(self) -> AssessmentData:
        """The answers as the services take them."""
        numbers = [item.number for item in self.standard.deprivations]
        values = self.cleaned_data
        return AssessmentData(
            values["assessed_on"],
            values["income_score"],
            frozenset(n for n in numbers if values[f"d{n}"] == YES),
            frozenset(n for n in numbers if values[f"d{n}"] == NO),
            values["source"],
        )
