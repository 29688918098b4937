"""Add a row, take its next step, void it: one view each for every table of the registers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.ui.idempotency import once
from households.views.fetch import FormPage, saved
from livelihoods.services.voiding import void_with_parts
from livelihoods.views.addresses import KINDS, page_of, root_name
from livelihoods.views.catalogue import ADDITIONS, STEPS, list_of
from programs.policies import can_work
from registers.forms import ReasonForm, RowForm
from registers.models import Kept

Crumbs = list[tuple[str, str]]


def _table(request: OfficeRequest, word: str) -> type[Kept]:
    """The table behind a word of the address; 404 for an unknown one and for whoever does not keep the register."""
    found = KINDS.get(word)
    if found is None or not can_work(request.user, request.ward.pk, *found.CODES):
        raise Http404
    return found


def _row(request: OfficeRequest, table: type[Kept], pk: int) -> Any:
    return get_object_or_404(table.objects.visible_to(request.user).in_ward(request.ward.pk), pk=pk)


def _crumbs(row: Kept) -> Crumbs:
    return [list_of(type(row)), (root_name(row), page_of(row))]


@needs(Permission.EDIT_PLAN, Permission.NOTE_PROGRESS)
@once
def add(request: OfficeRequest, word: str) -> HttpResponse:
    """A new row that hangs on no other."""
    table = _table(request, word)
    if table not in ADDITIONS or ADDITIONS[table].form.PARENT:
        raise Http404
    label, url = list_of(table)
    return _add(request, table, None, url, [(label, url)])


@needs(Permission.EDIT_PLAN, Permission.NOTE_PROGRESS)
@once
def add_to(request: OfficeRequest, word: str, pk: int) -> HttpResponse:
    """A new row of a record."""
    table = _table(request, word)
    if table not in ADDITIONS or not ADDITIONS[table].form.PARENT:
        raise Http404
    parent_table: Any = table._meta.get_field(ADDITIONS[table].form.PARENT).related_model
    parent = _row(request, parent_table, pk)
    return _add(request, table, parent, page_of(parent), _crumbs(parent))


def _add(request: OfficeRequest, table: type[Kept], parent: Kept | None, back: str, crumbs: Crumbs) -> HttpResponse:
    wanted = ADDITIONS[table]
    today = timezone.localdate()
    initial = dict.fromkeys(wanted.today, today)
    form: RowForm = wanted.form(request.POST or None, initial=initial, user=request.user, ward=request.ward, parent=parent)
    if request.method == "POST" and form.is_valid() and saved(form, lambda: wanted.save(form.instance, by=request.user)):
        messages.success(request, wanted.done)
        return redirect(page_of(form.instance))
    return FormPage(wanted.heading, wanted.submit, back, crumbs, wanted.lead).draw(request, form)


@needs(Permission.EDIT_PLAN, Permission.NOTE_PROGRESS)
@once
def step(request: OfficeRequest, word: str, pk: int) -> HttpResponse:
    """The next step of a row."""
    table = _table(request, word)
    if table not in STEPS:
        raise Http404
    row, wanted = _row(request, table, pk), STEPS[table]
    if wanted.refused(row):
        messages.info(request, wanted.refused(row))
        return redirect(page_of(row))
    form = wanted.form(request.POST or None, initial={"version": row.version, "on": timezone.localdate()}, row=row)
    if request.method == "POST" and form.is_valid() and saved(form, lambda: wanted.act(row, dict(form.cleaned_data), request.user), row):
        messages.success(request, wanted.done)
        return redirect(page_of(row))
    return FormPage(wanted.heading, wanted.submit, page_of(row), _crumbs(row), str(row)).draw(request, form)


@needs(Permission.EDIT_PLAN, Permission.NOTE_PROGRESS)
@once
def void(request: OfficeRequest, word: str, pk: int) -> HttpResponse:
    """The row no longer counts."""
    table = _table(request, word)
    row = _row(request, table, pk)
    form = ReasonForm(request.POST or None, initial={"version": row.version})
    if (
        request.method == "POST"
        and form.is_valid()
        and saved(form, lambda: void_with_parts(row, **form.cleaned_data, by=request.user), row)
    ):
        messages.success(request, f"Đã hủy: {table.WORD.lower()}.")
        return redirect(page_of(row))
    page = FormPage(f"Hủy {table.WORD.lower()}", "Hủy dòng này", page_of(row), _crumbs(row), str(row), danger=True)
    return page.draw(request, form)
