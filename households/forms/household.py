"""Forms about a household as a whole."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone

from camphucnam.accounts.models.ward import AreaType
from camphucnam.ui.fields import DayField, TextField
from camphucnam.ui.forms import OfficeForm, OfficeFormMixin, VersionedForm
from households.forms.fields import TriStateField
from households.models import Household, Member, ResidentialGroup
from households.services.household import HouseholdData

RESERVED_CODES = {"them", "xuat-excel"}
CODE = RegexValidator(r"^[0-9A-Za-zĐđ][0-9A-Za-zĐđ.\-_]*$", "Mã hộ chỉ gồm chữ, số và các dấu . - _, không có dấu cách.")


class GroupField(forms.ModelChoiceField):
    """A group of the ward."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=ResidentialGroup.objects.none(), empty_label="Chọn tổ dân phố", **kwargs)


class HouseholdFields(OfficeFormMixin, forms.Form):
    """What is recorded about a household besides its people."""

    address = TextField(label="Địa chỉ", max_length=250, required=False)
    phone = TextField(
        label="Điện thoại", max_length=20, required=False, widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})
    )
    area_type = forms.ChoiceField(label="Khu vực", choices=AreaType.choices(), initial=AreaType.URBAN)
    is_ethnic_minority = TriStateField(label="Hộ dân tộc thiểu số")
    lacks_labour = TriStateField(label="Hộ không có khả năng lao động")
    has_merit_person = TriStateField(label="Hộ có người có công với cách mạng")
    poverty_causes = TextField(
        label="Nguyên nhân nghèo",
        max_length=300,
        required=False,
        help_text="Cách nhau bằng dấu chấm phẩy, ví dụ: thiếu vốn; thiếu lao động; ốm đau, bệnh nặng, tai nạn.",
    )
    note = TextField(label="Ghi chú", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def data_of(self) -> HouseholdData:
        """The typed values as the services take them."""
        return HouseholdData(**{name: self.cleaned_data[name] for name in HouseholdFields.base_fields})


class NewHouseholdForm(HouseholdFields):
    """A new household: where, and since when."""

    field_order = ["group", "code", "since"]
    group = GroupField(label="Tổ dân phố")
    code = TextField(
        label="Mã hộ", max_length=40, required=False, validators=[CODE], help_text="Để trống thì hệ thống đặt mã tiếp theo của tổ."
    )
    since = DayField(label="Ngày đến ở", required=False, help_text="Để trống nếu hộ đã ở đây từ trước khi lập danh sách.")

    def clean_code(self) -> str:
        """Codes that are words of addresses would never be reached."""
        code = self.cleaned_data["code"]
        if code.lower() in RESERVED_CODES:
            raise forms.ValidationError("Mã này trùng với một địa chỉ trang. Nhập mã khác.")
        return code


class HouseholdForm(HouseholdFields, VersionedForm):
    """Change what is recorded about a household."""

    @staticmethod
    def initial_of(household: Household) -> dict[str, object]:
        """The stored values."""
        return {name: getattr(household, name) for name in [*HouseholdFields.base_fields, "version"]}


class MoveForm(VersionedForm):
    """The household lives in another group from a day on."""

    group = GroupField(label="Chuyển đến tổ")
    on = DayField(label="Từ ngày", help_text="Ngày đầu tiên hộ ở tổ mới.")


class HeadForm(VersionedForm):
    """Another member becomes head."""

    member = forms.ModelChoiceField(label="Chủ hộ mới", queryset=Member.objects.none(), empty_label="Chọn thành viên")
    old_relation = TextField(
        label="Quan hệ của chủ hộ cũ với chủ hộ mới", max_length=60, help_text="Ví dụ: Cha, Mẹ, Vợ, Chồng. Người này vẫn ở trong hộ."
    )


class DayForm(OfficeForm):
    """``?ngay=``: the day to look at."""

    ngay = DayField(label="Xem tại ngày", required=False)


class SearchForm(OfficeForm):
    """The search of the leader's page."""

    q = TextField(label="Tìm theo tên hoặc mã hộ", required=False, max_length=60)
    tat_ca = forms.BooleanField(label="Tất cả hộ của tổ", required=False)


class OwnHouseholdField(forms.ModelChoiceField):
    """A household of the own groups, by its head."""

    def __init__(self, households: Any) -> None:
        super().__init__(queryset=households, to_field_name="code", label="Hộ nào", empty_label="Chọn hộ")

    def label_from_instance(self, obj: Household) -> str:
        """Head and code."""
        return f"{obj.head_name} ({obj.code})"


def groups_for(form: forms.BaseForm, ward_id: int, *, without: int | None = None) -> None:
    """Offer the groups of the ward that exist today."""
    groups = ResidentialGroup.objects.in_ward(ward_id).standing_on(timezone.localdate())
    form.fields["group"].queryset = groups.exclude(pk=without)
