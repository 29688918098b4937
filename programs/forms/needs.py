"""A need that an agency was told."""

from typing import Any

from django import forms
from django.utils import timezone

from camphucnam.ui.fields import DayField, TextField
from camphucnam.ui.forms import OfficeForm, set_choices
from households.forms.picking import HouseholdField, PersonField
from households.models import Household
from households.rules.needs import PERSONAL_KINDS, NeedChannel, NeedKind
from households.services.needs import NeedData


class TellForm(OfficeForm):
    """One need of the kinds that the agency answers; a person's need names the person, a household's the household."""

    kind = forms.ChoiceField(label="Nhu cầu", error_messages={"required": "Chọn nhu cầu."})
    person = PersonField(label="Của ai", required=False, help_text="Gõ tên hoặc mã hộ rồi chọn.")
    household = HouseholdField(label="Của hộ nào", required=False, help_text="Gõ mã hộ hoặc tên chủ hộ rồi chọn trong gợi ý.")
    detail = TextField(label="Cụ thể", max_length=300, required=False)
    expressed_on = DayField(label="Nêu nhu cầu ngày")
    channel = forms.ChoiceField(label="Biết qua đâu", choices=NeedChannel.choices(), initial=NeedChannel.REQUEST)

    def __init__(self, *args: Any, user: Any, ward_id: int, kinds: frozenset[NeedKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "kind", [("", "Chọn nhu cầu"), *((kind.value, kind.label) for kind in NeedKind if kind in kinds)])
        self.fields["expressed_on"].initial = timezone.localdate()
        for name, is_needed in (("person", kinds & PERSONAL_KINDS), ("household", kinds - PERSONAL_KINDS)):
            field: Any = self.fields[name]
            if is_needed:
                field.scope(user, ward_id)
            else:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Whose need it is."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("kind"):
            name = "person" if NeedKind(values["kind"]) in PERSONAL_KINDS else "household"
            if not values.get(name) and name not in self.errors:
                self.add_error(name, "Nhu cầu này là của một người: chọn người." if name == "person" else "Nhu cầu này là của hộ: chọn hộ.")
        return values

    def told(self) -> tuple[Household, NeedData]:
        """The household, and the need as the service takes it."""
        values, kind = self.cleaned_data, NeedKind(self.cleaned_data["kind"])
        member = values["person"] if kind in PERSONAL_KINDS else None
        data = NeedData(kind, values["expressed_on"], member, values["detail"], NeedChannel(values["channel"]))
        return (member.household if member else values["household"]), data
