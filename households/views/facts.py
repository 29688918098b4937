"""What is known about people and dwellings: record several answers at once, void a wrong one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.dates import format_dmy
from camphucnam.ui.idempotency import once
from households.forms.facts import FactForm, VoidFactForm
from households.models import DwellingFact, Household, MemberFact
from households.rules.facts import DwellingKind, FactKind, Kind, dwelling_rules, member_rules
from households.selectors.facts import dwelling_on, facts_on
from households.services.facts import dwelling_facts_record, fact_void, facts_record
from households.views.fetch import FormPage, household_crumbs, household_of, household_url, member_of, saved

TAB = "thong-tin"


def base_of(request: OfficeRequest) -> str:
    """Leaders get their own large pages."""
    return "base.html" if request.user.may(Permission.VIEW_REGISTER, request.ward.pk) else "leader.html"


@needs(Permission.EDIT_REGISTER, Permission.VIEW_OWN_GROUP)
@once
def member_facts(request: OfficeRequest, code: str, pk: int) -> HttpResponse:
    """All kinds that fit the age of one person."""
    member = member_of(request, code, pk)
    today = timezone.localdate()
    holding: dict[Kind, str] = {kind: fact.value for kind, fact in facts_on([member.pk], today).get(member.pk, {}).items()}
    form = FactForm(request.POST or None, rules=member_rules(member.birth_on, member.sex, today), holding=holding)
    if request.method == "POST" and form.is_valid():
        answers = {FactKind(kind): value for kind, value in form.answers.items()}
        values = form.cleaned_data
        if saved(form, lambda: facts_record(member, answers, values["on"], values["source"], by=request.user)):
            messages.success(request, f"Đã ghi {len(answers)} mục về {member.full_name}.")
            return redirect(household_url(member.household, tab=TAB))
    return _page(request, form, member.household, f"Thông tin của {member.full_name}")


@needs(Permission.EDIT_REGISTER, Permission.VIEW_OWN_GROUP)
@once
def dwelling_facts(request: OfficeRequest, code: str) -> HttpResponse:
    """The dwelling, water, latrine, information."""
    household = household_of(request, code)
    holding: dict[Kind, str] = {
        kind: fact.value for kind, fact in dwelling_on([household.pk], timezone.localdate()).get(household.pk, {}).items()
    }
    form = FactForm(request.POST or None, rules=dwelling_rules(), holding=holding)
    if request.method == "POST" and form.is_valid():
        answers = {DwellingKind(kind): value for kind, value in form.answers.items()}
        values = form.cleaned_data
        if saved(form, lambda: dwelling_facts_record(household, answers, values["on"], values["source"], by=request.user)):
            messages.success(request, f"Đã ghi {len(answers)} mục về nhà ở và đời sống của hộ.")
            return redirect(household_url(household, tab=TAB))
    return _page(request, form, household, "Nhà ở và đời sống của hộ")


def _page(request: OfficeRequest, form: FactForm, household: Household, heading: str) -> HttpResponse:
    context = {
        "form": form,
        "household": household,
        "heading": heading,
        "back": household_url(household, tab=TAB),
        "base_template": base_of(request),
        "crumbs": household_crumbs(household),
    }
    return render(request, "households/fact_form.html", context)


@needs(Permission.EDIT_REGISTER)
@once
def void_member_fact(request: OfficeRequest, code: str, pk: int) -> HttpResponse:
    """A wrong fact of a person."""
    household = household_of(request, code)
    found = MemberFact.objects.counting().filter(member__household=household).select_related("member__household")
    return _void(request, household, get_object_or_404(found, pk=pk))


@needs(Permission.EDIT_REGISTER)
@once
def void_dwelling_fact(request: OfficeRequest, code: str, pk: int) -> HttpResponse:
    """A wrong fact of the dwelling."""
    household = household_of(request, code)
    found = DwellingFact.objects.counting().filter(household=household).select_related("household")
    return _void(request, household, get_object_or_404(found, pk=pk))


def _void(request: OfficeRequest, household: Household, fact: MemberFact | DwellingFact) -> HttpResponse:
    form = VoidFactForm(request.POST or None)
    act = lambda: fact_void(fact, form.cleaned_data["reason"], by=request.user)  # noqa: E731
    if request.method == "POST" and form.is_valid() and saved(form, act):
        messages.success(request, "Đã hủy. Dòng cũ vẫn xem được kèm lý do.")
        return redirect(household_url(household, tab=TAB))
    who = fact.member.full_name if isinstance(fact, MemberFact) else "nhà ở của hộ"
    lead = f"{fact.rule.kind.label} của {who}: {fact.value_label}, ngày {format_dmy(fact.on)}."
    page = FormPage(
        "Hủy một dòng thông tin", "Hủy dòng này", household_url(household, tab=TAB), household_crumbs(household), lead, danger=True
    )
    return page.draw(request, form)
