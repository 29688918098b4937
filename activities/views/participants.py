"""Attendance, a pasted list, the list to sign, files of an activity."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from activities.forms.activity import PasteForm
from activities.forms.attendance import AttendanceForm, DayChoiceForm
from activities.models import Activity, ActivityFile
from activities.selectors.activities import activities
from activities.selectors.participation import days_marked, listed, present_on
from activities.services.participants import ListLine, attendance_mark, participant_add_list, preview_list
from activities.views.activities import keeps, when
from activities.views.catalogue import BOOK
from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission as P
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.documents.pdf import pdf_of
from camphucnam.documents.responses import download
from camphucnam.documents.words import letterhead
from camphucnam.files.responses import file_response
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from camphucnam.ui.idempotency import once
from camphucnam.ui.tables import Column, Empty, Table
from households.views.fetch import FormPage, saved


def _kept(request: OfficeRequest, pk: int) -> Activity:
    """An activity that the person keeps; 404 for the others."""
    row: Activity = get_object_or_404(activities(request.user, request.ward.pk), pk=pk)
    if not keeps(request, row):
        raise Http404
    return row


def _crumbs(row: Activity) -> list[tuple[str, str]]:
    return [BOOK.list_of(Activity), (row.title, BOOK.page_of(row))]


@needs(P.EDIT_PLAN, P.NOTE_PROGRESS)
@once
def attendance(request: OfficeRequest, pk: int) -> HttpResponse:
    """Who came on a day; usable with a thumb."""
    row = _kept(request, pk)
    asked = DayChoiceForm(request.GET)
    day = (asked.cleaned_data["ngay"] if asked.is_valid() else None) or row.to_on or timezone.localdate()
    people = listed(row).counting()
    initial = {"version": row.version, "on": day, "present": sorted(present_on(row, day))}
    form = AttendanceForm(request.POST or None, initial=initial, rows=people)
    if request.method == "POST" and form.is_valid():
        values, came = form.cleaned_data, []
        act = lambda: came.append(  # noqa: E731
            attendance_mark(row, values["on"], values["present"], version=values["version"], by=request.user)
        )
        if saved(form, act, row):
            messages.success(request, f"Đã điểm danh ngày {format_dmy(values['on'])}: {came[0]} người có mặt.")
            return redirect(BOOK.page_of(row))
    marked = days_marked(row)
    lead = f"Đã điểm danh: {', '.join(format_dmy(one) for one in marked)}." if marked else "Chưa điểm danh ngày nào."
    return FormPage(f"Điểm danh: {row.title}", "Ghi điểm danh", BOOK.page_of(row), _crumbs(row), lead).draw(request, form)


@needs(P.EDIT_PLAN, P.NOTE_PROGRESS)
@once
def add_list(request: OfficeRequest, pk: int) -> HttpResponse:
    """Paste codes, see what each line would do, then add."""
    row = _kept(request, pk)
    form = PasteForm(request.POST or None)
    lines: list[ListLine] = []
    if request.method == "POST" and form.is_valid():
        text, reason, added = form.cleaned_data["codes"], form.cleaned_data["override_reason"], []
        act = lambda: added.append(participant_add_list(row, text, reason, by=request.user))  # noqa: E731
        if "commit" in request.POST and saved(form, act):
            messages.success(request, f"Đã thêm {added[0]} người, hộ vào danh sách tham gia.")
            return redirect(BOOK.page_of(row))
        try:
            lines = preview_list(row, text, by=request.user)
        except DomainError as error:
            form.refuse(error)
    n_ready = sum(not line.problem or (line.needs_reason and bool(form.cleaned_data.get("override_reason"))) for line in lines)
    context = {"row": row, "form": form, "crumbs": _crumbs(row), "back": BOOK.page_of(row), "table": _preview(lines) if lines else None}
    return render(request, "activities/add_list.html", {**context, "n_ready": n_ready, "n_lines": len(lines)})


def _preview(lines: list[ListLine]) -> Table:
    columns = [
        Column("Mã", "text", css="nowrap"),
        Column("Người, hộ", "name"),
        Column("Kiểm tra", lambda line: line.problem or "Thêm được"),
    ]
    return Table(columns, lines, caption="Kiểm tra danh sách", empty=Empty("Chưa có dòng nào."))


@needs(P.EDIT_PLAN, P.NOTE_PROGRESS, P.VIEW_REGISTER)
def sheet(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """The list to sign on paper."""
    row = get_object_or_404(activities(request.user, request.ward.pk).counting(), pk=pk)
    people = list(listed(row).counting())
    day = row.from_on or row.planned_from_on
    profile = request.ward.profile_on(day)
    context: dict[str, Any] = {
        "row": row,
        "people": people,
        "when": when(row),
        "head": letterhead(profile, day, day.year),
        "is_demo": request.ward.is_demo,
    }
    content = pdf_of("activities/pdf/sheet.html", context, day)
    record(Action.LIST_EXPORTED, by=request.user, ward_id=request.ward.pk, target=row, viec="Danh sách ký tên", dong=len(people))
    return download(content, f"danh-sach-tham-gia-{row.pk}.pdf")


@needs(P.EDIT_PLAN, P.NOTE_PROGRESS, P.VIEW_REGISTER)
def activity_file(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """A photograph or paper of an activity that the person may read; a photograph may be shown on the page."""
    visible = ActivityFile.objects.visible_to(request.user).in_ward(request.ward.pk).counting()
    found = get_object_or_404(visible.select_related("file", "activity"), pk=pk)
    return file_response(found.file, inline="xem" in request.GET)
