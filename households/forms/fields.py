"""Fields of the register: what is known only in part must be typable in part."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from camphucnam.kernel.dates import format_dmy, parse_dmy
from households.models.member import BirthPrecision

YES, NO = "1", "0"
EARLIEST_YEAR = 1900
PERSONAL_ID_LENGTHS = (9, 12)


class TriStateField(forms.TypedChoiceField):
    """Yes, no, or nobody has said."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [("", "Chưa có số liệu"), (YES, "Có"), (NO, "Không")]
        super().__init__(choices=choices, coerce=lambda value: value == YES, empty_value=None, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored answer."""
        return {True: YES, False: NO, None: ""}.get(value, value) if not isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class BirthDay:
    """A birth date and how much of it is known; unknown parts are 1."""

    on: date
    precision: BirthPrecision

    def __str__(self) -> str:
        return format_birth(self.on, self.precision)


def format_birth(on: date | None, precision: str) -> str:
    """``05/04/1957``, ``04/1957`` or ``1957``; an empty string for no date."""
    if on is None:
        return ""
    short: dict[str, str] = {BirthPrecision.YEAR: str(on.year), BirthPrecision.MONTH: f"{on.month:02d}/{on.year}"}
    return short.get(precision, format_dmy(on))


class BirthField(forms.Field):
    """A birth date typed in full, or as month and year, or as the year alone."""

    default_error_messages = {
        "invalid": "‘%(value)s’ không phải ngày sinh có thật. Nhập 05/04/1957; chỉ biết tháng, năm thì 04/1957; chỉ biết năm thì 1957.",
        "range": "Năm sinh %(year)s không hợp lý.",
    }

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "placeholder": "dd/mm/yyyy", "maxlength": 10}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> BirthDay | None:
        """The birth date, or None for an empty input."""
        if value in self.empty_values:
            return None
        text = str(value).strip().replace("-", "/").replace(".", "/")
        born = self._read(text)
        if born is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid", params={"value": text[:20]})
        if not born.on.year >= EARLIEST_YEAR or born.on > timezone.localdate():
            raise forms.ValidationError(self.error_messages["range"], code="range", params={"year": born.on.year})
        return born

    @staticmethod
    def _read(text: str) -> BirthDay | None:
        if text.isascii() and text.isdigit() and len(text) == 4:
            return BirthDay(date(int(text), 1, 1), BirthPrecision.YEAR) if int(text) else None
        if text.count("/") == 1:
            day = parse_dmy(f"1/{text}")
            return BirthDay(day, BirthPrecision.MONTH) if day else None
        day = parse_dmy(text)
        return BirthDay(day, BirthPrecision.DAY) if day else None

    def prepare_value(self, value: Any) -> Any:
        """Show a stored date as far as it is known."""
        return str(value) if isinstance(value, BirthDay) else value


class PersonalIdField(forms.CharField):
    """A personal id (12 digits) or an old identity card (9 digits); spaces are dropped."""

    default_error_messages = {"invalid": "Số định danh có 12 chữ số (chứng minh nhân dân cũ có 9 chữ số); số vừa nhập có %(count)s ký tự."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 20}), required=False, **kwargs
        )

    def clean(self, value: Any) -> str:
        """The digits alone."""
        digits = "".join(str(value or "").split())
        if digits and not (digits.isascii() and digits.isdigit() and len(digits) in PERSONAL_ID_LENGTHS):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid", params={"count": len(digits)})
        return digits
