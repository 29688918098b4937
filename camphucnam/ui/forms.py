"""The base of every edit form: label above, hint under it, error under the field, a summary of errors on top."""

from collections.abc import Iterable
from typing import Any, cast

from crispy_forms.helper import FormHelper
from django import forms
from django.db import models
from django.db.models.fields import BLANK_CHOICE_DASH

from camphucnam.kernel.errors import DomainError
from camphucnam.ui.fields import DayField, TextField, WholeNumberField

ASKS, LEAVES = "Chọn", "Không chọn"
OPEN = (BLANK_CHOICE_DASH[0][1], ASKS, LEAVES)


class OfficeFormMixin(forms.BaseForm):
    """What every form of the office shares; drawn by ``{% include "components/form.html" with submit="Lưu" %}``."""

    error_css_class = "has-error"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        for field in self.fields.values():
            if isinstance(field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
                field.widget.attrs["class"] = "form-check-input"
            _say_missing(field)
        self.name_blanks()

    def name_blanks(self) -> None:
        """Say in words what an empty choice means; again after a form has changed which fields must be filled in."""
        for field in self.fields.values():
            _say_blank(field)

    @property
    def helper(self) -> FormHelper:
        """How crispy-forms draws this form: the component draws the form tag, the key and the summary itself."""
        helper = FormHelper(self)
        helper.form_tag = False
        helper.disable_csrf = True
        helper.form_show_errors = False
        helper.render_hidden_fields = True
        return helper

    def refuse(self, error: DomainError, field: str | None = None) -> None:
        """Show why a service refused, at ``field`` or on top."""
        self.add_error(field, error.message)

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """(id of the input or empty, label or empty, message) for the summary on top, in the order of the fields."""
        found = [("", "", str(message)) for message in self.errors.get("__all__", [])]
        for name in self.fields:
            bound = self[name]
            target = "" if bound.is_hidden else bound.id_for_label or f"div_{bound.auto_id}"
            found += [(target, str(bound.label), str(message)) for message in self.errors.get(name, [])]
        return found


def _say_blank(field: forms.Field) -> None:
    """Words in place of the framework's dashes: what an open choice asks for."""
    words = ASKS if field.required else LEAVES
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label in OPEN:
            field.empty_label = words
    elif isinstance(field, forms.ChoiceField):
        choices: list[tuple[Any, Any]] = list(cast("Iterable[tuple[Any, Any]]", field.choices))
        if choices and choices[0][0] == "" and choices[0][1] in OPEN:
            field.choices = [("", words), *choices[1:]]


def _say_missing(field: forms.Field) -> None:
    """What to do about an empty field, where the field has no words of its own for it."""
    if str(field.error_messages.get("required")) != str(forms.Field.default_error_messages["required"]):
        return
    if isinstance(field, forms.FileField):
        field.error_messages["required"] = "Chưa chọn tệp. Chọn một tệp để tải lên."
    elif isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        field.error_messages["required"] = "Chưa chọn. Chọn ít nhất một mục."
    elif isinstance(field, forms.ChoiceField):
        field.error_messages["required"] = "Chưa chọn. Chọn một mục."
    elif isinstance(field, WholeNumberField):
        field.error_messages["required"] = "Chưa có số. Nhập số."


class OfficeForm(OfficeFormMixin, forms.Form):
    """A plain form."""


class VersionedForm(OfficeForm):
    """An edit form that carries the version of the record it was opened on; pass ``initial={"version": record.version}``."""

    version = forms.IntegerField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}), min_value=0)

    def conflict(self, error: DomainError, version: int) -> None:
        """Somebody else was faster: keep what was typed, say so, and let a second, conscious sending through."""
        self.refuse(error)
        data: Any = self.data.copy()  # a QueryDict; its copy may be changed
        data[self.add_prefix("version")] = str(version)
        self.data = data


def set_choices(form: forms.BaseForm, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Choices that are known only when the form is made, in groups or not."""
    cast("forms.ChoiceField", form.fields[name]).choices = list(choices)


def office_field(field: models.Field, **kwargs: Any) -> forms.Field | None:
    """Form fields of models that read Vietnamese days and numbers; ``formfield_callback`` of OfficeModelForm."""
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        kwargs["form_class"] = DayField
    elif isinstance(field, models.IntegerField) and not field.choices:
        kwargs["form_class"] = WholeNumberField
    elif isinstance(field, models.CharField) and not field.choices and not isinstance(field, models.EmailField | models.URLField):
        kwargs["form_class"] = TextField
    return field.formfield(**kwargs)


class OfficeModelForm(OfficeFormMixin, forms.ModelForm):
    """A form made from a model. It validates; a service writes (never call ``save``)."""

    class Meta:
        formfield_callback = office_field
