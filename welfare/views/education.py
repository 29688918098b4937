"""Pages of schooling and supports for learning."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.numbers import format_dong, format_int
from camphucnam.kernel.text import fold
from camphucnam.ui.badges import state_badge
from camphucnam.ui.idempotency import once
from camphucnam.ui.tables import Column, Empty
from households.forms.fields import format_birth
from households.models import Household, Member
from households.services.facts import facts_record
from households.views.columns import code_column, name_column
from households.views.fetch import FormPage, household_url, saved
from programs.policies import can_work
from programs.views.access import keeps, reads
from registers.forms import RegisterFilter
from registers.selectors import found_by, person_paths
from registers.views.pages import EXPORT, ListPage, row_actions, voided_badge
from support.views.ties import grant_link
from welfare.forms.education import SchoolFilter, SchoolingForm
from welfare.models import SchoolSupport
from welfare.models.base import EDUCATION
from welfare.rules.schooling import SchoolState, SchoolSupportKind, year_words
from welfare.selectors.education import Child, children_on, supports
from welfare.views.catalogue import BOOK
from welfare.views.insurance import home_badge

TABS = (("Trẻ em đi học", "welfare:schooling"), ("Hỗ trợ học tập", "welfare:school_supports"))
KINDS = {SchoolState.FITS: "done", SchoolState.BEHIND: "risk", SchoolState.OUT: "late", SchoolState.UNKNOWN: "draft"}

CHILD_COLUMNS = [
    name_column("Họ và tên", "member__full_name"),
    Column("Ngày sinh", lambda row: format_birth(row.member.birth_on, row.member.birth_precision)),
    Column("Tuổi", "age", "number"),
    code_column("member__household__code"),
    Column("Phân loại hộ", lambda row: home_badge(row.household_class)),
    Column("Bậc học theo tuổi", "wanted", hide_on_phone=True),
    Column("Việc học đã ghi", "schooling"),
    Column("Tình trạng", lambda row: state_badge(KINDS[row.state], row.state.label)),
]


def _lead(rows: list[Child], n_undated: int, day: date) -> str:
    counts = {state: sum(row.state is state for row in rows) for state in SchoolState}
    undated = f" {format_int(n_undated)} người chưa có ngày sinh nên chưa xét tuổi." if n_undated else ""
    return (
        f"Tại ngày {format_dmy(day)}: {format_int(len(rows))} trẻ em trong tuổi đi học thuộc hộ nghèo, hộ cận nghèo; "
        f"{format_int(counts[SchoolState.OUT])} không đi học, {format_int(counts[SchoolState.BEHIND])} chưa đúng bậc, "
        f"{format_int(counts[SchoolState.UNKNOWN])} chưa ghi nên chưa biết.{undated}"
    )


def _matching(rows: list[Child], form: RegisterFilter) -> list[Child]:
    words, state = fold(form.text).split(), form.state
    wanted = set(SchoolState) if state == "tat_ca" else {SchoolState(state)} if state else set(SchoolState) - {SchoolState.FITS}
    found = [row for row in rows if row.state in wanted]
    return [row for row in found if all(word in f"{row.member.folded_name} {fold(row.member.household.code)}" for word in words)]


@reads(*EDUCATION)
def schooling(request: OfficeRequest) -> HttpResponseBase:
    """Children of school age and whether they go to the level that fits their age."""
    form = SchoolFilter(request.GET)
    day = form.day(timezone.localdate())
    rows, n_undated = children_on(request.ward.pk, day)
    writes = can_work(request.user, request.ward.pk, *EDUCATION)
    page = ListPage(
        "Trẻ em đi học",
        _lead(rows, n_undated, day),
        "trẻ em",
        CHILD_COLUMNS,
        Empty("Không có trẻ em nào khớp.", "Mọi trẻ em trong tuổi đều học đúng bậc, hoặc chưa có hộ trong danh sách."),
        (lambda row: reverse("welfare:schooling_note", args=[row.pk])) if writes else lambda row: household_url(row.member.household),
        TABS,
        may_export=writes,
    )
    return page.draw(request, _matching(rows, form), form)


@keeps(*EDUCATION)
@once
def schooling_note(request: OfficeRequest, pk: int) -> HttpResponse:
    """Record what is known about a child's schooling."""
    homes = Household.objects.servable_to(request.user).in_ward(request.ward.pk).order_by().values("pk")
    member = get_object_or_404(Member.objects.select_related("household"), pk=pk, household__in=homes)
    form = SchoolingForm(request.POST or None, member=member, initial={"on": timezone.localdate()})
    back = reverse("welfare:schooling")
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        act = lambda: facts_record(member, form.answers(), values["on"], values["source"], by=request.user)  # noqa: E731
        if saved(form, act):
            messages.success(request, f"Đã ghi cho {member.full_name}.")
            return redirect(back)
    page = FormPage("Ghi việc học", "Ghi việc học", back, [("Trẻ em đi học", back)], f"{member.full_name}, {member.household.code}")
    return page.draw(request, form)


def support_badge(row: Any) -> SafeString:
    """Voided, paid or not yet."""
    if row.is_voided:
        return voided_badge(row)
    return state_badge("done", f"Đã chi {format_dmy(row.paid_on)}") if row.paid_on else state_badge("waiting", "Chưa chi")


def support_state(row: Any) -> SafeString:
    """Where it stands, and the grant on which it hangs."""
    link = grant_link(row)
    return format_html('{}<br><span class="small">Khoản hỗ trợ: {}</span>', support_badge(row), link) if link else support_badge(row)


SUPPORT_COLUMNS = [
    name_column("Người học", "member__full_name"),
    code_column(),
    Column("Năm học", lambda row: year_words(row.school_year), css="nowrap"),
    Column("Loại hỗ trợ", lambda row: SchoolSupportKind.label_of(row.kind)),
    Column("Số tháng", "months", "number"),
    Column("Số tiền", lambda row: "Nhà trường miễn, giảm" if row.amount_dong is None else format_dong(row.amount_dong), css="n"),
    Column("Căn cứ tính", "basis", hide_on_phone=True),
    Column("Tình trạng", support_state),
]


@reads(*EDUCATION)
def school_supports(request: OfficeRequest) -> HttpResponseBase:
    """Supports for learning by kind."""
    form = RegisterFilter(
        request.GET, search="Tìm theo tên hoặc mã hộ", states=[("", "Tất cả"), *SchoolSupportKind.choices()], state_label="Loại hỗ trợ"
    )
    rows = found_by(supports(request.user, request.ward.pk), form.text, person_paths("member"))
    rows = rows if form.with_voided else rows.counting()
    writes = can_work(request.user, request.ward.pk, *EDUCATION)
    actions = [Column("Việc", lambda row: row_actions(BOOK, row))] if writes and EXPORT not in request.GET else []
    page = ListPage(
        "Hỗ trợ học tập",
        "Miễn, giảm học phí, hỗ trợ chi phí học tập cho người học thuộc hộ nghèo, hộ cận nghèo theo năm học.",
        "lượt",
        [*SUPPORT_COLUMNS, *actions],
        Empty("Chưa có khoản hỗ trợ nào khớp.", "Ghi khi nhà trường, phường quyết định hỗ trợ."),
        tabs=TABS,
        adds=[("Ghi hỗ trợ học tập", BOOK.add_url(SchoolSupport))] if writes else [],
        may_export=writes,
    )
    return page.draw(request, rows.filter(kind=form.state) if form.state else rows, form)
