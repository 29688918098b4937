"""The questions of the public self-check. Its answers are never stored."""

from collections.abc import Sequence
from typing import Any

from django import forms

from camphucnam.accounts.models.ward import AreaType
from camphucnam.kernel.numbers import format_dong
from camphucnam.ui.forms import set_choices
from households.rules.standards import PovertyStandard
from programs.rules.self_check import NO, UNKNOWN, YES, Answers, bands, questions, read_answers
from programs.selectors.self_check import PublicWard

ANSWERS = ((YES, "Có"), (NO, "Không"), (UNKNOWN, "Không rõ"))
CHOOSE = "Chọn một câu trả lời."
AREAS = ((AreaType.URBAN.value, "Phường, thị trấn (thành thị)"), (AreaType.RURAL.value, "Xã (nông thôn)"))


class SelfCheckForm(forms.Form):
    """Where the household lives, its income and one question for each indicator."""

    phuong = forms.ChoiceField(label="Nhà ở phường, xã nào?", error_messages={"required": "Chọn nơi ở.", "invalid_choice": "Chọn nơi ở."})
    khu_vuc = forms.ChoiceField(
        label="Chỗ ở là thành thị hay nông thôn?", choices=AREAS, widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )  # fmt: skip
    thu_nhap = forms.ChoiceField(
        label="Tiền thu được mỗi người mỗi tháng là bao nhiêu?", widget=forms.RadioSelect,
        help_text="Cộng hết tiền cả nhà làm ra trong một tháng, rồi chia cho số người trong nhà.",
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )  # fmt: skip

    def __init__(self, *args: Any, standard: PovertyStandard, wards: Sequence[PublicWard], **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.standard, self.asked = standard, questions(standard)
        if len(wards) > 1:
            set_choices(self, "phuong", [("", "Chọn nơi ở"), *((ward.code, ward.profile.name) for ward in wards)])
        else:
            del self.fields["phuong"]
            self.fields["khu_vuc"].initial = wards[0].profile.area_type if wards else None
        set_choices(self, "thu_nhap", [(band.code, band.label) for band in bands(standard)])
        for item in self.asked:
            self.fields[f"c{item.number}"] = forms.ChoiceField(
                label=item.text, help_text=item.help, choices=ANSWERS, widget=forms.RadioSelect,
                error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
            )  # fmt: skip

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The questions by dimension, in the order of the standard."""
        found: dict[str, list[forms.BoundField]] = {}
        for item in self.asked:
            found.setdefault(item.dimension, []).append(self[f"c{item.number}"])
        return list(found.items())

    @property
    def head(self) -> list[forms.BoundField]:
        """The questions before the indicators."""
        return [self[name] for name in ("phuong", "khu_vuc", "thu_nhap") if name in self.fields]

    def answers(self) -> Answers:
        """What was answered, for the rules; only after ``is_valid``."""
        values = self.cleaned_data
        band = next(item for item in bands(self.standard) if item.code == values["thu_nhap"])
        return read_answers(values["khu_vuc"], band, {item.number: values[f"c{item.number}"] for item in self.asked}, self.standard)

    def income_reason(self) -> str:
        """The income as it was answered, beside the limit of the area; only after ``is_valid``."""
        values = self.cleaned_data
        chosen = next(item.label for item in bands(self.standard) if item.code == values["thu_nhap"])
        limit = format_dong(self.standard.limits(values["khu_vuc"]).income_limit)
        area = AreaType(values["khu_vuc"]).label.lower()
        return f"Tiền thu được mỗi người mỗi tháng: {chosen.lower()}. Chuẩn của khu vực {area} là {limit} ({self.standard.income_source})."
