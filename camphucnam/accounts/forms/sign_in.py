"""Forms of a person's own account."""

from typing import Any

from django import forms

from camphucnam.accounts.models import User
from camphucnam.kernel.text import clean
from camphucnam.ui.forms import OfficeForm, set_choices


class SignInForm(OfficeForm):
    """Name and password."""

    username = forms.CharField(
        label="Tên đăng nhập", max_length=60, widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"})
    )
    password = forms.CharField(
        label="Mật khẩu", max_length=200, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def clean_username(self) -> str:
        """Lower case, as stored: guesses with other capitals count for the same account."""
        return clean(self.cleaned_data["username"]).lower()


class PasswordForm(OfficeForm):
    """The own password."""

    old = forms.CharField(
        label="Mật khẩu hiện tại", max_length=200, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    new = forms.CharField(
        label="Mật khẩu mới",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Ít nhất 10 ký tự, không giống tên đăng nhập, không phải mật khẩu thường gặp. Một câu ngắn dễ nhớ là tốt.",
    )
    again = forms.CharField(
        label="Nhập lại mật khẩu mới", max_length=200, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean(self) -> dict[str, Any]:
        """Both spellings of the new password must be the same."""
        data = super().clean() or {}
        if data.get("new") and data.get("again") and data["new"] != data["again"]:
            self.add_error("again", "Hai lần nhập mật khẩu mới không giống nhau.")
        return data


class WardForm(OfficeForm):
    """In which ward to work."""

    ward = forms.TypedChoiceField(label="Phường", coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, user: User, names: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "ward", [(pk, name) for pk, name in names.items() if pk in {grant.ward_id for grant in user.current_grants}])
