"""Residential groups, the population figures of a day, and who leads which group."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.dates import format_dmy
from camphucnam.ui.idempotency import once
from households.forms.group import BaselineForm, GroupEndForm, GroupForm, NewGroupForm
from households.models import ResidentialGroup
from households.selectors.groups import baseline_days, baselines_on, groups_of
from households.services.baseline import baselines_record
from households.services.group import group_add, group_change, group_end
from households.views.fetch import Crumbs, FormPage, day_of, saved


def _crumbs() -> Crumbs:
    return [("Tổ dân phố", reverse("households:groups"))]


def _group_of(request: OfficeRequest, code: str) -> ResidentialGroup:
    return get_object_or_404(ResidentialGroup.objects.visible_to(request.user).in_ward(request.ward.pk), code=code)


@needs(Permission.VIEW_REGISTER)
def group_list(request: OfficeRequest) -> HttpResponse:
    """Every group in its printed order."""
    may_edit = request.user.may(Permission.EDIT_REGISTER, request.ward.pk)
    context = {"lines": groups_of(request.user, request.ward.pk), "may_edit": may_edit}
    return render(request, "households/groups.html", context)


@needs(Permission.EDIT_REGISTER)
@once
def add(request: OfficeRequest) -> HttpResponse:
    """A new group."""
    form = NewGroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and saved(form, lambda: group_add(request.ward, **form.cleaned_data, by=request.user)):
        messages.success(request, f"Đã thêm {form.cleaned_data['name']}.")
        return redirect("households:groups")
    return FormPage("Thêm tổ dân phố", "Thêm tổ", reverse("households:groups"), _crumbs()).draw(request, form)


@needs(Permission.EDIT_REGISTER)
@once
def change(request: OfficeRequest, code: str) -> HttpResponse:
    """Another name or another place in the printed order."""
    group = _group_of(request, code)
    form = GroupForm(request.POST or None, initial={"name": group.name, "sort_order": group.sort_order})
    if request.method == "POST" and form.is_valid() and saved(form, lambda: group_change(group, **form.cleaned_data, by=request.user)):
        messages.success(request, f"Đã lưu {group.name}.")
        return redirect("households:groups")
    lead = f"Mã tổ {group.code} không đổi. Báo cáo đã ban hành giữ tên cũ."
    return FormPage(f"Sửa {group.name}", "Lưu tổ", reverse("households:groups"), _crumbs(), lead).draw(request, form)


@needs(Permission.EDIT_REGISTER)
@once
def end(request: OfficeRequest, code: str) -> HttpResponse:
    """The group exists until the end of a day."""
    group = _group_of(request, code)
    form = GroupEndForm(request.POST or None)
    field: Any = form.fields["successor"]
    field.queryset = ResidentialGroup.objects.in_ward(request.ward.pk).filter(to_on__isnull=True).exclude(pk=group.pk)
    if request.method == "POST" and form.is_valid() and saved(form, lambda: group_end(group, **form.cleaned_data, by=request.user)):
        messages.success(request, f"{group.name} hoạt động đến hết {format_dmy(form.cleaned_data['to_on'])}.")
        return redirect("households:groups")
    lead = "Chuyển hết các hộ sang tổ khác trước. Số liệu các ngày trước vẫn được giữ theo tổ này."
    return FormPage(f"Kết thúc {group.name}", "Kết thúc tổ", reverse("households:groups"), _crumbs(), lead, danger=True).draw(request, form)


@needs(Permission.EDIT_REGISTER)
@once
def baseline(request: OfficeRequest) -> HttpResponse:
    """All households and persons living in each group on a day, saved together."""
    day = day_of(request)
    groups = list(
        ResidentialGroup.objects.visible_to(request.user).in_ward(request.ward.pk).standing_on(day).order_by("sort_order", "code")
    )
    form = BaselineForm(request.POST or None, groups=groups, initial=_initial(request, day))
    if request.method == "POST" and form.is_valid() and saved(form, lambda: _record(request, form)):
        return redirect(f"{reverse('households:baseline')}?ngay={format_dmy(form.cleaned_data['ngay'])}")
    context = {"form": form, "day": day, "days": baseline_days(request.ward.pk), "crumbs": _crumbs()}
    return render(request, "households/baseline.html", context)


def _initial(request: OfficeRequest, day: date) -> dict[str, object]:
    values: dict[str, object] = {"ngay": day}
    for group, row in baselines_on(request.ward.pk, day).items():
        values |= {f"h{group}": row.n_households, f"p{group}": row.n_persons, "source": row.source}
    return values


def _record(request: OfficeRequest, form: BaselineForm) -> None:
    values = form.cleaned_data
    changed = baselines_record(request.ward, values["ngay"], form.rows_of(), source=values["source"], by=request.user)
    messages.success(request, f"Đã ghi số liệu ngày {format_dmy(values['ngay'])}: {changed} tổ có thay đổi.")
