"""Forms about groups, their leaders and how many people live there."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from camphucnam.ui.fields import DayField, TextField, WholeNumberField
from camphucnam.ui.forms import OfficeForm
from households.models import ResidentialGroup
from households.services.baseline import BaselineRow


class NewGroupForm(OfficeForm):
    """A new group."""

    code = forms.RegexField(
        label="Mã tổ", regex=r"^[0-9A-Za-z][0-9A-Za-z\-_]*$", max_length=20, strip=True,
        error_messages={"invalid": "Mã tổ chỉ gồm chữ không dấu, số và dấu - _."}, help_text="Ngắn, không đổi về sau, ví dụ TDP01.",
    )  # fmt: skip
    name = TextField(label="Tên tổ dân phố", max_length=120)
    from_on = DayField(label="Từ ngày", required=False, help_text="Để trống nếu đã có từ trước khi lập danh sách.")


class GroupForm(OfficeForm):
    """Rename a group or move it in the printed order."""

    name = TextField(label="Tên tổ dân phố", max_length=120)
    sort_order = WholeNumberField(label="Thứ tự in", max_value=9999)


class GroupEndForm(OfficeForm):
    """A group ends."""

    to_on = DayField(label="Hoạt động đến hết ngày")
    successor = forms.ModelChoiceField(
        label="Tổ tiếp nhận", queryset=ResidentialGroup.objects.none(), required=False, empty_label="Không có",
        help_text="Tổ mà các hộ đã chuyển sang khi sáp nhập.",
    )  # fmt: skip


class LeadershipForm(OfficeForm):
    """A person leads a group."""

    group = forms.ModelChoiceField(label="Tổ dân phố", queryset=ResidentialGroup.objects.none(), empty_label="Chọn tổ dân phố")
    from_on = DayField(label="Từ ngày")
    to_on = DayField(label="Đến hết ngày", required=False)


class LeadershipEndForm(OfficeForm):
    """A person stops leading a group."""

    to_on = DayField(label="Đến hết ngày")


class BaselineForm(OfficeForm):
    """All groups of the ward on one day: two numbers each."""

    ngay = DayField(label="Tại ngày")
    source = TextField(
        label="Nguồn số liệu", max_length=200, required=False, help_text="Ví dụ: Công an phường, số liệu dân cư đến ngày này."
    )

    def __init__(self, *args: Any, groups: Sequence[ResidentialGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups
        for group in groups:
            for kind, label in (("h", "số hộ"), ("p", "số nhân khẩu")):
                field = WholeNumberField(label=f"{group.name}: {label}", required=False, max_value=1_000_000)
                field.widget.attrs |= {"class": "form-control", "aria-label": f"{group.name}: {label}"}
                self.fields[f"{kind}{group.pk}"] = field

    def clean_ngay(self) -> object:
        """Not in the future."""
        day = self.cleaned_data["ngay"]
        if day > timezone.localdate():
            raise forms.ValidationError("Ngày này ở tương lai. Ghi số liệu của ngày đã qua hoặc hôm nay.")
        return day

    def clean(self) -> dict[str, Any]:
        """Both numbers or none; not fewer persons than households."""
        values = super().clean() or self.cleaned_data
        for group in self.groups:
            n_households, n_persons = values.get(f"h{group.pk}"), values.get(f"p{group.pk}")
            if (n_households is None) != (n_persons is None):
                missing = "p" if n_persons is None else "h"
                if f"{missing}{group.pk}" not in self.errors:
                    self.add_error(f"{missing}{group.pk}", "Nhập cả hai số, hoặc để trống cả hai.")
            elif n_households is not None and n_persons < n_households:
                self.add_error(f"p{group.pk}", "Số nhân khẩu không thể ít hơn số hộ.")
        return values

    @property
    def rows(self) -> list[tuple[ResidentialGroup, forms.BoundField, forms.BoundField]]:
        """One line per group, for the template."""
        return [(group, self[f"h{group.pk}"], self[f"p{group.pk}"]) for group in self.groups]

    def rows_of(self) -> list[BaselineRow]:
        """The figures as the service takes them."""
        return [BaselineRow(group, self.cleaned_data[f"h{group.pk}"], self.cleaned_data[f"p{group.pk}"]) for group in self.groups]
