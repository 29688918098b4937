"""A book of registers: which tables it holds, where their rows are shown, what can be added, which steps follow.

Every application that keeps registers has a book of its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.urls import reverse

from camphucnam.accounts.models import User
from camphucnam.ui.navigation import url_of
from registers.forms import RowForm
from registers.models import Kept


@dataclass(frozen=True, slots=True)
class Addition:
    """A form for a new row and the verb that writes it (``save(form, by)``); ``today`` names days that begin with today, ``about``
    the person or household that ``?cho=`` of the address fills in."""

    form: type[RowForm]
    save: Callable[[Any, User], object]
    heading: str
    submit: str
    done: str
    today: tuple[str, ...] = ()
    lead: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A form for a step of a row and the verb that takes it; ``refused`` says why there is none now. ``second`` marks a step that
    is not the usual next one; ``lead`` says what it does where the fields do not."""

    form: Callable[..., Any]
    act: Callable[[Any, dict[str, Any], User], object]
    heading: str
    submit: str
    done: str
    refused: Callable[[Any], str] = lambda row: ""
    second: bool = False
    danger: bool = False
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """``kinds``: word of the address → table; ``pages``: table → name of its page; ``roots``: names of the parents whose page
    shows the other tables; ``lists``: table → (label, name of its list); ``steps``: table → word of the step → step; ``voids``: verbs
    for tables whose voiding takes more with it than the row."""

    namespace: str
    kinds: Mapping[str, type[Kept]]
    pages: Mapping[type[Model], str]
    roots: tuple[str, ...]
    lists: Mapping[type[Kept], tuple[str, str]]
    additions: Mapping[type[Kept], Addition]
    steps: Mapping[type[Kept], Mapping[str, Step]] = field(default_factory=dict)
    voids: Mapping[type[Kept], Callable[..., object]] = field(default_factory=dict)

    def word(self, table: type[Kept]) -> str:
        """The word of a table in addresses."""
        return next(word for word, found in self.kinds.items() if found is table)

    def page_of(self, row: Kept) -> str:
        """Address of the page that shows the row; the list where it has none."""
        table = type(row)
        if table in self.pages:
            return reverse(self.pages[table], args=[row.pk])
        name = next((name for name in self.roots if hasattr(row, f"{name}_id")), "")
        if not name:
            return url_of(self.lists[table][1])
        parent: Any = table._meta.get_field(name).related_model
        if parent in self.pages:
            return reverse(self.pages[parent], args=[getattr(row, f"{name}_id")])
        return self.page_of(getattr(row, name))

    def list_of(self, table: type[Kept]) -> tuple[str, str]:
        """(label, address) of the list of a table, or of the table on which it hangs."""
        while table not in self.lists:
            name = next(name for name in self.roots if hasattr(table, f"{name}_id"))
            parent: Any = table._meta.get_field(name).related_model
            table = parent
        label, url_name = self.lists[table]
        return label, url_of(url_name)

    def add_url(self, table: type[Kept], parent: Kept | None = None) -> str:
        """Address of the form for a new row, on a parent where the table has one."""
        word = self.word(table)
        return reverse(f"{self.namespace}:add_to", args=[word, parent.pk]) if parent else reverse(f"{self.namespace}:add", args=[word])

    def step_url(self, row: Kept, step: str) -> str:
        """Address of a step."""
        return reverse(f"{self.namespace}:step", args=[self.word(type(row)), row.pk, step])

    def void_url(self, row: Kept) -> str:
        """Address of voiding."""
        return reverse(f"{self.namespace}:void", args=[self.word(type(row)), row.pk])

    def open_steps(self, row: Kept) -> list[tuple[str, str, bool]]:
        """(submit word, address, whether second) of the steps that can be taken now."""
        found = self.steps.get(type(row), {})
        return [(step.submit, self.step_url(row, name), step.second) for name, step in found.items() if not step.refused(row)]
