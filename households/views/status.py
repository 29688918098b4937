"""Decisions, departures, corrections and assessment sheets of one household."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.dates import format_dmy, parse_dmy
from camphucnam.kernel.errors import DomainError
from camphucnam.ui.idempotency import once
from households.forms.member import present_members
from households.forms.status import AssessmentForm, CorrectionForm, DecisionForm, DepartureForm
from households.models import Household, StatusPeriod
from households.rules.classes import Departure, HouseholdClass, Opening
from households.rules.standards import standard_for_decision
from households.rules.transitions import Step
from households.selectors.explanation import verdict_of_marks
from households.selectors.standing import Standing, standing_on
from households.selectors.suggestions import suggestions_for
from households.services.assessment import assessment_record, verdict_of
from households.services.guarded_status import DecisionPreview, correction_record, decision_preview, decision_record, departure_record
from households.views.fetch import FormPage, household_crumbs, household_of, household_url, saved

CONFIRM = "da_kiem_tra"


@needs(Permission.EDIT_REGISTER)
@once
def decide(request: OfficeRequest, code: str) -> HttpResponse:
    """First what the decision will do, then writing it."""
    household = household_of(request, code)
    form = DecisionForm(request.POST or None, initial={"version": household.version})
    preview: DecisionPreview | None = None
    if request.method == "POST" and form.is_valid():
        preview = _preview(household, form)
        if preview is not None and request.POST.get(CONFIRM) and saved(form, lambda: _decide(request, household, form), household):
            messages.success(request, f"Đã ghi quyết định số {form.cleaned_data['number']}.")
            return redirect(household_url(household))
    standing = standing_on(household.pk, timezone.localdate())
    context = {
        "form": form,
        "household": household,
        "preview": preview,
        "standing": standing,
        "crumbs": household_crumbs(household),
        "computed": _computed(form, preview, standing),
        "renews": preview is not None and preview.transition.step is Step.RENEW,
        "back": household_url(household),
    }
    return render(request, "households/decide.html", context)


def _preview(household: Household, form: DecisionForm) -> DecisionPreview | None:
    """What the decision would do; a refusal goes into the form."""
    try:
        preview = decision_preview(household, form.chosen_class, form.data_of(), form.chosen_opening)
    except DomainError as error:
        form.refuse(error)
        return None
    suggested = preview.transition.opened_as
    if form.chosen_opening not in (None, suggested) and not form.cleaned_data["opening_reason"]:
        label = suggested.label if suggested else "không có diễn biến"
        form.add_error("opening_reason", f"Gợi ý của hệ thống là “{label}”. Ghi rõ lý do chọn khác.")
        return None
    if preview.transition.step is Step.NOTHING:
        form.add_error(None, "Quyết định này đã được ghi cho hộ, không có gì thay đổi.")
        return None
    return preview


def _decide(request: OfficeRequest, household: Household, form: DecisionForm) -> None:
    values = form.cleaned_data
    decision_record(
        household,
        form.chosen_class,
        form.data_of(),
        opened_as=form.chosen_opening,
        opening_reason=values["opening_reason"],
        version=values["version"],
        by=request.user,
    )


def _computed(form: DecisionForm, preview: DecisionPreview | None, standing: Standing) -> str:
    """The class that the newest sheet computes to, when it is another one than the decision's."""
    verdict = verdict_of_marks(standing.marks) if preview is not None else None
    if verdict is None or verdict.household_class == form.chosen_class or form.chosen_class is HouseholdClass.AVERAGE:
        return ""
    return verdict.household_class.label


@needs(Permission.EDIT_REGISTER)
@once
def depart(request: OfficeRequest, code: str) -> HttpResponse:
    """The household leaves the register."""
    household = household_of(request, code)
    form = DepartureForm(request.POST or None, initial={"version": household.version})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        departure = Departure(values["departure"])
        act = lambda: departure_record(household, on=values["on"], departure=departure, version=values["version"], by=request.user)  # noqa: E731
        if saved(form, act, household):
            messages.success(request, f"Đã ghi hộ rời danh sách từ ngày {format_dmy(values['on'])}.")
            return redirect(household_url(household))
    lead = "Chỉ dùng khi hộ chuyển đi, nhập, tách hoặc không còn ai. Hộ thoát nghèo, thoát cận nghèo thì ghi quyết định phân loại."
    page = FormPage(
        f"Hộ {household.code} rời danh sách", "Ghi rời danh sách", household_url(household), household_crumbs(household), lead, danger=True
    )
    return page.draw(request, form)


@needs(Permission.EDIT_REGISTER)
@once
def correct(request: OfficeRequest, code: str, pk: int) -> HttpResponse:
    """Put a corrected period in the place of a wrong one."""
    household = household_of(request, code)
    period = get_object_or_404(StatusPeriod.objects.counting().select_related("decision"), household=household, pk=pk)
    period.household = household
    form = CorrectionForm(request.POST or None, initial=CorrectionForm.initial_of(period))
    if request.method == "POST" and form.is_valid() and saved(form, lambda: _correct(request, period, form), household):
        messages.success(request, "Đã đính chính. Dòng cũ vẫn xem được trong quá trình của hộ.")
        return redirect(household_url(household))
    label = HouseholdClass.label_of(period.household_class)
    until = f"đến hết {format_dmy(period.to_on)}" if period.to_on else "đang áp dụng"
    lead = f"Đang ghi: {label}, từ {format_dmy(period.from_on)}, {until}."
    if period.decision:
        lead += f" Quyết định số {period.decision.number} được giữ nguyên."
    page = FormPage("Đính chính phân loại", "Ghi đính chính", household_url(household), household_crumbs(household), lead)
    return page.draw(request, form)


def _correct(request: OfficeRequest, period: StatusPeriod, form: CorrectionForm) -> None:
    values = form.cleaned_data
    correction_record(
        period,
        household_class=HouseholdClass(values["household_class"]),
        from_on=values["from_on"],
        to_on=values["to_on"],
        opened_as=Opening(values["opened_as"]),
        reason=values["reason"],
        version=values["version"],
        by=request.user,
    )


@needs(Permission.EDIT_REGISTER)
@once
def assess(request: OfficeRequest, code: str) -> HttpResponse:
    """B1, the indicators and what they compute to, shown before it is written."""
    household = household_of(request, code)
    form = _sheet_form(request, household)
    verdict = None
    checked = request.method == "POST" and form.is_valid()
    if checked:
        data, reason = form.data_of(), form.cleaned_data["correction_reason"]
        verdict = verdict_of(household, data)
        act = lambda: assessment_record(household, data, by=request.user, correction_reason=reason, needs=form.needs())  # noqa: E731
        if request.POST.get(CONFIRM) and saved(form, act):
            messages.success(request, f"Đã ghi phiếu rà soát ngày {format_dmy(data.assessed_on)}.")
            return redirect(household_url(household, tab="phieu"))
    context = {
        "form": form,
        "household": household,
        "standing": standing_on(household.pk, timezone.localdate()),
        "checked": checked and not form.errors,
        "verdict": verdict,
        "crumbs": household_crumbs(household),
        "back": household_url(household),
    }
    return render(request, "households/assess.html", context)


def _sheet_form(request: OfficeRequest, household: Household) -> AssessmentForm:
    """The questions of the standard of the review day (today before one was typed), and what the facts of that day suggest."""
    today = timezone.localdate()
    reviewed_on = parse_dmy(request.POST.get("assessed_on", "")) or today
    standard = standard_for_decision(reviewed_on)
    people = list(present_members(household))
    form = AssessmentForm(request.POST or None, standard=standard, people=people, initial={"assessed_on": today})
    form.suggested = suggestions_for(household, standard.code, reviewed_on)
    return form
