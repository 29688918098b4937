"""Forms of the administrator."""

import re
from typing import Any

from django import forms

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Role
from camphucnam.ui.fields import DayField, TextField
from camphucnam.ui.forms import OfficeForm, VersionedForm

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")
_PHONE = re.compile(r"\+?[0-9][0-9 .]{7,18}")


class _DescriptionFields(OfficeForm):
    full_name = TextField(label="Họ và tên", max_length=120)
    email = forms.EmailField(label="Thư điện tử", required=False, help_text="Nơi nhận nhắc việc, nếu hệ thống có gửi thư.")
    phone = TextField(label="Điện thoại", required=False, max_length=20)

    def clean_phone(self) -> str:
        """Digits with spaces or dots between them."""
        phone = self.cleaned_data["phone"]
        if phone and not _PHONE.fullmatch(phone):
            raise forms.ValidationError("Số điện thoại chỉ gồm chữ số, ví dụ 0900 000 000.")
        return phone


class _RoleFields(OfficeForm):
    role = forms.TypedChoiceField(label="Vai trò", choices=Role.choices(), coerce=Role, widget=forms.RadioSelect)
    from_on = DayField(label="Từ ngày")
    to_on = DayField(
        label="Đến hết ngày", required=False, help_text="Bỏ trống nếu chưa định ngày thôi. Hết ngày này, người đó không vào được nữa."
    )

    def clean(self) -> dict[str, Any]:
        """The days must be in order."""
        data = super().clean() or {}
        if data.get("from_on") and data.get("to_on") and data["to_on"] < data["from_on"]:
            self.add_error("to_on", "Ngày hết hạn phải từ ngày bắt đầu trở đi.")
        return data


class AddPersonForm(_RoleFields, _DescriptionFields):
    """A new person with a first role."""

    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=60,
        help_text="Chữ thường không dấu, chữ số, dấu chấm. Ví dụ: nguyen.van.a",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    field_order = ["full_name", "username", "email", "phone", "role", "from_on", "to_on"]

    def clean_username(self) -> str:
        """Lower case; free."""
        username = self.cleaned_data["username"].strip().lower()
        if not _USERNAME.fullmatch(username):
            raise forms.ValidationError("Tên đăng nhập dài từ 3 ký tự, chỉ gồm chữ thường không dấu, chữ số và các dấu . _ -")
        if User.objects.filter(username=username).exists():
            raise forms.ValidationError("Tên đăng nhập này đã có người dùng. Chọn tên khác.")
        return username


class PersonForm(_DescriptionFields, VersionedForm):
    """Change what describes a person."""

    field_order = ["full_name", "email", "phone", "version"]


class RoleForm(_RoleFields):
    """One more role."""


class LockForm(VersionedForm):
    """Lock or unlock: only the version."""


class PeopleFilterForm(forms.Form):
    """Search and filters of the list."""

    tim = TextField(label="Tìm theo tên, tên đăng nhập, điện thoại", required=False, max_length=80)
    vai_tro = forms.ChoiceField(label="Vai trò", required=False, choices=[("", "Tất cả"), *Role.choices()])
    trang_thai = forms.ChoiceField(
        label="Trạng thái", required=False, choices=[("", "Tất cả"), ("on", "Đang làm việc"), ("off", "Đã khóa hoặc hết vai trò")]
    )
