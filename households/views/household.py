"""The page of one household and its parts."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.models import User
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.dates import format_dmy
from households.models import Household
from households.registry import answered_by, tabs_for
from households.selectors import explanation
from households.selectors.fact_sheets import fact_sheets
from households.selectors.household_tabs import assessments_of, events_of, history_of, members_of
from households.selectors.needs import needs_of
from households.selectors.standing import count_members_on, standing_on
from households.selectors.timeline import group_name_on, timeline_of
from households.services.opening import household_opened
from households.views.fetch import day_of, household_crumbs, household_of, household_url

Part = Callable[[Household, date, User], dict[str, object]]
TABS: dict[str, tuple[str, Part]] = {
    "thanh-vien": ("Thành viên", lambda household, day, _: {"members": members_of(household, day)}),
    "thong-tin": ("Thông tin thêm", lambda household, day, _: {"sheets": fact_sheets(household, day)}),
    "nhu-cau": (
        "Nhu cầu",
        lambda household, day, user: {"found": needs_of(household, day, user, answered_by(user, household.ward_id))},
    ),
    "phieu": ("Phiếu rà soát", lambda household, day, _: {"table": assessments_of(household, day)}),
    "bien-co": ("Biến cố", lambda household, day, _: {"events": events_of(household)}),
    "lich-su": ("Lịch sử thay đổi", lambda household, day, _: {"log": history_of(household)}),
}
HISTORY = "lich-su"


@needs(Permission.VIEW_REGISTER, Permission.VIEW_OWN_GROUP)
def household(request: OfficeRequest, code: str) -> HttpResponse:
    """Who and where, how it stands on the day and why, its timeline, and one tab; HTMX asks for the tab alone."""
    record = household_of(request, code)
    day = day_of(request)
    context = {"household": record, "day": day, **_rights(request), **_tab(request, record, day)}
    if request.htmx:
        return render(request, "households/tab.html", context)
    household_opened(record, by=request.user)
    standing = standing_on(record.pk, day)
    entries, n_later = timeline_of(record, day)
    context |= {
        "standing": standing,
        "sentence": explanation.sentence(standing),
        "clock": explanation.clock(standing, day),
        "reasons": explanation.reasons(standing),
        "entries": entries,
        "n_later": n_later,
        "group_name": group_name_on(record, day),
        "n_members": count_members_on(record.pk, day),
        "crumbs": household_crumbs(record)[:1],
        "base_template": "base.html" if context["may_see_list"] else "leader.html",
    }
    return render(request, "households/household.html", context)


def _rights(request: OfficeRequest) -> dict[str, object]:
    held = request.user.permissions_in(request.ward.pk)
    names = {
        "may_edit": Permission.EDIT_REGISTER,
        "may_see_personal": Permission.VIEW_PERSONAL,
        "may_see_list": Permission.VIEW_REGISTER,
        "may_see_log": Permission.VIEW_AUDIT,
        "may_report": Permission.REPORT_EVENT,
        "may_answer": Permission.ANSWER_EVENT,
    }
    rights: dict[str, object] = {name: permission in held for name, permission in names.items()}
    # Whoever reaches the page through the own group leads it.
    return rights | {"may_record": bool(held & {Permission.EDIT_REGISTER, Permission.VIEW_OWN_GROUP})}


def _tab(request: OfficeRequest, record: Household, day: date) -> dict[str, object]:
    held = request.user.permissions_in(request.ward.pk)
    higher = {tab.key: tab for tab in tabs_for(held)}
    own = [key for key in TABS if key != HISTORY or Permission.VIEW_AUDIT in held]
    shown = {key: TABS[key][0] for key in own if key != HISTORY} | {key: tab.label for key, tab in higher.items()}
    shown |= {key: TABS[key][0] for key in own if key == HISTORY}
    chosen = request.GET.get("muc", "")
    chosen = chosen if chosen in shown else own[0]
    context: dict[str, object] = {
        "tabs": [(label, household_url(record, day, key), key == chosen) for key, label in shown.items()],
        "tab": chosen,
    }
    if chosen in higher:
        address = f"{reverse(higher[chosen].url_name, args=[record.code])}?{urlencode({'ngay': format_dmy(day)})}"
        return context | {"tab_url": address, "tab_label": higher[chosen].label.lower()}
    return context | TABS[chosen][1](record, day, request.user)
