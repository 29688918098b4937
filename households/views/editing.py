"""Add a household, change it, move it, change its head."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.numbers import parse_plain
from camphucnam.ui.idempotency import once
from households.forms.household import HeadForm, HouseholdForm, MoveForm, NewHouseholdForm, groups_for
from households.forms.member import RELATIONS, HeadFields, NewMemberRow, NewMemberRows, Summary, present_members
from households.services.household import household_add, household_change, household_move
from households.services.member import head_change
from households.views.fetch import FormPage, household_crumbs, household_of, household_url, saved

MAX_ROWS = 30


@needs(Permission.EDIT_REGISTER)
@once
def add(request: OfficeRequest) -> HttpResponse:
    """A household with its head and members, on one page."""
    form = NewHouseholdForm(request.POST or None)
    head = HeadFields(request.POST or None, prefix="head")
    rows = NewMemberRows(request.POST or None, prefix="rows")
    groups_for(form, request.ward.pk)
    if request.method == "POST" and all([form.is_valid(), head.is_valid(), rows.is_valid()]):
        added = []
        others = [data for data in (row.data_of() for row in rows) if data is not None]
        values = form.cleaned_data

        def act() -> None:
            people = [head.data_of(), *others]
            added.append(
                household_add(
                    request.ward, values["group"], form.data_of(), people, by=request.user, code=values["code"], since=values["since"]
                )
            )

        if saved(form, act):
            messages.success(request, f"Đã thêm hộ {added[0].code}. Ghi quyết định phân loại nếu hộ đã được công nhận.")
            return redirect(household_url(added[0]))
    context = {"form": form, "head": head, "rows": rows, "relations": RELATIONS, "summary": Summary.of(form, head, *rows)}
    return render(request, "households/add.html", context)


@needs(Permission.EDIT_REGISTER)
def member_row(request: OfficeRequest) -> HttpResponse:
    """One more empty line for members in the form of a new household."""
    asked = parse_plain(request.GET.get("rows-TOTAL_FORMS", ""))
    number = MAX_ROWS if asked is None else min(asked, MAX_ROWS)
    row = NewMemberRow(prefix=f"rows-{number}")
    return render(request, "households/member_row.html", {"row": row, "n_rows": number + 1, "full": number + 1 >= MAX_ROWS, "more": True})


@needs(Permission.EDIT_REGISTER)
@once
def change(request: OfficeRequest, code: str) -> HttpResponse:
    """Address, phone, marks and causes."""
    record = household_of(request, code)
    form = HouseholdForm(request.POST or None, initial=HouseholdForm.initial_of(record))
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        if saved(form, lambda: household_change(record, form.data_of(), version=version, by=request.user), record):
            messages.success(request, "Đã lưu thông tin hộ.")
            return redirect(household_url(record))
    page = FormPage(f"Sửa thông tin hộ {record.code}", "Lưu thông tin hộ", household_url(record), household_crumbs(record))
    return page.draw(request, form)


@needs(Permission.EDIT_REGISTER)
@once
def move(request: OfficeRequest, code: str) -> HttpResponse:
    """To another group of the ward, on a day."""
    record = household_of(request, code)
    form = MoveForm(request.POST or None, initial={"version": record.version})
    groups_for(form, record.ward_id, without=record.group_id)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        act = lambda: household_move(record, values["group"], on=values["on"], version=values["version"], by=request.user)  # noqa: E731
        if saved(form, act, record):
            messages.success(request, f"Đã chuyển hộ sang {values['group'].name} từ ngày {format_dmy(values['on'])}.")
            return redirect(household_url(record))
    lead = f"Hộ đang ở {record.group.name}. Biểu diễn biến sẽ ghi giảm ở tổ cũ, tăng ở tổ mới từ ngày chuyển."
    page = FormPage(f"Chuyển tổ hộ {record.code}", "Chuyển tổ", household_url(record), household_crumbs(record), lead)
    return page.draw(request, form)


@needs(Permission.EDIT_REGISTER)
@once
def change_head(request: OfficeRequest, code: str) -> HttpResponse:
    """Another member becomes head while the former stays."""
    record = household_of(request, code)
    form = HeadForm(request.POST or None, initial={"version": record.version})
    field: Any = form.fields["member"]
    field.queryset = present_members(record).filter(is_head=False)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        act = lambda: head_change(  # noqa: E731
            record, values["member"], old_relation=values["old_relation"], version=values["version"], by=request.user
        )
        if saved(form, act, record):
            messages.success(request, f"{values['member'].full_name} là chủ hộ mới. Kiểm tra lại quan hệ của các thành viên khác.")
            return redirect(household_url(record))
    lead = f"Chủ hộ hiện nay: {record.head_name}. Nếu chủ hộ đã chết hoặc chuyển đi thì dùng “Rời hộ” ở dòng của người đó."
    page = FormPage(f"Đổi chủ hộ {record.code}", "Đổi chủ hộ", household_url(record), household_crumbs(record), lead)
    return page.draw(request, form)
