"""Add a row, take a step, void it: one view each for every table of a book."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from camphucnam.accounts.decorators import View, needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.text import inside
from camphucnam.ui.idempotency import once
from households.views.fetch import FormPage, saved
from programs.policies import can_work
from registers.forms import ReasonForm, RowForm
from registers.models import Kept
from registers.services.keeping import void as void_row
from registers.views.book import Book

Crumbs = list[tuple[str, str]]
ABOUT, LONGEST = "cho", 60


@dataclass(frozen=True, slots=True)
class Entries:
    """The four views of a book, for its addresses."""

    add: View
    add_to: View
    step: View
    void: View


@dataclass(frozen=True, slots=True)
class _Writer:
    book: Book

    def table(self, request: OfficeRequest, word: str) -> type[Kept]:
        """The table behind a word of the address; 404 for an unknown one and for whoever does not keep the register."""
        found = self.book.kinds.get(word)
        if found is None or (found.CODES and not can_work(request.user, request.ward.pk, *found.CODES)):
            raise Http404
        return found

    def row(self, request: OfficeRequest, table: type[Kept], pk: int) -> Any:
        """A row that the person keeps; 404 for the others."""
        row = get_object_or_404(table.objects.visible_to(request.user).in_ward(request.ward.pk), pk=pk)
        if not can_work(request.user, request.ward.pk, *row.codes):
            raise Http404
        return row

    def crumbs(self, row: Kept) -> Crumbs:
        """The way back from a form about a row."""
        return [self.book.list_of(type(row)), (str(row), self.book.page_of(row))]

    def add(self, request: OfficeRequest, table: type[Kept], parent: Kept | None, back: str, crumbs: Crumbs) -> HttpResponse:
        """The form for a new row, and its writing."""
        wanted = self.book.additions[table]
        initial: dict[str, Any] = dict.fromkeys(wanted.today, timezone.localdate())
        if wanted.about:
            initial[wanted.about] = request.GET.get(ABOUT, "")[:LONGEST]
        form: RowForm = wanted.form(
            request.POST or None, request.FILES or None, initial=initial, user=request.user, ward=request.ward, parent=parent
        )
        if request.method == "POST" and form.is_valid() and saved(form, lambda: wanted.save(form, request.user)):
            messages.success(request, wanted.done)
            return redirect(self.book.page_of(form.instance))
        return FormPage(wanted.heading, wanted.submit, back, crumbs, wanted.lead).draw(request, form)

    def new(self, request: OfficeRequest, word: str) -> HttpResponse:
        """A new row that hangs on no other."""
        table = self.table(request, word)
        if table not in self.book.additions or self.book.additions[table].form.PARENT:
            raise Http404
        label, url = self.book.list_of(table)
        return self.add(request, table, None, url, [(label, url)])

    def new_part(self, request: OfficeRequest, word: str, pk: int) -> HttpResponse:
        """A new row of a record."""
        table = self.table(request, word)
        if table not in self.book.additions or not self.book.additions[table].form.PARENT:
            raise Http404
        parent_table: Any = table._meta.get_field(self.book.additions[table].form.PARENT).related_model
        parent = self.row(request, parent_table, pk)
        return self.add(request, table, parent, self.book.page_of(parent), self.crumbs(parent))

    def step(self, request: OfficeRequest, word: str, pk: int, step: str) -> HttpResponse:
        """A step of a row."""
        table = self.table(request, word)
        wanted = self.book.steps.get(table, {}).get(step)
        if wanted is None:
            raise Http404
        row = self.row(request, table, pk)
        if wanted.refused(row):
            messages.info(request, wanted.refused(row))
            return redirect(self.book.page_of(row))
        initial = {"version": row.version, "on": timezone.localdate()}
        form = wanted.form(request.POST or None, initial=initial, row=row, user=request.user)
        if (
            request.method == "POST"
            and form.is_valid()
            and saved(form, lambda: wanted.act(row, dict(form.cleaned_data), request.user), row)
        ):
            messages.success(request, wanted.done)
            return redirect(self.book.page_of(row))
        lead = f"{row}. {wanted.lead}" if wanted.lead else str(row)
        page = FormPage(wanted.heading, wanted.submit, self.book.page_of(row), self.crumbs(row), lead, danger=wanted.danger)
        return page.draw(request, form)

    def void(self, request: OfficeRequest, word: str, pk: int) -> HttpResponse:
        """The row no longer counts."""
        table = self.table(request, word)
        row = self.row(request, table, pk)
        form = ReasonForm(request.POST or None, initial={"version": row.version})
        act = self.book.voids.get(table, void_row)
        if request.method == "POST" and form.is_valid() and saved(form, lambda: act(row, **form.cleaned_data, by=request.user), row):
            messages.success(request, f"Đã hủy: {inside(table.WORD)}.")
            return redirect(self.book.page_of(row))
        page = FormPage(f"Hủy {inside(table.WORD)}", "Hủy dòng này", self.book.page_of(row), self.crumbs(row), str(row), danger=True)
        return page.draw(request, form)


def _keepers(view: Callable[..., HttpResponse]) -> View:
    return needs(Permission.EDIT_PLAN, Permission.NOTE_PROGRESS)(once(view))


def entries_of(book: Book) -> Entries:
    """The views of a book."""
    writer = _Writer(book)
    return Entries(_keepers(writer.new), _keepers(writer.new_part), _keepers(writer.step), _keepers(writer.void))
