"""Changing targets while the plan of their year is a draft."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.ui.idempotency import once
from households.views.fetch import FormPage, saved
from indicators.forms.target import StampedForm, TargetForm
from indicators.models import Target
from indicators.policies import can_change
from indicators.selectors.targets import target_stamp
from indicators.services.target import target_change, target_retire

LEAD = "Sửa được khi kế hoạch của năm còn là dự thảo. Cách đo không đổi ở đây."


def _target(request: OfficeRequest, year: int, code: str) -> Target:
    rows = Target.objects.visible_to(request.user).in_ward(request.ward.pk).current().select_related("indicator", "ward")
    target: Target = get_object_or_404(rows, year=year, code=code)
    if not can_change(request.user, target):
        raise Http404
    return target


@needs(Permission.EDIT_PLAN)
@once
def change(request: OfficeRequest, year: int, code: str) -> HttpResponse:
    """New words and numbers of a target."""
    target = _target(request, year, code)
    page = reverse("indicators:target", args=[year, code])
    form = TargetForm(request.POST or None, target=target)
    if (
        request.method == "POST"
        and form.is_valid()
        and saved(form, lambda: target_change(target, form.data_of(), stamp=form.cleaned_data["stamp"], by=request.user))
    ):
        messages.success(request, f"Đã sửa chỉ tiêu {code}.")
        return redirect(page)
    return FormPage(f"Sửa chỉ tiêu {code} năm {year}", "Lưu chỉ tiêu", page, _crumbs(target), LEAD).draw(request, form)


@needs(Permission.EDIT_PLAN)
@once
def retire(request: OfficeRequest, year: int, code: str) -> HttpResponse:
    """The year no longer wants it."""
    target = _target(request, year, code)
    page = reverse("indicators:target", args=[year, code])
    form = StampedForm(request.POST or None, initial={"stamp": target_stamp(target)})
    if (
        request.method == "POST"
        and form.is_valid()
        and saved(form, lambda: target_retire(target, stamp=form.cleaned_data["stamp"], by=request.user))
    ):
        messages.success(request, f"Đã bỏ chỉ tiêu {code} khỏi năm {year}.")
        return redirect(reverse("indicators:targets"))
    lead = f"{target.name}. Số liệu đã nhập vẫn được giữ."
    return FormPage(f"Bỏ chỉ tiêu {code} năm {year}", "Bỏ chỉ tiêu", page, _crumbs(target), lead, danger=True).draw(request, form)


def _crumbs(target: Target) -> list[tuple[str, str]]:
    return [(f"{target.code} {target.short_name}", reverse("indicators:target", args=[target.year, target.code]))]
