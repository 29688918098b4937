"""Entering figures that the register does not hold."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from camphucnam.ui.idempotency import once
from camphucnam.ui.tables import Column, Empty, Table
from indicators.forms.observation import ObservationForm, WithdrawForm
from indicators.models import Observation, Target
from indicators.policies import can_record, entered_parts
from indicators.selectors.targets import entries_of, standing
from indicators.services.observation import observation_record, observation_withdraw


@needs(Permission.EDIT_PLAN, Permission.NOTE_PROGRESS)
@once
def enter(request: OfficeRequest, year: int, code: str) -> HttpResponse:
    """Enter the figures of a target as of a day."""
    mine = standing(Target.objects.recordable_by(request.user).in_ward(request.ward.pk)).select_related("indicator", "ward")
    target = get_object_or_404(mine, year=year, code=code)
    if not can_record(request.user, target):
        raise Http404
    today = timezone.localdate()
    form = ObservationForm(request.POST or None, target=target, today=today, initial={"on": today if today.year == year else None})
    page = reverse("indicators:target", args=[year, code])
    if request.method == "POST" and form.is_valid():
        try:
            entry = observation_record(target, form.data_of(), by=request.user)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, f"Đã ghi số liệu đến ngày {format_dmy(entry.on)} của chỉ tiêu {target.code}.")
            return redirect(f"{page}?ngay={format_dmy(entry.on)}")
    return render(request, "indicators/enter.html", {"form": form, "target": target, "back": page, "crumbs": _crumbs(target)})


@needs(Permission.EDIT_PLAN, Permission.NOTE_PROGRESS)
@once
def withdraw(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take an entry out of the figures, with a reason."""
    mine = Observation.objects.recordable_by(request.user).in_ward(request.ward.pk).select_related("target__indicator", "agency")
    entry = get_object_or_404(mine, pk=pk)
    page = reverse("indicators:target", args=[entry.target.year, entry.target.code])
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            observation_withdraw(entry, reason=form.cleaned_data["reason"], by=request.user)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, f"Đã rút số liệu đến ngày {format_dmy(entry.on)} của chỉ tiêu {entry.target.code}.")
            return redirect(f"{page}?ngay={format_dmy(entry.on)}")
    return render(request, "indicators/withdraw.html", {"form": form, "entry": entry, "back": page, "crumbs": _crumbs(entry.target)})


def _crumbs(target: Target) -> list[tuple[str, str]]:
    return [(f"{target.code} {target.short_name}", reverse("indicators:target", args=[target.year, target.code]))]


@needs(Permission.EDIT_PLAN, Permission.NOTE_PROGRESS)
def own_targets(request: OfficeRequest) -> HttpResponse:
    """Targets whose figures the person enters, the newest year first; a fragment when another page asks for it."""
    mine = standing(Target.objects.recordable_by(request.user).in_ward(request.ward.pk))
    targets = [target for target in mine if any(entered_parts(target))]
    if request.htmx and not targets:
        return HttpResponse()
    year = max((target.year for target in targets), default=0)
    shown = [target for target in targets if target.year == year]
    entries = entries_of(shown)
    columns = [
        Column("Mã", "code"),
        Column("Chỉ tiêu", "short_name"),
        Column("Số liệu gần nhất", lambda target: _newest(entries[target.pk])),
    ]
    table = Table(
        columns,
        shown,
        caption="Chỉ tiêu do chúng tôi nhập số liệu",
        row_url=lambda target: reverse("indicators:target", args=[target.year, target.code]),
        link=1,
        empty=Empty("Không có chỉ tiêu nào do đơn vị của bạn nhập số liệu."),
    )
    name = "indicators/own_targets_slot.html" if request.htmx else "indicators/own_targets.html"
    return render(request, name, {"table": table, "year": year})


def _newest(entries: list[Observation]) -> str:
    return f"đến ngày {format_dmy(entries[0].on)}" if entries else "Chưa có số liệu"
