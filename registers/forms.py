"""What the forms of the registers share."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils.text import capfirst

from camphucnam.accounts.models import User, Ward
from camphucnam.ui.fields import CommaDecimalField, MoneyField, TextField
from camphucnam.ui.forms import OfficeForm, OfficeModelForm, VersionedForm, office_field, set_choices
from households.forms.picking import HouseholdField, PersonField
from registers.models import Kept

LONG = 200


def row_field(field: models.Field, **kwargs: Any) -> forms.Field | None:
    """Money for fields named …_dong, decimals with a comma, two lines for long text; the office's fields for the rest."""
    if field.name.endswith("_dong"):
        kwargs["form_class"] = MoneyField
        return field.formfield(**_without_limits(kwargs))
    if isinstance(field, models.DecimalField):
        words = {"label": capfirst(field.verbose_name), "help_text": field.help_text} | _words(kwargs)
        return CommaDecimalField(required=not field.null, places=field.decimal_places, **words)
    if isinstance(field, models.CharField) and not field.choices and (field.max_length or 0) > LONG:
        kwargs["widget"] = forms.Textarea(attrs={"rows": 2})
    return office_field(field, **kwargs)


def _words(kwargs: dict[str, Any]) -> dict[str, Any]:
    """What the form says itself about the field."""
    return {key: kwargs[key] for key in ("label", "help_text", "error_messages") if kwargs.get(key)}


def _without_limits(kwargs: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in kwargs.items() if key not in {"min_value", "max_value"}}


class YesNoField(forms.TypedChoiceField):
    """Yes or no, to be chosen: neither is the silent default."""

    def __init__(self, *, yes: str = "Có", no: str = "Không", **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"required": f"Chọn “{yes}” hoặc “{no}”."})
        super().__init__(choices=[("1", yes), ("0", no)], coerce=lambda value: value == "1", widget=forms.RadioSelect, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A stored answer as its choice."""
        return {True: "1", False: "0"}.get(value, value) if isinstance(value, bool) else value


class RowForm(OfficeModelForm):
    """A new row of a register; ``PARENT`` names the row on which it hangs. The service writes ``instance``."""

    PARENT: ClassVar[str] = ""

    class Meta(OfficeModelForm.Meta):
        formfield_callback = row_field

    def __init__(self, *args: Any, user: User, ward: Ward, parent: Kept | None = None, **kwargs: Any) -> None:
        fixed = {self.PARENT: parent} if self.PARENT else {}
        instance = self._meta.model(ward=ward, **fixed)
        super().__init__(*args, instance=instance, **kwargs)
        self.parent, self.user, self.ward = parent, user, ward
        for name in self.fields:
            field = self.fields[name]
            if isinstance(field, HouseholdField | PersonField):
                field.scope(user, ward.pk)
                self.initial[name] = field.named(self.initial.get(name))
        self.prepare()
        self.name_blanks()

    def prepare(self) -> None:
        """Choices that depend on the ward or the parent."""


class StepForm(VersionedForm):
    """A step of a row; the row is known to the form."""

    def __init__(self, *args: Any, row: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row, self.user = row, user
        self.prepare()
        self.name_blanks()

    def prepare(self) -> None:
        """Choices that depend on the row."""


class ReasonForm(VersionedForm):
    """Void a row."""

    reason = TextField(
        label="Lý do hủy", max_length=300, help_text="Dòng bị hủy không tính vào kết quả nữa nhưng vẫn lưu để đối chiếu.",
        error_messages={"required": "Ghi lý do hủy."},
    )  # fmt: skip


class RegisterFilter(OfficeForm):
    """Search, one choice of state, and whether voided rows are shown too."""

    q = TextField(label="Tìm", required=False, max_length=60)
    tinh_trang = forms.ChoiceField(label="Tình trạng", required=False)
    da_huy = forms.BooleanField(label="Cả dòng đã hủy", required=False)

    def __init__(self, *args: Any, search: str, states: Iterable[tuple[str, str]], state_label: str = "Tình trạng", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = search
        self.fields["tinh_trang"].label = state_label
        set_choices(self, "tinh_trang", states)

    @property
    def text(self) -> str:
        """What is searched for."""
        return str(self._values().get("q", ""))

    @property
    def state(self) -> str:
        """The chosen state; empty for the usual view."""
        return str(self._values().get("tinh_trang", ""))

    @property
    def with_voided(self) -> bool:
        """Whether voided rows are shown."""
        return bool(self._values().get("da_huy"))

    def _values(self) -> dict[str, Any]:
        return self.cleaned_data if self.is_valid() else {}
