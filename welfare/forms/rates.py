"""Forms of rates."""

from typing import Any

from django import forms

from camphucnam.kernel.errors import DomainError
from camphucnam.ui.fields import TextField
from camphucnam.ui.forms import set_choices
from registers.forms import RowForm, StepForm, YesNoField
from welfare.models import WelfareRate
from welfare.rules.rates import check_value, rate_kind, rate_kinds


def kind_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Kinds under the headings of the file."""
    found: dict[str, list[tuple[str, str]]] = {}
    for kind in rate_kinds().values():
        found.setdefault(kind.group, []).append((kind.code, f"{kind.name} ({kind.unit.label})"))
    return list(found.items())


class RateForm(RowForm):
    """A new dated amount."""

    code = forms.ChoiceField(label="Mục", error_messages={"required": "Chọn mục."})
    is_verified = YesNoField(label="Đã đối chiếu với văn bản", yes="Đã đối chiếu", no="Chưa, cần đối chiếu")

    class Meta(RowForm.Meta):
        model = WelfareRate
        fields = ["code", "amount_dong", "number", "from_on", "to_on", "document", "article", "is_verified"]
        labels = {"amount_dong": "Số tiền (đồng)", "number": "Con số (%, hệ số, kg, tháng)"}
        help_texts = {
            "amount_dong": "Chỉ điền cho mục tính bằng đồng.",
            "number": "Chỉ điền cho các mục khác, ví dụ 4,5.",
            "to_on": "Để trống thì áp dụng đến khi có mức mới.",
        }

    def prepare(self) -> None:
        """Kinds of the file."""
        set_choices(self, "code", [("", "Chọn mục"), *kind_choices()])

    def clean(self) -> dict[str, Any]:
        """Money for amounts, a number for the rest."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("code") and not {"amount_dong", "number"} & set(self.errors):
            kind = rate_kind(values["code"])
            try:
                check_value(kind, values.get("amount_dong"), values.get("number"))
            except DomainError as error:
                self.refuse(error, "amount_dong" if kind.unit == "dong" else "number")
        return values


class VerifyForm(StepForm):
    """The amount stands so in the document."""

    document = TextField(label="Văn bản", max_length=200, error_messages={"required": "Ghi số, ký hiệu văn bản đã đối chiếu."})
    article = TextField(label="Điều, khoản", max_length=60, required=False)

    def __init__(self, *args: Any, row: WelfareRate, **kwargs: Any) -> None:
        kwargs["initial"] = {"document": row.document, "article": row.article, **(kwargs.get("initial") or {})}
        super().__init__(*args, row=row, **kwargs)
