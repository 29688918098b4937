"""Forms of legal aid."""

from typing import Any

from camphucnam.ui.fields import DayField, TextField
from households.forms.picking import PersonField
from registers.forms import RowForm, StepForm
from welfare.models import LegalAidCase


class LegalAidForm(RowForm):
    """Somebody asked."""

    person = PersonField(label="Người trong danh sách", required=False)

    class Meta(RowForm.Meta):
        model = LegalAidCase
        fields = ["requested_on", "outside_name", "ground", "field", "matter", "form", "helper"]
        labels = {"outside_name": "Hoặc họ tên người ngoài danh sách"}
        help_texts = {"helper": "Ví dụ: trung tâm trợ giúp pháp lý; công chức tư pháp phường."}

    field_order = ["requested_on", "person", "outside_name", "ground", "field", "matter", "form", "helper"]

    def clean(self) -> dict[str, Any]:
        """Hand the person over before the constraints are asked."""
        values: dict[str, Any] = super().clean() or {}
        self.instance.member = values.get("person")
        return values


class LegalCloseForm(StepForm):
    """It is over."""

    on = DayField(label="Xong ngày")
    result = TextField(label="Kết quả", max_length=500, error_messages={"required": "Ghi kết quả."})
