"""What the list of those entitled to something is asked for."""

from typing import Any

from django import forms

from camphucnam.ui.forms import set_choices
from programs.forms.entitlements import WardListForm
from programs.rules.words import VerdictState
from programs.selectors.beneficiaries import Delivery, Span


class BeneficiaryForm(WardListForm):
    """Search, group, what came of it; how the rules answer."""

    doi_tuong = forms.ChoiceField(label="Đối tượng", required=False)
    tinh_tu = forms.ChoiceField(label="Đã hưởng tính", required=False)
    theo = forms.ChoiceField(label="Liệt kê theo", required=False, choices=[("", "Hộ"), ("nguoi", "Người")])

    def __init__(self, *args: Any, of_content: bool = False, **kwargs: Any) -> None:
        states = [(item.value, item.label) for item in Delivery if of_content or item is not Delivery.UNTOLD]
        super().__init__(*args, states=[("", "Mọi tình trạng"), *states], **kwargs)
        set_choices(self, "tinh_tu", [("" if item is Span.YEAR else item.value, item.label) for item in Span])
        wanted = [item for item in VerdictState if item is not VerdictState.NOT]
        self.fields["doi_tuong"].choices = [("", "Được hưởng"), *((item.value, item.label) for item in wanted)]
