"""What the matrix of beneficiaries is asked for."""

from typing import Any

from django import forms

from camphucnam.ui.fields import DayField
from camphucnam.ui.forms import OfficeForm
from programs.rules.words import BeneficiaryClass


class MatrixForm(OfficeForm):
    """The day, one class, and whether contents with their own beneficiaries stand in it too."""

    ngay = DayField(label="Tại ngày", required=False)
    dien = forms.ChoiceField(label="Diện", required=False)
    noi_dung = forms.BooleanField(label="Cả từng nội dung", required=False)

    def __init__(self, *args: Any, classes: tuple[BeneficiaryClass, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dien"].choices = [("", "Mọi diện"), *((item.value, item.label.capitalize()) for item in classes)]

    @property
    def chosen(self) -> BeneficiaryClass | None:
        """The class asked for."""
        value = self.cleaned_data.get("dien") if self.is_valid() else ""
        return BeneficiaryClass(value) if value else None

    @property
    def with_contents(self) -> bool:
        """Whether contents are asked for."""
        return bool(self.is_valid() and self.cleaned_data.get("noi_dung"))
