"""What one household or person is entitled to: the tab of the household page, and the answer on paper."""

from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.documents.pdf import pdf_of
from camphucnam.documents.responses import download
from camphucnam.documents.words import letterhead
from camphucnam.kernel.dates import format_dmy, format_official
from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.numbers import parse_plain
from camphucnam.ui.filters import Filters
from households.models import Household
from households.views.fetch import day_of, household_crumbs, household_of
from programs.forms.entitlements import PersonForm
from programs.selectors.entitlements import Entitlements, entitlements_of


@needs(Permission.VIEW_REGISTER)
def entitlements(request: OfficeRequest, code: str) -> HttpResponse:
    """Every (sub-)project and policy: whether the household or the chosen person benefits on the day, who, and why."""
    household, day = household_of(request, code), day_of(request)
    context = {"household": household, "day": day, "crumbs": household_crumbs(household)}
    try:
        found = _asked(request, household, day)
    except DomainError as error:
        return render(request, "programs/entitlements.html", {**context, "refusal": str(error)})
    query = {"ngay": format_dmy(day)} | ({"nguoi": str(found.member)} if found.member else {})
    form = PersonForm({"ngay": query["ngay"], "nguoi": query.get("nguoi", "")}, names=found.names)
    context |= {
        "found": found,
        "action": reverse("programs:entitlements", args=[household.code]),
        "filters": Filters(form, request.GET, searches=False),
        "who": found.names.get(found.member or 0, ""),
        "paper_url": f"{reverse('programs:answer_paper', args=[household.code])}?{urlencode(query)}",
    }
    return render(request, "programs/entitlements.html", context)


@needs(Permission.VIEW_REGISTER)
def answer_paper(request: OfficeRequest, code: str) -> HttpResponseBase:
    """The answer for the citizen: what is open to them and why, what is not and why not. No personal identity number."""
    household, day = household_of(request, code), day_of(request)
    try:
        found = _asked(request, household, day)
    except DomainError as error:
        raise Http404 from error
    profile = request.ward.profile_on(day)
    context = {
        "household": household,
        "found": found,
        "who": found.names.get(found.member or 0, ""),
        "official_day": format_official(day),
        "profile": profile,
        "head": letterhead(profile, day, day.year, "TL-UBND"),
        "is_demo": request.ward.is_demo,
    }
    content = pdf_of("programs/pdf/answer.html", context, day)
    record(
        Action.LIST_EXPORTED, by=request.user, ward_id=request.ward.pk, target=household, target_label="Phiếu trả lời về chính sách",
        household_code=household.code, ngay=format_dmy(day),
    )  # fmt: skip
    return download(content, f"tra-loi-chinh-sach-{day:%Y-%m-%d}.pdf")


def _asked(request: OfficeRequest, household: Household, day: date) -> Entitlements:
    """For the household, or for the person of ``?nguoi=``."""
    return entitlements_of(household, day, parse_plain(request.GET.get("nguoi", "")))
