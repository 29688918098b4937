"""What the list of those entitled to something is asked for."""

from typing import Any

from django import forms

from programs.forms.entitlements import WardListForm
from programs.rules.words import VerdictState
from programs.selectors.beneficiaries import Delivery


class BeneficiaryForm(WardListForm):
    """Search, group, what came of it; how the rules answer."""

    doi_tuong = forms.ChoiceField(label="Đối tượng", required=False)
    theo = forms.ChoiceField(label="Liệt kê theo", required=False, choices=[("", "Hộ"), ("nguoi", "Người")])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, states=[("", "Mọi tình trạng"), *Delivery.choices()], **kwargs)
        wanted = [item for item in VerdictState if item is not VerdictState.NOT]
        self.fields["doi_tuong"].choices = [("", "Được hưởng"), *((item.value, item.label) for item in wanted)]
