"""The ward's needs in a period, their counts, the same as a workbook; agencies see and answer the kinds that are their work."""

from collections.abc import Callable
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission as P
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.numbers import format_int
from camphucnam.ui.badges import state_badge
from camphucnam.ui.filters import Filters
from camphucnam.ui.idempotency import once
from camphucnam.ui.navigation import url_of
from camphucnam.ui.pagination import paginate
from camphucnam.ui.tables import Column, Empty, Table
from households.forms.need_list import NeedListForm
from households.forms.needs import MeetForm
from households.models import Need
from households.rules.needs import PERSONAL_KINDS, NeedKind, NeedState, hidden_kinds
from households.selectors.groups import group_names
from households.selectors.need_list import SHOWN, KindCount, NeedRow, counts_by_kind, need_rows, needs_listed, needs_open_to
from households.selectors.picking import numbers_in
from households.services.needs import need_meet
from households.views.columns import name_column
from households.views.fetch import FormPage, saved
from households.views.low_income import sheet, standing_badge
from programs.policies import can_work, need_kinds
from programs.registry import NeedDesk, need_desks
from programs.selectors.homes import groups_of

IN_HAND, LIST = "Đang giải quyết", "Nhu cầu"


def _result(row: NeedRow) -> SafeString:
    """The state on the last day, and by what or why."""
    badge = state_badge(row.state_kind, row.state_label)
    return format_html('<div>{} <br><span class="small">{}</span></div>', badge, row.ended) if row.ended else badge


def _two_lines(first: str, second: str) -> SafeString:
    """The fact, and what stands behind it in small letters."""
    small = format_html('<br><span class="small muted">{}</span>', second) if second else ""
    return format_html("<div>{}{}</div>", first, small)


def _told(row: NeedRow) -> SafeString:
    by = f", {row.need.recorded_by.full_name} ghi" if row.need.recorded_by else ""
    return _two_lines(format_dmy(row.need.expressed_on), f"{row.channel_label}{by}")


SCREEN_COLUMNS = [
    name_column("Chủ hộ", "need__household__head_name"),
    Column("Hộ", lambda row: _two_lines(row.need.household.code, row.need.household.group.name), css="nowrap"),
    Column("Phân loại", lambda row: standing_badge(row.standing)),
    Column("Nhu cầu", lambda row: _two_lines(row.kind_label, row.detail)),
    Column("Của ai", "who"),
    Column("Nêu ngày", _told),
    Column("Kết quả", _result),
]
NEED_COLUMNS = [
    name_column("Chủ hộ", "need__household__head_name"),
    Column("Mã hộ", "need__household__code", css="nowrap"),
    Column("Tổ dân phố", "need__household__group__name"),
    Column("Phân loại", lambda row: standing_badge(row.standing)),
    Column("Nhu cầu", "kind_label"),
    Column("Của ai", "who"),
    Column("Cụ thể", "detail"),
    Column("Nêu ngày", "need__expressed_on", "day"),
    Column("Biết qua", "channel_label"),
    Column("Người ghi", lambda row: row.need.recorded_by.full_name if row.need.recorded_by else ""),
    Column("Kết quả", _result),
]


def _share(number: int) -> Callable[[KindCount], int]:
    return lambda row: row.shares[number]


COUNT_COLUMNS = [
    Column("Nhu cầu", lambda row: row.kind.label),
    Column("Có nhu cầu", lambda row: f"{format_int(row.n_needed)} {row.unit}", css="nowrap"),
    *(Column(kind.label, _share(n), "number", title=f"{kind.label} vào ngày cuối kỳ") for n, kind in enumerate(SHOWN)),
    Column("Hộ khác", _share(-1), "number"),
    Column("Đáp ứng trong kỳ", "n_met", "number"),
]


class Desks:
    """What the person may do about needs: the desks that answer the kinds of the own work, and where each need of a page stands
    there. One query for each desk that tells, and one for the numbers of people."""

    def __init__(self, request: OfficeRequest, kinds: frozenset[NeedKind], rows: list[NeedRow]) -> None:
        user, ward_id = request.user, request.ward.pk
        self._kinds = kinds
        self._desks = {desk.kind: desk for desk in need_desks() if desk.kind in kinds and can_work(user, ward_id, *desk.codes)}
        self._numbers = numbers_in({row.need.household_id for row in rows}) if self._desks else {}
        open_rows = [row for row in rows if row.is_open]
        self._in_hand = {
            kind: frozenset(desk.in_hand(ward_id, [_key(row.need) for row in open_rows if row.need.kind == kind]))
            for kind, desk in self._desks.items()
            if desk.in_hand is not None
        }

    def cell(self, row: NeedRow) -> SafeString | str:
        """Whether it is being dealt with, and the ways to answer it; empty for what is over."""
        kind = NeedKind(row.need.kind)
        if not row.is_open or kind not in self._kinds:
            return ""
        in_hand = _key(row.need) in self._in_hand.get(kind, frozenset())
        badge = state_badge("running", IN_HAND) if in_hand else mark_safe("")
        desk = self._desks.get(kind)
        links = [("Ghi đáp ứng", reverse("programs:need_answer", args=[row.need.pk]))]
        if desk is not None and not (in_hand and desk.word):
            links.insert(0, (desk.label, self._address(desk, row.need)))
        drawn = format_html_join(mark_safe(" · "), '<a href="{1}">{0}</a>', links)
        return format_html("<div>{}{}{}</div>", badge, mark_safe("<br>") if in_hand else "", drawn)

    def _address(self, desk: NeedDesk, need: Need) -> str:
        if not desk.word:
            return url_of(desk.url_name)
        number = self._numbers.get(need.member_id) if need.member_id else None
        about = f"{need.household.code}/{number}" if number else need.household.code
        return f"{reverse(desk.url_name, args=[desk.word])}?cho={quote(about)}"


def _key(need: Need) -> int:
    """The person, or the household for what a household needs."""
    return need.member_id if need.kind in PERSONAL_KINDS and need.member_id else need.household_id


def _form(request: OfficeRequest, kinds: frozenset[NeedKind]) -> NeedListForm:
    ward_id = request.ward.pk
    groups = group_names(request.user, ward_id) or (groups_of(ward_id) if kinds else [])
    shown = set(NeedKind) - hidden_kinds(kinds) if _reads(request) else kinds
    return NeedListForm(request.GET, groups=groups, today=timezone.localdate(), kinds=shown)


def _reads(request: OfficeRequest) -> bool:
    """Whether the person reads households: all of the ward, or those of the own group."""
    return request.user.may(P.VIEW_REGISTER, request.ward.pk) or request.user.may(P.VIEW_OWN_GROUP, request.ward.pk)


@needs(P.VIEW_REGISTER, P.VIEW_OWN_GROUP, P.NOTE_PROGRESS)
def need_list(request: OfficeRequest) -> HttpResponse:
    """Needs that count in the period, and how many people and households need what; agencies: of the kinds that they answer."""
    user, ward_id, kinds = request.user, request.ward.pk, need_kinds(request.user, request.ward.pk)
    if not kinds and not _reads(request):
        raise Http404
    form = _form(request, kinds)
    wanted = form.wanted()
    page = paginate(request, needs_listed(user, ward_id, wanted, kinds))
    counts = [line for line in counts_by_kind(user, ward_id, wanted.first, wanted.last, kinds) if _reads(request) or line.kind in kinds]
    context = {
        "wanted": wanted,
        "page": page,
        "table": _need_table(request, need_rows(page.rows, ward_id, wanted.last, kinds), kinds),
        "counts": Table(COUNT_COLUMNS, counts, caption="Số người, số hộ có nhu cầu trong kỳ") if any(x.n_needed for x in counts) else None,
        "filters": Filters(form, request.GET, folded=("tu_ngay", "den_ngay")),
        "may_export": user.may(P.EXPORT_REGISTER, ward_id),
        "may_tell": bool(kinds),
        "reads_ward": user.may(P.VIEW_REGISTER, ward_id),
    }
    return render(request, "programs/need_list.html", context)


def _need_table(request: OfficeRequest, rows: list[NeedRow], kinds: frozenset[NeedKind]) -> Table:
    prefix = url_of("households:list")
    where = "Nhu cầu được ghi ở trang của hộ, mục Nhu cầu. " if _reads(request) else ""
    empty = Empty("Không có nhu cầu nào khớp.", f"{where}Bỏ bớt điều kiện lọc hoặc đổi kỳ.")
    columns = [*SCREEN_COLUMNS, Column("Việc", Desks(request, kinds, rows).cell)] if kinds else SCREEN_COLUMNS
    to_household = lambda row: f"{prefix}{row.need.household.code}/?muc=nhu-cau"  # noqa: E731
    return Table(columns, rows, caption=LIST, row_url=to_household if _reads(request) else None, empty=empty)


@needs(P.EXPORT_REGISTER)
def need_export(request: OfficeRequest) -> HttpResponseBase:
    """Exactly the needs of the filter in the address; recorded with filter and count."""
    kinds = need_kinds(request.user, request.ward.pk)
    form = _form(request, kinds)
    wanted = form.wanted()
    rows = need_rows(needs_listed(request.user, request.ward.pk, wanted, kinds), request.ward.pk, wanted.last, kinds)
    period = f"Kỳ {format_dmy(wanted.first)} - {format_dmy(wanted.last)}"
    described = "; ".join([period, *(f"{chip.label}: {chip.value}" for chip in Filters(form, request.GET).chips)])
    return sheet(request, "Nhu cầu của hộ, người dân", described, NEED_COLUMNS, rows)


@needs(P.NOTE_PROGRESS)
@once
def answer(request: OfficeRequest, pk: int) -> HttpResponse:
    """An open need of a kind that the person's agency answers was met, otherwise than by a row of its register."""
    kinds = need_kinds(request.user, request.ward.pk)
    found = needs_open_to(request.user, request.ward.pk, kinds).filter(kind__in=kinds).counting()
    need = get_object_or_404(found.select_related("household", "member"), pk=pk)
    back = url_of("programs:needs")
    if need.state != NeedState.EXPRESSED:
        messages.info(request, f"Nhu cầu này đã ở tình trạng “{NeedState.label_of(need.state)}”.")
        return redirect(back)
    form = MeetForm(request.POST or None)
    act = lambda: need_meet(need, form.cleaned_data["on"], form.cleaned_data["met_by"], by=request.user)  # noqa: E731
    if request.method == "POST" and form.is_valid() and saved(form, act):
        messages.success(request, "Đã ghi nhu cầu được đáp ứng.")
        return redirect(back)
    who = need.member.full_name if need.member else f"Hộ {need.household.head_name}"
    lead = f"{who}: {NeedKind.label_of(need.kind).lower()}, nêu ngày {format_dmy(need.expressed_on)}."
    return FormPage("Nhu cầu đã được đáp ứng", "Ghi đã đáp ứng", back, [(LIST, back)], lead).draw(request, form)
