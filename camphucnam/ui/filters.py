"""The filter bar above a list: search first, few filters visible, chips for what is set."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.safestring import SafeString

from camphucnam.kernel.dates import format_dmy
from camphucnam.ui.controls import draw
from camphucnam.ui.pagination import PARAMETER
from camphucnam.ui.tables import SORT_PARAMETER


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter that is set, and the address without it."""

    label: str
    value: str
    url: str


class FilterField:
    """One field of the bar: drawn quickly, but like the bound field it wraps."""

    def __init__(self, bound: BoundField) -> None:
        self.label, self.id_for_label, self.auto_id, self.errors = bound.label, bound.id_for_label, bound.auto_id, bound.errors
        self.name = bound.html_name
        self._bound = bound

    def __html__(self) -> SafeString:
        return draw(self._bound)

    __str__ = __html__


class Filters:
    """A plain or django-filter form drawn as a bar by ``{% include "components/filters.html" %}``.

    ``folded`` names fields that stay behind "Thêm điều kiện lọc". The order of the list is kept, and what ``keep`` names beside it, which
    is no filter (the year of the plan); the page is not.
    """

    def __init__(
        self, form: forms.Form, query: QueryDict, *, folded: Sequence[str] = (), searches: bool = True, keep: Sequence[str] = ()
    ) -> None:
        self.form, self.searches, self._query = form, searches, query
        for name in form.fields:
            widget = form.fields[name].widget
            select = isinstance(widget, forms.Select)
            css = "form-check-input" if isinstance(widget, forms.CheckboxInput) else "form-select" if select else "form-control"
            widget.attrs["class"] = css
        self.visible = [FilterField(form[name]) for name in form.fields if name not in folded]
        self.folded = [FilterField(form[name]) for name in form.fields if name in folded]
        self.folded_in_use = any(query.get(name) for name in folded)
        self.kept = [(name, query[name]) for name in (SORT_PARAMETER, *keep) if query.get(name)]
        self.cleared = f"?{urlencode([(name, value) for name, value in self.kept if name in keep])}"

    @property
    def in_use(self) -> bool:
        """Whether a filter besides the search is set, or one was typed wrongly: then the bar stays open on a phone."""
        return any(field.errors or self._query.get(field.name) for field in [*self.visible[self.searches :], *self.folded])

    @cached_property
    def chips(self) -> list[Chip]:
        """Filters that are set to something valid."""
        self.form.is_valid()
        values = getattr(self.form, "cleaned_data", {})
        return [
            Chip(str(self.form.fields[name].label or name), self._shown(name, value), self._without(name))
            for name, value in values.items()
            if name in self.form.fields and value not in (None, "", False, []) and self._query.get(name)
        ]

    def _shown(self, name: str, value: Any) -> str:
        choices = getattr(self.form.fields[name], "choices", None)
        if value is True:
            return "có"
        if choices is not None and not hasattr(value, "pk"):
            return str(dict(choices).get(value, dict(choices).get(str(value), value)))
        return format_dmy(value) if hasattr(value, "year") else str(value)

    def _without(self, name: str) -> str:
        query = self._query.copy()
        query.pop(name, None)
        query.pop(PARAMETER, None)
        return f"?{query.urlencode()}"
