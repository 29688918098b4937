"""Pages of health insurance: who has no card, why, and the purchase lists."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.numbers import format_int
from camphucnam.kernel.text import fold
from camphucnam.ui.badges import class_badge, state_badge
from camphucnam.ui.idempotency import once
from camphucnam.ui.tables import Column, Empty
from households.models import Household, Member
from households.rules.classes import HouseholdClass
from households.rules.facts import FactKind
from households.services.facts import fact_record
from households.views.columns import code_column, group_column, name_column
from households.views.fetch import FormPage, household_url, saved
from programs.policies import can_work
from programs.views.access import keeps, reads
from registers.views.pages import ListPage
from welfare.forms.insurance import AbsenceForm, CoverFilter
from welfare.models.base import INSURANCE
from welfare.rules.insurance import HOLDS, LACKS, Cover
from welfare.selectors.insurance import Insured, insured_on

TABS = (("Người chưa có thẻ", "welfare:insurance"), ("Đợt mua thẻ", "welfare:batches"))
KINDS = {
    Cover.VALID: "done",
    Cover.EXPIRING: "risk",
    Cover.ELSEWHERE: "done",
    Cover.FUTURE: "waiting",
    Cover.EXPIRED: "late",
    Cover.NONE: "late",
    Cover.UNKNOWN: "draft",
}


def cover_badge(value: str) -> SafeString:
    """Where a person stands."""
    return state_badge(KINDS[Cover(value)], Cover(value).label)


def home_badge(value: str | None) -> SafeString | str:
    """The class of a household."""
    return class_badge(value, HouseholdClass.label_of(value)) if value else ""


def _until(row: Insured) -> str:
    if row.card is None:
        return ""
    return format_dmy(row.card.to_on) if row.card.to_on else "không ghi ngày hết"


COVER_COLUMNS = [
    name_column("Họ và tên", "member__full_name"),
    code_column("member__household__code"),
    group_column("member__household__group__name", hide_on_phone=True),
    Column("Phân loại hộ", lambda row: home_badge(row.household_class)),
    Column("Thẻ BHYT", lambda row: cover_badge(row.cover)),
    Column("Đến hết ngày", _until),
    Column("Lý do đã ghi", "reason"),
]


def _matching(rows: list[Insured], form: CoverFilter) -> list[Insured]:
    words, state = fold(form.text).split(), form.state
    wanted = set(Cover) if state == "tat_ca" else {Cover(state)} if state else set(LACKS)
    found = [row for row in rows if row.cover in wanted]
    return [row for row in found if all(word in f"{row.member.folded_name} {fold(row.member.household.code)}" for word in words)]


def summary(rows: list[Insured], day: Any) -> str:
    """What the register says altogether, and how it differs from what T07 counts."""
    counts = {cover: sum(row.cover is cover for row in rows) for cover in Cover}
    held = sum(counts[cover] for cover in HOLDS)
    lacking = sum(counts[cover] for cover in (Cover.EXPIRED, Cover.NONE, Cover.FUTURE))
    text = (
        f"Tại ngày {format_dmy(day)}: {format_int(len(rows))} người thuộc hộ nghèo, hộ cận nghèo; {format_int(held)} người có thẻ còn "
        f"giá trị ghi trong danh sách (số mà chỉ tiêu T07 đếm); {format_int(lacking)} người chưa có thẻ còn giá trị; "
        f"{format_int(counts[Cover.UNKNOWN])} người chưa ghi thẻ nên chưa biết."
    )
    elsewhere = counts[Cover.ELSEWHERE]
    return f"{text} Chênh với T07: {format_int(elsewhere)} người có thẻ do nơi khác quản lý chưa được T07 đếm." if elsewhere else text


@reads(*INSURANCE)
def insurance(request: OfficeRequest) -> HttpResponseBase:
    """Everyone in poor and near-poor households without a valid card on a day, or with one that ends soon."""
    form = CoverFilter(request.GET)
    day = form.day(timezone.localdate())
    rows = insured_on(request.ward.pk, day, form.within_days)
    writes = can_work(request.user, request.ward.pk, *INSURANCE)
    page = ListPage(
        "Bảo hiểm y tế",
        summary(rows, day),
        "người",
        COVER_COLUMNS,
        Empty("Không có người nào khớp.", "Mọi người đều có thẻ còn giá trị, hoặc danh sách chưa có hộ nghèo, hộ cận nghèo."),
        (lambda row: reverse("welfare:insurance_reason", args=[row.pk])) if writes else lambda row: household_url(row.member.household),
        TABS,
        may_export=writes,
    )
    return page.draw(request, _matching(rows, form), form)


@keeps(*INSURANCE)
@once
def insurance_reason(request: OfficeRequest, pk: int) -> HttpResponse:
    """Record why a person has no card, or that it is kept elsewhere."""
    homes = Household.objects.servable_to(request.user).in_ward(request.ward.pk).order_by().values("pk")
    member = get_object_or_404(Member.objects.select_related("household"), pk=pk, household__in=homes)
    form = AbsenceForm(request.POST or None, member=member, initial={"on": timezone.localdate()})
    back = reverse("welfare:insurance")
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        act = lambda: fact_record(  # noqa: E731
            member, FactKind.INSURANCE_ABSENCE, values["answer"], values["on"], values["source"], by=request.user
        )
        if saved(form, act):
            messages.success(request, f"Đã ghi cho {member.full_name}.")
            return redirect(back)
    page = FormPage("Lý do chưa có thẻ BHYT", "Ghi lý do", back, [("Bảo hiểm y tế", back)], f"{member.full_name}, {member.household.code}")
    return page.draw(request, form)
