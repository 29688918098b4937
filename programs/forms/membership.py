"""Put a person into an agency; end it."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from camphucnam.ui.fields import DayField
from camphucnam.ui.forms import OfficeForm
from programs.models import Agency


class MembershipForm(OfficeForm):
    """Agency and first day."""

    agency = forms.ModelChoiceField(
        label="Đơn vị",
        queryset=Agency.objects.none(),
        empty_label="Chọn đơn vị",
        error_messages={"required": "Chọn đơn vị.", "invalid_choice": "Chọn một đơn vị trong danh sách."},
    )
    from_on = DayField(label="Từ ngày")
    is_lead_contact = forms.BooleanField(label="Là đầu mối của đơn vị", required=False)

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Agency]", self.fields["agency"]).queryset = agencies


class EndMembershipForm(OfficeForm):
    """The last day, that day inside."""

    last_day = DayField(label="Đến hết ngày")
