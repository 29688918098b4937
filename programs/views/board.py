"""The board of the ward for those who oversee the plan: on the page and as a workbook."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.documents.responses import download
from camphucnam.documents.sheets import workbook_of
from camphucnam.kernel.dates import format_dmy
from camphucnam.ui.badges import state_badge
from camphucnam.ui.filters import Filters
from camphucnam.ui.tables import Column, Empty, Table
from programs.forms.assignments import BoardFilter
from programs.models import Agency, Plan
from programs.rules.words import Timing
from programs.selectors.board import Board, ward_board
from programs.selectors.ownership import gaps_of
from programs.selectors.plans import plan_years
from programs.selectors.work import AgencyBoard, WorkItem, looked_at_on
from programs.views.plan import asked_plan, tabs

HEADING = "Bảng theo dõi nhiệm vụ"
SHOWN = 140  # characters of a long text; the page of the assignment shows all of it


def _due(item: WorkItem) -> Any:
    if item.due.day is None or not item.due_badge:
        return "–"
    return format_html(
        '<span>{}<br><span class="muted small nowrap">hạn {}</span></span>',
        state_badge(item.due_badge, item.due_short),
        format_dmy(item.due.day),
    )


def _agencies(item: WorkItem) -> SafeString:
    partners = "; ".join(agency.name for agency in item.partners)
    more = format_html('<br><span class="muted small">Phối hợp: {}</span>', partners) if partners else ""
    return format_html("<span>{}{}</span>", item.assignment.agency.name, more)


def _newest(item: WorkItem) -> str:
    if item.note is None:
        return "Chưa có ghi chép"
    return f"{format_dmy(timezone.localdate(item.note.at))}: {item.note.text}"


COLUMNS = (
    Column("Nhiệm vụ", lambda item: Truncator(item.assignment.title).chars(SHOWN)),
    Column("Đơn vị chủ trì", _agencies),
    Column("Tình trạng", lambda item: state_badge(item.badge, item.state_label)),
    Column("Hạn", _due),
    Column("Ghi chép mới nhất", lambda item: Truncator(_newest(item)).chars(SHOWN), hide_on_phone=True),
    Column("Đang nhắc", lambda item: format_dmy(item.nudge.on) if item.nudge else "–", hide_on_phone=True),
)
SHEET = (
    Column("Mã", lambda item: item.assignment.code),
    Column("Nhiệm vụ", lambda item: item.assignment.title),
    Column("Đơn vị chủ trì", lambda item: item.assignment.agency.name),
    Column("Đơn vị phối hợp", lambda item: "; ".join(agency.name for agency in item.partners)),
    Column("Tình trạng", lambda item: item.state_label),
    Column("Hạn", lambda item: item.due.day, "day"),
    Column("So với hạn", lambda item: item.due_short),
    Column("Ghi chép mới nhất", _newest),
    Column("Nhắc ngày", lambda item: item.nudge.on if item.nudge else None, "day"),
)


def _asked(request: OfficeRequest, plan: Plan) -> tuple[Board, Filters]:
    agencies = Agency.objects.current().filter(ward=request.ward, assignments__plan=plan).distinct()
    form = BoardFilter(request.GET, agencies=agencies)
    board = ward_board(plan, agency=form.chosen("don_vi"), state=form.chosen("tinh_trang"), timing=form.chosen("han"))
    return board, Filters(form, request.GET, searches=False, keep=("nam",))


@needs(Permission.EDIT_PLAN, Permission.VIEW_FIGURES)
def board_page(request: OfficeRequest) -> HttpResponse:
    """Every assignment, overdue first; counts by agency beside it."""
    plan = asked_plan(request)
    if plan is None:
        return render(request, "programs/no_plan.html")
    board, filters = _asked(request, plan)
    context = {
        "plan": plan,
        "years": plan_years(plan, lambda before: ward_board(before).n_in(Timing.OVERDUE)),
        "day": looked_at_on(plan),
        "board": board,
        "board_url": f"{reverse('programs:board')}?nam={plan.year}",
        "n_overdue": board.n_in(Timing.OVERDUE),
        "n_due_soon": board.n_in(Timing.DUE_SOON),
        "filters": filters,
        "gaps": gaps_of(plan),
        "table": _table(board),
        "by_agency": _counts(board, plan.year),
        "tabs": tabs(plan, "programs:board", request.user),
    }
    return render(request, "programs/board.html", context)


@needs(Permission.EDIT_PLAN, Permission.VIEW_FIGURES)
def board_sheet(request: OfficeRequest) -> HttpResponseBase:
    """What the board shows, as a workbook."""
    plan = asked_plan(request)
    if plan is None:
        return render(request, "programs/no_plan.html")
    board, filters = _asked(request, plan)
    described = "; ".join(f"{chip.label}: {chip.value}" for chip in filters.chips) or "Tất cả"
    record(
        Action.LIST_EXPORTED, by=request.user, ward_id=request.ward.pk, target=plan, target_label=HEADING,
        dieu_kien=described, dong=len(board.items),
    )  # fmt: skip
    lead = [f"Kế hoạch năm {plan.year}. {described}. Tình trạng tại ngày {format_dmy(looked_at_on(plan))}."]
    return download(workbook_of(HEADING, lead, SHEET, board.items), f"nhiem-vu-{plan.year}.xlsx")


def _table(board: Board) -> Table:
    return Table(
        COLUMNS,
        board.items,
        caption=HEADING,
        row_url=lambda item: reverse("programs:assignment", args=[item.assignment.pk]),
        empty=Empty("Không có nhiệm vụ nào như điều kiện đã chọn.", "Bỏ bớt điều kiện lọc."),
    )


def _counts(board: Board, year: int) -> Table:
    def figure(row: AgencyBoard, label: str, number: int, query: str) -> Any:
        if not number:
            return 0
        url = f"{reverse('programs:board')}?nam={year}&don_vi={row.agency.code}&{query}"
        return format_html('<a href="{}" aria-label="{}: {}">{}</a>', url, label, number, number)

    columns = [
        Column("Đơn vị", lambda row: row.agency.name),
        Column("Nhiệm vụ", lambda row: len(row.items), "number"),
        Column("Quá hạn", lambda row: figure(row, "Quá hạn", row.n_overdue, "han=overdue"), css="n"),
        Column("Sắp đến hạn", lambda row: figure(row, "Sắp đến hạn", row.n_due_soon, "han=due_soon"), css="n"),
        Column("Hoàn thành", lambda row: row.n_done, "number"),
        Column("Đang nhắc", lambda row: len(row.nudged), "number"),
    ]
    return Table(columns, board.agencies, caption="Số nhiệm vụ theo đơn vị")
