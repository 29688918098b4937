"""Inputs of filter bars drawn by joining strings: a select of a dozen options costs a template per option otherwise."""

from html import escape
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString, mark_safe


def draw(field: BoundField) -> SafeString:
    """The same HTML as ``{{ field }}`` for text inputs, selects and check boxes; other widgets draw themselves."""
    widget = field.field.widget
    if type(widget) is forms.Select and not any(isinstance(label, list | tuple) for _, label in widget.choices):
        return _select(field, widget)
    if type(widget) in {forms.TextInput, forms.NumberInput}:
        value = widget.format_value(field.value())
        return mark_safe(f"<input {_attributes(field, type=widget.input_type, value=value)}>")
    return field.as_widget()


def _attributes(field: BoundField, **more: Any) -> str:
    attrs = {
        "name": field.html_name,
        "id": field.auto_id,
        **field.build_widget_attrs(dict(field.field.widget.attrs), field.field.widget),
        **more,
    }
    return " ".join(
        escape(name) if value is True else f'{escape(name)}="{escape(str(value))}"'
        for name, value in attrs.items()
        if value is not None and value is not False
    )


def _select(field: BoundField, widget: forms.Select) -> SafeString:
    chosen = {str(value) for value in widget.format_value(field.value())}
    options = "".join(
        f'<option value="{escape(str(value))}"{" selected" if str(value) in chosen else ""}>{escape(str(label))}</option>'
        for value, label in ((("" if value is None else value), label) for value, label in widget.choices)
    )
    return mark_safe(f"<select {_attributes(field)}>{options}</select>")
