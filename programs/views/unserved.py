"""Entitled but not served: deprivations and open needs with what answers them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from camphucnam.ui.badges import state_badge
from camphucnam.ui.filters import Filters
from camphucnam.ui.tables import Column, Empty
from households.rules.needs import hidden_kinds
from households.rules.standards import standard_for_decision
from households.views.columns import code_column, group_column, name_column
from households.views.fetch import day_of
from programs.forms.unserved import UnservedForm
from programs.policies import need_kinds
from programs.registry import provided_in
from programs.rules.answers import LackState
from programs.selectors.eligibility import plan_for_day, plan_rules
from programs.selectors.homes import Home, groups_of, homes_for, names_of
from programs.selectors.owners import codes_by_agency, codes_for
from programs.selectors.unserved import LackRow, lacks_on
from programs.views.lists import PlanList

P = Permission
NO_ANSWER = "Kế hoạch không nêu nội dung nào"
BADGES = {
    LackState.GIVEN: "done",
    LackState.PARTLY: "risk",
    LackState.PLANNED: "running",
    LackState.NOTHING: "late",
    LackState.OPEN: "waiting",
    LackState.NOT_ENTITLED: "stopped",
    LackState.NO_ANSWER: "draft",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A lack as the list shows it."""

    home: Home
    who: str
    row: LackRow


@needs(P.EDIT_PLAN, P.NOTE_PROGRESS, P.VIEW_REGISTER)
def unserved(request: OfficeRequest) -> HttpResponseBase:
    """Who lacks what, what the plan has for it, and what came of it; agencies see what their own codes answer. A confidential need is
    shown to nobody but those who answer it."""
    day = day_of(request)
    try:
        plan = plan_for_day(request.ward.pk, day)
    except DomainError:
        return render(request, "programs/no_plan.html")
    agencies = codes_by_agency(plan)
    indicators = standard_for_decision(day).deprivations
    hidden = hidden_kinds(need_kinds(request.user, request.ward.pk))
    form = UnservedForm(request.GET, groups=groups_of(request.ward.pk), indicators=indicators, agencies=agencies, hidden=hidden)
    codes = _codes(codes_for(request.user, plan, agencies), agencies, form.value("don_vi"))
    rows = lacks_on(request.ward.pk, day, plan_rules(plan), provided_in(request.ward.pk), codes)
    homes = homes_for(request.user, request.ward.pk, text=form.value("q") or "", group=form.value("to"))
    kind, state = form.value("thieu"), form.value("tinh_trang")
    told = (row for row in rows if not (row.lack.is_need and row.lack.kind in hidden))
    found = [row for row in told if row.lack.household in homes and kind in (None, row.lack.kind)]
    counts = Counter(row.state for row in found)
    places = {key: place for place, key in enumerate(homes)}
    wanted = sorted((row for row in found if state in (None, row.state)), key=lambda row: (places[row.lack.household], row.lack.is_need))
    shown_counts = [(BADGES[item], item.label, counts[item]) for item in LackState if counts[item]]
    page = _list(day, homes, shown_counts, opens=request.user.may(P.VIEW_REGISTER, request.ward.pk))
    return page.draw(request, wanted, Filters(form, request.GET, folded=("ngay", "don_vi")))


def _codes(own: frozenset[str] | None, agencies: Mapping[tuple[int, str], Sequence[str]], agency: int | None) -> frozenset[str] | None:
    """Codes that the person may see, narrowed to those of the chosen agency."""
    if agency is None:
        return own
    chosen = frozenset(code for (key, _), codes in agencies.items() if key == agency for code in codes)
    return chosen if own is None else own & chosen


def _list(day: date, homes: Mapping[int, Home], counts: Sequence[tuple[str, str, int]], *, opens: bool) -> PlanList:
    def dressed(rows: Sequence[LackRow]) -> list[Shown]:
        names = names_of(row.lack.member for row in rows if row.lack.member is not None)
        return [Shown(homes[row.lack.household], names.get(row.lack.member or 0, ""), row) for row in rows]

    query = urlencode({"muc": "quyen-loi", "ngay": format_dmy(day)})
    return PlanList(
        "Ai còn thiếu gì",
        f"Thiếu hụt của phiếu rà soát mới nhất và nhu cầu chưa đáp ứng tại ngày {format_dmy(day)}, với nội dung của kế hoạch trả lời.",
        "thiếu hụt, nhu cầu",
        "chua-duoc-ho-tro",
        (*COLUMNS, Column("Nội dung đáp ứng", _answers)),
        Empty("Không có thiếu hụt, nhu cầu nào khớp.", "Bỏ bớt điều kiện lọc, hoặc ghi phiếu rà soát và nhu cầu của hộ."),
        day,
        dressed,
        (lambda shown: f"{reverse('households:household', args=[shown.home.code])}?{query}") if opens else None,
        1,
        may_export=True,
        counts=counts,
        export_columns=(*COLUMNS, Column("Nội dung đáp ứng", _answers_in_full)),
    )


def _lack(shown: Shown) -> str:
    return f"Nhu cầu: {shown.row.lack.label}" if shown.row.lack.is_need else shown.row.lack.label


def _answers(shown: Shown) -> SafeString | str:
    """Codes; their passages open below."""
    if not shown.row.answers:
        return NO_ANSWER
    codes = ", ".join(dict.fromkeys(item.code for item, _ in shown.row.answers))
    passages = format_html_join("", "<li>{}: {} (dòng {}): {}</li>", _passages(shown))
    return format_html('{}<details class="why"><summary>Theo kế hoạch</summary><ul>{}</ul></details>', codes, passages)


def _answers_in_full(shown: Shown) -> str:
    if not shown.row.answers:
        return NO_ANSWER
    return "; ".join(f"{code}: {says} (dòng {line}): {state}" for code, says, line, state in _passages(shown))


def _passages(shown: Shown) -> list[tuple[str, str, int, str]]:
    return [(item.code, item.says, item.line, state.label.lower()) for item, state in shown.row.answers]


COLUMNS = (
    code_column("home__code"),
    name_column("Chủ hộ", "home__head"),
    group_column("home__group"),
    Column("Thiếu hụt, nhu cầu", _lack),
    Column("Người", "who"),
    Column("Từ ngày", "row__lack__since", "day"),
    Column("Tình trạng", lambda shown: state_badge(BADGES[shown.row.state], shown.row.state.label)),
)
