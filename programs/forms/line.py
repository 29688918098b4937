"""What the forms of the plan editor share."""

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.db.models import QuerySet

from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.text import clean
from camphucnam.ui.fields import WholeNumberField
from camphucnam.ui.forms import OfficeModelForm, office_field
from programs.models import Plan

LONG = 120


class ParagraphsField(forms.CharField):
    """Paragraphs typed one a line; empty lines between them do not count."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Các đoạn")
        kwargs.setdefault("help_text", "Mỗi đoạn một dòng.")
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 8}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Stored paragraphs as text."""
        return "\n\n".join(item["text"] for item in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]  # one text becomes a list of paragraphs
        """The paragraphs."""
        lines = (clean(line) for line in (super().to_python(value) or "").splitlines())
        return [line for line in lines if line]


def line_field(field: Any, **kwargs: Any) -> forms.Field | None:
    """Long texts on several lines; the office's fields for the rest."""
    if isinstance(field, models.TextField):
        kwargs["widget"] = forms.Textarea(attrs={"rows": 4})
    if isinstance(field, models.ForeignKey):
        return field.formfield(empty_label="Chọn", **kwargs)
    if (getattr(field, "max_length", None) or 0) > LONG and not field.choices:
        kwargs["widget"] = forms.Textarea(attrs={"rows": 2})
    return office_field(field, **kwargs)


class LineForm(OfficeModelForm):
    """A line of a draft. ``STARTS`` are fields that only a new line has, ``ASKED`` those that must be filled in."""

    STARTS: ClassVar[tuple[str, ...]] = ()
    ASKED: ClassVar[tuple[str, ...]] = ()

    version = forms.IntegerField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}), required=False)
    order = WholeNumberField(label="Thứ tự in", required=False, min_value=1, max_value=999, help_text="Để trống: xếp cuối.")

    class Meta(OfficeModelForm.Meta):
        formfield_callback = line_field

    def __init__(self, *args: Any, plan: Plan, under: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan, self.under = plan, under
        if self.instance.pk:
            for name in self.STARTS:
                del self.fields[name]
        self.order_fields([name for name in self.fields if name not in {"order", "version"}] + ["order", "version"])
        for name in self.ASKED:
            if name in self.fields:
                self.fields[name].required = True
        self.prepare()
        self.name_blanks()

    def prepare(self) -> None:
        """Choices that depend on the plan."""

    def choose(self, name: str, rows: QuerySet[Any], mark: str) -> None:
        """Offer these rows; ``under`` (mark and key) chooses one beforehand."""
        field = self.fields.get(name)
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = rows
            if self.under.startswith(mark) and self.under[1:].isdecimal():
                field.initial = int(self.under[1:])

    def _post_clean(self) -> None:
        """The service writes and asks the constraints; the instance stays as it was read."""

    def values(self) -> dict[str, Any]:
        """What the service takes; an empty order means the last place."""
        found = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        if found.get("order") is None:
            found.pop("order", None)
        return found

    def conflict(self, error: DomainError, stamp: int) -> None:
        """Somebody else was faster: keep what was typed and let a second, conscious sending through."""
        self.refuse(error)
        data: Any = self.data.copy()
        data[self.add_prefix("version")] = str(stamp)
        self.data = data
