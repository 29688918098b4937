"""The group leader's pages: own households, report an event, what was answered."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.ui.idempotency import once
from camphucnam.ui.pagination import PER_PAGE, Page, paginate
from households.forms.event import EventForm
from households.forms.household import OwnHouseholdField, SearchForm
from households.forms.member import present_members
from households.models import Household, ResidentialGroup
from households.querysets import led_groups
from households.selectors.events import reports_of
from households.selectors.household_filter import ListFilter, Reader
from households.selectors.household_list import list_page
from households.selectors.household_tabs import event_line
from households.services.event import event_report
from households.views.fetch import household_of, household_url, saved
from households.views.listing import page_number, standing_badge, window_words

N_RECENT = 5


@needs(Permission.VIEW_OWN_GROUP)
def leader_home(request: OfficeRequest) -> HttpResponse:
    """Own households, those on the list or in a window first; the newest reports with their answers."""
    form = SearchForm(request.GET)
    values = form.cleaned_data if form.is_valid() else {}
    wanted = ListFilter(timezone.localdate(), values.get("q", ""), everyone=bool(values.get("tat_ca")))
    number = page_number(request)
    rows, total = list_page(Reader.of(request.user, request.ward.pk), wanted, (number - 1) * PER_PAGE, PER_PAGE)
    query = request.GET.copy()
    query.pop("trang", None)
    context = {
        "form": form,
        "wanted": wanted,
        "page": Page(rows, number=number, total=total, per_page=PER_PAGE, query=query.urlencode() + "&" if query else ""),
        "cards": [(row, standing_badge(row), window_words(row, wanted.day)) for row in rows],
        "groups": list(ResidentialGroup.objects.in_ward(request.ward.pk).filter(pk__in=led_groups(request.user))),
        "reports": [event_line(event) for event in reports_of(request.user, request.ward.pk)[:N_RECENT]],
    }
    return render(request, "households/leader_home.html", context)


@needs(Permission.VIEW_OWN_GROUP)
def my_reports(request: OfficeRequest) -> HttpResponse:
    """Everything that the person reported, with the answers."""
    page = paginate(request, reports_of(request.user, request.ward.pk))
    return render(request, "households/my_reports.html", {"page": page, "lines": [event_line(event) for event in page.rows]})


@needs(Permission.REPORT_EVENT)
@once
def report(request: OfficeRequest, code: str = "") -> HttpResponse:
    """One short form: what, when, who, how bad, a sentence. Without a code the household is chosen from the own groups."""
    household = household_of(request, code) if code else None
    is_leader = not request.user.may(Permission.VIEW_REGISTER, request.ward.pk)
    people = list(present_members(household)) if household else []
    form = EventForm(request.POST or None, initial={"occurred_on": timezone.localdate()}, people=people)
    if household is None:
        own = Household.objects.visible_to(request.user).in_ward(request.ward.pk).order_by("head_sort_key", "code")
        form.fields = {"household": OwnHouseholdField(own), **form.fields}
    if request.method == "POST" and form.is_valid():
        about = household or form.cleaned_data["household"]
        if saved(form, lambda: event_report(about, form.data_of(), by=request.user, needs=form.needs())):
            messages.success(request, "Đã gửi báo biến cố. Cán bộ phường sẽ trả lời tại đây.")
            return redirect("households:leader_home") if is_leader else redirect(household_url(about, tab="bien-co"))
    context = {
        "form": form,
        "household": household,
        "is_leader": is_leader,
        "base_template": "leader.html" if is_leader else "base.html",
        "back": reverse("households:leader_home") if is_leader else household_url(household) if household else reverse("households:inbox"),
    }
    return render(request, "households/report_event.html", context)
