"""Pages of social assistance."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.safestring import SafeString

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.numbers import MISSING, format_dong, format_int
from camphucnam.ui.badges import state_badge
from camphucnam.ui.tables import Column, Empty
from households.views.columns import code_column, group_column, name_column
from households.views.fetch import household_url
from programs.policies import can_work
from programs.views.access import reads
from registers.forms import RegisterFilter
from registers.selectors import found_by, person_paths
from registers.views.pages import ListPage, RecordPage, Section, voided_badge
from welfare.models import AssistanceCase
from welfare.models.base import ASSISTANCE
from welfare.rules.assistance import AssistanceState, benefit_history, monthly_benefit
from welfare.rules.rates import rate_name
from welfare.selectors.assistance import cases, gaps_on, in_state, outgrown_on, protected_on
from welfare.selectors.rates import rate_table
from welfare.views.catalogue import BOOK

TABS = (("Hồ sơ", "welfare:assistance"), ("Cần đối chiếu", "welfare:assistance_gaps"))
STATES = [("", "Tất cả"), *AssistanceState.choices()]
KINDS = {
    AssistanceState.WAITING: "waiting",
    AssistanceState.RECEIVING: "done",
    AssistanceState.ENDED: "stopped",
    AssistanceState.REFUSED: "stopped",
}


def case_badge(row: Any) -> SafeString:
    """Where a case stands today."""
    return voided_badge(row) if row.is_voided else state_badge(KINDS[row.state], row.state.label)


def _columns(ward_id: int, day: date) -> list[Column]:
    table = rate_table(ward_id)

    def monthly(row: AssistanceCase) -> str:
        if row.state_on(day) is not AssistanceState.RECEIVING:
            return ""
        amount = monthly_benefit(table, row.code, row.times, day)
        return MISSING if amount is None else format_dong(amount)

    return [
        name_column("Họ và tên", "member__full_name"),
        code_column(),
        Column("Đối tượng", lambda row: rate_name(row.code)),
        Column("Đủ điều kiện từ", "eligible_on", "day", hide_on_phone=True),
        Column("Số quyết định", "number"),
        Column("Hưởng từ", "from_on", "day"),
        Column("Mức một tháng", monthly, css="n"),
        Column("Tình trạng", case_badge),
    ]


def _lead(ward_id: int, day: date) -> str:
    found = protected_on(ward_id, day)
    if not found.is_known:
        return "Người đủ điều kiện hưởng trợ giúp xã hội hằng tháng, quyết định hưởng, thôi hưởng. Chưa có số liệu."
    words = len(found.by_word)
    more = f" Trong đó {format_int(words)} người chỉ ghi ở danh sách hộ, chưa có hồ sơ ở sổ này." if words else ""
    grown = len(outgrown_on(ward_id, day, found))
    more += f" {format_int(grown)} người đang hưởng đã quá tuổi của đối tượng, xem Cần đối chiếu." if grown else ""
    return (
        f"Tại ngày {format_dmy(day)}: {format_int(len(found.eligible))} người đủ điều kiện, {format_int(len(found.receiving))} người "
        f"đang hưởng (chỉ tiêu T17).{more} Mức một tháng bằng mức chuẩn nhân hệ số của ngày đó."
    )


@reads(*ASSISTANCE)
def assistance(request: OfficeRequest) -> HttpResponseBase:
    """Cases of social assistance with what they come to today."""
    form, day = RegisterFilter(request.GET, search="Tìm theo tên hoặc mã hộ", states=STATES), timezone.localdate()
    rows = found_by(cases(request.user, request.ward.pk), form.text, person_paths("member"))
    rows = rows if form.with_voided else rows.counting()
    writes = can_work(request.user, request.ward.pk, *ASSISTANCE)
    page = ListPage(
        "Bảo trợ xã hội",
        _lead(request.ward.pk, day),
        "hồ sơ",
        _columns(request.ward.pk, day),
        Empty("Chưa có hồ sơ nào khớp.", "Ghi người đủ điều kiện, rồi ghi quyết định khi có."),
        BOOK.page_of,
        TABS,
        [("Ghi người đủ điều kiện", BOOK.add_url(AssistanceCase))] if writes else [],
        may_export=writes,
    )
    return page.draw(request, in_state(rows, AssistanceState(form.state), day) if form.state else rows, form)


GAP_COLUMNS = [
    name_column("Họ và tên", "member__full_name"),
    code_column("member__household__code"),
    group_column("member__household__group__name"),
    Column("Cần đối chiếu", "words"),
]


@reads(*ASSISTANCE)
def assistance_gaps(request: OfficeRequest) -> HttpResponseBase:
    """Persons whom the register of households calls eligible or receiving, without an open case; who has outgrown the group."""
    form = RegisterFilter(request.GET, search="Tìm", states=[("", "Tất cả"), ("dang_huong", "Đang hưởng"), ("chua_huong", "Chưa hưởng")])
    for name in ("q", "da_huy"):
        del form.fields[name]
    rows = gaps_on(request.ward.pk, timezone.localdate())
    writes = can_work(request.user, request.ward.pk, *ASSISTANCE)
    page = ListPage(
        "Bảo trợ xã hội: cần đối chiếu",
        "Người mà danh sách hộ ghi thuộc đối tượng hoặc đang hưởng, nhưng sổ này chưa có hồ sơ còn mở: ghi hồ sơ, hoặc sửa danh sách hộ. "
        "Người đang hưởng đã quá tuổi của đối tượng: ghi thôi hưởng, hoặc hồ sơ theo đối tượng mới.",
        "người",
        GAP_COLUMNS,
        Empty("Hai nơi khớp nhau.", "Mọi người mà danh sách hộ ghi đều đã có hồ sơ ở sổ này, không ai quá tuổi của đối tượng."),
        lambda gap: BOOK.page_of(gap.case) if gap.case else household_url(gap.member.household),
        TABS,
        [("Ghi người đủ điều kiện", BOOK.add_url(AssistanceCase))] if writes else [],
        may_export=writes,
    )
    return page.draw(request, [gap for gap in rows if not form.state or gap.is_receiving == (form.state == "dang_huong")], form)


@reads(*ASSISTANCE)
def assistance_case(request: OfficeRequest, pk: int) -> HttpResponse:
    """One case with the amounts of its months."""
    row = get_object_or_404(cases(request.user, request.ward.pk), pk=pk)
    facts = [
        ("Hộ", row.household), ("Đối tượng", rate_name(row.code)),
        ("Số lần hệ số", row.times), ("Đủ điều kiện từ ngày", row.eligible_on), ("Số quyết định", row.number),
        ("Ngày quyết định", row.decided_on), ("Hưởng từ ngày", row.from_on),
        ("Hưởng đến hết ngày", row.to_on or ("Chưa thôi hưởng" if row.from_on else None)),
    ]  # fmt: skip
    facts += [("Lý do thôi hưởng", row.end_reason)] if row.end_reason else []
    facts += [("Không được hưởng", f"{format_dmy(row.refused_on)}: {row.refused_reason}")] if row.refused_on else []
    columns = [
        Column("Từ ngày", lambda line: line[0], "day"),
        Column("Mức một tháng", lambda line: MISSING if line[1] is None else format_dong(line[1]), css="n"),
    ]
    note = "Mức chuẩn nhân hệ số theo Mức, định mức áp dụng tại từng ngày; dòng nào chưa đối chiếu với văn bản thì xem ở trang đó."
    section = Section("Mức hưởng", columns, _amounts(row), "Chưa hưởng nên chưa có mức.", note=note, acts=False)
    return RecordPage(BOOK, row, row.member.full_name, facts, [section], badge=case_badge(row)).draw(request)


def _amounts(row: AssistanceCase) -> list[tuple[date, int | None]]:
    if row.from_on is None:
        return []
    last = min(row.to_on or timezone.localdate(), timezone.localdate())
    return benefit_history(rate_table(row.ward_id), row.code, row.times, row.from_on, max(last, row.from_on))
