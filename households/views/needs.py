"""Needs of a household: told, met, no longer there, recorded by mistake."""

from collections.abc import Callable, Iterable, Iterator

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.dates import format_dmy
from camphucnam.ui.forms import OfficeForm
from camphucnam.ui.idempotency import once
from households.forms.member import present_members
from households.forms.needs import ExpressForm, MeetForm, MistakeForm, WithdrawForm
from households.models import Need
from households.registry import answered_by
from households.rules.needs import NeedKind, hidden_kinds
from households.services.needs import NeedData, need_meet, need_mistaken, need_withdraw, needs_express
from households.views.facts import base_of
from households.views.fetch import FormPage, household_crumbs, household_of, household_url, saved

TAB = "nhu-cau"


@needs(Permission.EDIT_REGISTER, Permission.VIEW_OWN_GROUP)
@once
def express(request: OfficeRequest, code: str) -> HttpResponse:
    """Several needs at once. What is open already stays as it is."""
    household = household_of(request, code)
    form = ExpressForm(request.POST or None, people=list(present_members(household)))
    if request.method == "POST" and form.is_valid():
        new: list[Need] = []
        if saved(form, lambda: new.extend(needs_express(household, form.data_of(), by=request.user))):
            for words in _recorded(form.data_of(), new, hidden_kinds(answered_by(request.user, request.ward.pk))):
                messages.success(request, words)
            return redirect(household_url(household, tab=TAB))
    context = {
        "form": form,
        "household": household,
        "heading": "Ghi nhu cầu",
        "back": household_url(household, tab=TAB),
        "base_template": base_of(request),
        "crumbs": household_crumbs(household),
    }
    return render(request, "households/need_form.html", context)


def _recorded(entries: Iterable[NeedData], new: Iterable[Need], hidden: frozenset[NeedKind]) -> Iterator[str]:
    """What was done. Of a confidential need nobody but those who answer it learns whether somebody had recorded it before."""
    ticked, n_new = [data.kind for data in entries], sum(need.kind not in hidden for need in new)
    if n_new:
        yield f"Đã ghi {n_new} nhu cầu."
    elif any(kind not in hidden for kind in ticked):
        yield "Các nhu cầu này đã ghi trước đó và chưa được đáp ứng."
    for kind in hidden.intersection(ticked):
        yield f"Nhu cầu {kind.label.lower()} đã chuyển người giữ sổ; chỉ người đó xem tiếp được."


def _need(request: OfficeRequest, code: str, pk: int) -> Need:
    household = household_of(request, code)
    told = Need.objects.filter(household=household).told_to(answered_by(request.user, request.ward.pk))
    need = get_object_or_404(told.select_related("member"), pk=pk)
    need.household = household
    return need


def _step(request: OfficeRequest, need: Need, form: OfficeForm, act: Callable[[], object], page: FormPage, done: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and saved(form, act):
        messages.success(request, done)
        return redirect(page.back)
    return page.draw(request, form)


def _around(need: Need, heading: str, submit: str, *, danger: bool = False) -> FormPage:
    who = need.member.full_name if need.member else f"Hộ {need.household.head_name}"
    lead = f"{who}: {NeedKind.label_of(need.kind).lower()}, nêu ngày {format_dmy(need.expressed_on)}."
    back = household_url(need.household, tab=TAB)
    return FormPage(heading, submit, back, household_crumbs(need.household), lead, danger=danger)


@needs(Permission.EDIT_REGISTER)
@once
def meet(request: OfficeRequest, code: str, pk: int) -> HttpResponse:
    """When and by what it was met."""
    need, form = _need(request, code, pk), MeetForm(request.POST or None)
    act = lambda: need_meet(need, form.cleaned_data["on"], form.cleaned_data["met_by"], by=request.user)  # noqa: E731
    return _step(request, need, form, act, _around(need, "Nhu cầu đã được đáp ứng", "Ghi đã đáp ứng"), "Đã ghi nhu cầu được đáp ứng.")


@needs(Permission.EDIT_REGISTER)
@once
def withdraw(request: OfficeRequest, code: str, pk: int) -> HttpResponse:
    """Since when it is no longer there, and why."""
    need, form = _need(request, code, pk), WithdrawForm(request.POST or None)
    act = lambda: need_withdraw(need, form.cleaned_data["on"], form.cleaned_data["reason"], by=request.user)  # noqa: E731
    return _step(request, need, form, act, _around(need, "Không còn nhu cầu", "Ghi không còn nhu cầu"), "Đã ghi không còn nhu cầu.")


@needs(Permission.EDIT_REGISTER)
@once
def mistaken(request: OfficeRequest, code: str, pk: int) -> HttpResponse:
    """It was never told."""
    need, form = _need(request, code, pk), MistakeForm(request.POST or None)
    act = lambda: need_mistaken(need, form.cleaned_data["reason"], by=request.user)  # noqa: E731
    page = _around(need, "Nhu cầu ghi nhầm", "Ghi là ghi nhầm", danger=True)
    return _step(request, need, form, act, page, "Đã đánh dấu ghi nhầm. Dòng này không tính vào kỳ nào.")
