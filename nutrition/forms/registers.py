"""New rows of the registers of nutrition."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from camphucnam.ui.fields import CommaDecimalField, DayField
from camphucnam.ui.forms import OfficeForm, VersionedForm, set_choices
from households.forms.picking import PersonField
from nutrition.models import AntenatalVisit, Dose, GrowthMeasurement, Pregnancy, VitaminARound
from nutrition.rules.due import MEASURES
from nutrition.rules.limits import limits
from nutrition.rules.words import Outcome, Round
from registers.forms import RegisterFilter, RowForm, YesNoField


class GrowthForm(RowForm):
    """A child on the scale: kilograms and centimetres with a comma, as the scale shows them."""

    member = PersonField(label="Trẻ")
    weight = CommaDecimalField(label="Cân nặng (kg)", places=2, help_text="Ví dụ: 9,8.", error_messages={"required": "Nhập cân nặng."})
    height = CommaDecimalField(
        label="Chiều dài, chiều cao (cm)", places=1, help_text="Ví dụ 74,5.", error_messages={"required": "Nhập chiều cao."}
    )
    lying = YesNoField(
        label="Cách đo", yes="Đo nằm", no="Đo đứng", error_messages={"required": "Chọn “Đo nằm” hoặc “Đo đứng”."},
        help_text="Trẻ dưới 2 tuổi đo nằm. Đo khác thì phần mềm tự quy đổi 0,7 cm.",
    )  # fmt: skip
    field_order = ["member", "measured_on", "weight", "height", "lying", "confirmed"]

    class Meta(RowForm.Meta):
        model = GrowthMeasurement
        fields = ["member", "measured_on", "lying", "confirmed"]
        help_texts = {"confirmed": "Chỉ chọn khi phần mềm báo số đo bất thường và đã đo lại."}

    def prepare(self) -> None:
        """Limits against typing errors."""
        for name, (low, high), divisor in (("weight", limits().typing_weight_g, 1000), ("height", limits().typing_height_mm, 10)):
            field: Any = self.fields[name]
            field.min_value, field.max_value = max(1, low // divisor), high // divisor

    def _post_clean(self) -> None:
        """Whole grams and millimetres."""
        values = self.cleaned_data
        self.instance.weight_g, self.instance.height_mm = _whole(values.get("weight"), 1000), _whole(values.get("height"), 10)
        super()._post_clean()  # type: ignore[misc]


def _whole(value: Decimal | None, factor: int) -> int:
    return 0 if value is None else int(value * factor)


class DoseForm(RowForm):
    """Something given to one person."""

    member = PersonField(label="Người được cấp")

    class Meta(RowForm.Meta):
        model = Dose
        fields = ["member", "kind", "round", "given_on", "note"]

    def prepare(self) -> None:
        """Only vitamin A has rounds."""
        set_choices(self, "round", [("", "Không phải vitamin A"), *Round.choices()])


class RoundForm(RowForm):
    """Figures of a round for the whole ward."""

    class Meta(RowForm.Meta):
        model = VitaminARound
        fields = ["round", "held_on", "n_children", "n_given", "n_given_twice", "source"]
        help_texts = {
            "n_children": "Mọi trẻ trong độ tuổi của phường, không chỉ hộ nghèo, hộ cận nghèo.",
            "n_given_twice": "Chỉ ghi ở đợt 2; đợt 1 để trống.",
            "source": "Ví dụ: báo cáo chiến dịch của Trạm Y tế.",
        }


class PregnancyForm(RowForm):
    """Follow a pregnancy."""

    member = PersonField(label="Phụ nữ có thai")

    class Meta(RowForm.Meta):
        model = Pregnancy
        fields = ["member", "registered_on", "expected_on"]


class VisitForm(RowForm):
    """A check."""

    PARENT = "pregnancy"
    micronutrients = YesNoField(label="Có cấp đa vi chất")

    class Meta(RowForm.Meta):
        model = AntenatalVisit
        fields = ["on", "micronutrients", "note"]


class PregnancyEndForm(VersionedForm):
    """How it ended here."""

    on = DayField(label="Kết thúc ngày")
    outcome = forms.ChoiceField(label="Kết thúc", choices=Outcome.choices(), error_messages={"required": "Chọn cách kết thúc."})

    def __init__(self, *args: Any, row: Pregnancy, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row, self.user = row, user


def _what(**kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Nội dung", choices=[(due.value, due.label) for due in MEASURES], error_messages={"required": "Chọn nội dung."}, **kwargs
    )


class GiveChoiceForm(OfficeForm):
    """What is given, and when."""

    what = _what()
    given_on = DayField(label="Ngày cho uống, cấp phát")


class GiveForm(GiveChoiceForm):
    """A tick for every child who had it."""

    what = _what(widget=forms.HiddenInput)
    given_on = DayField(widget=forms.HiddenInput)
    children = forms.TypedMultipleChoiceField(
        label="Trẻ đã được cấp", coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Đánh dấu ít nhất một trẻ.",
            "invalid_choice": "Có trẻ không còn trong danh sách chờ nội dung này. Tải lại trang rồi đánh dấu lại.",
        },
    )  # fmt: skip

    def __init__(self, *args: Any, rows: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "children", rows)


class ChildFilter(RegisterFilter):
    """The list of children as of a day."""

    ngay = DayField(label="Tại ngày", required=False)
