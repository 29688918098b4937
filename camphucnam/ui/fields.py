"""Form fields that read what Vietnamese offices type: 05/04/2026, 1.500.000 and 12,5."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from camphucnam.kernel.dates import EARLIEST_DAY, LATEST_DAY, format_dmy, parse_dmy
from camphucnam.kernel.numbers import format_decimal, format_int, parse_int
from camphucnam.kernel.text import clean


class TextField(forms.CharField):
    """One line of text: NFC, control characters gone, single spaces."""

    def to_python(self, value: Any) -> str:
        """The cleaned text."""
        return clean(super().to_python(value) or "")


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows of a table. A number that no key can have is a wrong choice like any other."""

    def clean(self, value: Any) -> Any:
        """The chosen rows."""
        try:
            return super().clean(value)
        except OverflowError:
            raise forms.ValidationError("Lựa chọn không có trong danh sách. Chọn lại.", code="invalid_choice") from None


class DayField(forms.Field):
    """A day typed as dd/mm/yyyy. ``earliest`` and ``latest`` (both inside) may be narrowed by the form."""

    default_error_messages = {
        "required": "Nhập ngày, ví dụ 08/12/2023.",
        "invalid": "‘%(value)s’ không phải ngày có thật. Nhập theo dạng ngày/tháng/năm, ví dụ 08/12/2023.",
        "early": "Ngày này sớm quá: phải từ %(limit)s trở đi.",
        "late": "Ngày này muộn quá: chỉ được đến hết %(limit)s.",
    }

    def __init__(self, *, earliest: date = EARLIEST_DAY, latest: date = LATEST_DAY, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget",
            forms.TextInput(
                attrs={"inputmode": "numeric", "autocomplete": "off", "placeholder": "dd/mm/yyyy", "data-day": "", "maxlength": 10}
            ),
        )
        super().__init__(**kwargs)
        self.earliest, self.latest = earliest, latest

    def to_python(self, value: Any) -> date | None:
        """The day; also reads the ISO form that a browser's date picker sends."""
        if value in self.empty_values or isinstance(value, date):
            return value or None
        text = str(value).strip()
        day = parse_dmy(text) or _iso(text)
        if day is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid", params={"value": text[:30]})
        return day

    def validate(self, value: date | None) -> None:
        """Refuse days outside the limits of this field."""
        super().validate(value)
        if value and value < self.earliest:
            raise forms.ValidationError(self.error_messages["early"], code="early", params={"limit": format_dmy(self.earliest)})
        if value and value > self.latest:
            raise forms.ValidationError(self.error_messages["late"], code="late", params={"limit": format_dmy(self.latest)})

    def prepare_value(self, value: Any) -> Any:
        """Show a day as dd/mm/yyyy and leave what was typed as it is."""
        return format_dmy(value) if isinstance(value, date) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare days, not their spelling."""
        try:
            return (initial or None) != self.to_python(data)
        except forms.ValidationError:
            return True


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class WholeNumberField(forms.Field):
    """A whole number typed 1.500.000, 1 500 000 or 1500000; ``1,5`` and ``1.5`` are refused, never rounded."""

    default_error_messages = {
        "invalid": "‘%(value)s’ không phải số nguyên. Viết liền hoặc chia nhóm ba chữ số bằng dấu chấm, ví dụ 1.500.000.",
        "small": "Số này phải từ %(limit)s trở lên.",
        "large": "Số này chỉ được đến %(limit)s.",
    }
    widget_class = "whole-number"

    def __init__(self, *, min_value: int | None = 0, max_value: int | None = 10**15, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "data-number": ""}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs | self.extra_attrs()))
        super().__init__(**kwargs)
        self.min_value, self.max_value = min_value, max_value

    @staticmethod
    def extra_attrs() -> dict[str, str]:
        """More attributes of the input."""
        return {}

    def to_python(self, value: Any) -> int | None:
        """The number, or None for an empty input."""
        if value in self.empty_values:
            return None
        if isinstance(value, int):
            return value
        try:
            return parse_int(str(value))
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid", params={"value": str(value)[:30]}) from None

    def validate(self, value: int | None) -> None:
        """Refuse numbers outside the limits of this field."""
        super().validate(value)
        if value is not None and self.min_value is not None and value < self.min_value:
            raise forms.ValidationError(self.error_messages["small"], code="small", params={"limit": format_int(self.min_value)})
        if value is not None and self.max_value is not None and value > self.max_value:
            raise forms.ValidationError(self.error_messages["large"], code="large", params={"limit": format_int(self.max_value)})

    def prepare_value(self, value: Any) -> Any:
        """Show 1.500.000 and leave what was typed as it is."""
        return format_int(value) if isinstance(value, int) else value


class MoneyField(WholeNumberField):
    """Whole đồng; the page reads the amount back in words under the input."""

    @staticmethod
    def extra_attrs() -> dict[str, str]:
        """Marks the input for the script that reads the amount back."""
        return {"data-money": ""}


class CommaDecimalField(WholeNumberField):
    """A number with a decimal comma: ``12,5`` or ``1.250,5``. Dots only group thousands."""

    default_error_messages = {"invalid": "‘%(value)s’ không phải số. Dùng dấu phẩy cho phần thập phân, ví dụ 12,5."}

    def __init__(self, *, places: int = 2, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.places = places
        self.widget.attrs["inputmode"] = "decimal"

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """The number; more decimals than ``places`` are refused."""
        if value in self.empty_values or isinstance(value, Decimal):
            return None if value in self.empty_values else value
        whole, _, fraction = str(value).strip().partition(",")
        if len(fraction) <= self.places and (fraction.isdecimal() or "," not in str(value)):
            try:
                return Decimal(f"{parse_int(whole)}.{fraction or 0}")
            except (ValueError, InvalidOperation):
                pass
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid", params={"value": str(value)[:30]})

    def prepare_value(self, value: Any) -> Any:
        """Show 12,5 and leave what was typed as it is."""
        return format_decimal(value, self.places) if isinstance(value, Decimal) else value
