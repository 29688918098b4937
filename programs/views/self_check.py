"""The public self-check: no sign-in, nothing stored, no cookie, no log. Answers come by POST, so that no address holds them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from households.rules.standards import standard_on
from programs.forms.self_check import SelfCheckForm
from programs.rules.self_check import is_verified, suggest
from programs.rules.words import BeneficiaryClass
from programs.selectors.self_check import PublicWard, offers, public_plan, public_wards


# Nothing is changed by a forged request, and a key against forgery would be a cookie.
@csrf_exempt
@never_cache
@sensitive_post_parameters()
def self_check(request: HttpRequest) -> HttpResponse:
    """The questions; after sending, what the answers suggest."""
    today = timezone.localdate()
    wards, standard = public_wards(today), standard_on(today)
    form = SelfCheckForm(request.POST if request.method == "POST" else None, standard=standard, wards=wards)
    context: dict[str, Any] = {"form": form, "standard": standard, "ward": _only(wards), "is_verified": is_verified()}
    if not form.is_valid():
        return render(request, "programs/self_check.html", context)
    answers = form.answers()
    ward = next((item for item in wards if item.code == form.cleaned_data.get("phuong")), _only(wards))
    plan = public_plan(ward.code) if ward else None
    context |= {
        "ward": ward,
        "plan": plan,
        "results": [
            (verdict, offers(plan, BeneficiaryClass(verdict.household_class.value), today) if plan else [])
            for verdict in suggest(answers, standard)
        ],
        "income_reason": form.income_reason(),
    }
    return render(request, "programs/self_check_result.html", context)


@never_cache
def application_form(request: HttpRequest) -> HttpResponse:
    """Form 01 (QĐ 24/2021/QĐ-TTg) to be filled in on the phone or by hand, and printed. What is typed never leaves the browser."""
    wards = public_wards(timezone.localdate())
    asked = next((item for item in wards if item.code == request.GET.get("phuong")), _only(wards))
    return render(request, "programs/application_form.html", {"ward": asked, "rows": range(1, 7), "today": timezone.localdate()})


def _only(wards: list[PublicWard]) -> PublicWard | None:
    return wards[0] if len(wards) == 1 else None
