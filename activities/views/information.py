"""Pages of loudspeaker stations and of connected households."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.safestring import SafeString, mark_safe

from activities.models import Broadcast, Connection, Station, StationCheck
from activities.models.base import INFORMATION
from activities.rules.words import ServiceKind, StationState
from activities.selectors import registers
from activities.views.catalogue import BOOK
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.ui.badges import state_badge
from camphucnam.ui.tables import Column, Empty
from households.views.columns import code_column, group_column, name_column
from programs.policies import can_work
from programs.views.access import reads
from registers.forms import RegisterFilter
from registers.selectors import found_by, household_paths
from registers.views.pages import ListPage, RecordPage, Section, voided_badge

TABS = (("Loa truyền thanh", "activities:stations"), ("Hộ được kết nối", "activities:connections"))
NEWEST = 200
KINDS = {StationState.WORKING: "done", StationState.DAMAGED: "risk", StationState.STOPPED: "stopped"}


def station_badge(row: Any) -> SafeString:
    """How a station worked when it was last looked at."""
    if row.is_voided:
        return voided_badge(row)
    if row.last_state is None:
        return mark_safe('<span class="muted">Chưa kiểm tra</span>')
    return state_badge(KINDS[StationState(row.last_state)], StationState.label_of(row.last_state))


STATION_COLUMNS = [
    Column("Đài, cụm loa", "name"),
    Column("Tổ dân phố", lambda row: row.group.name if row.group else ""),
    Column("Số loa", "n_speakers", "number"),
    Column("Lượt đã phát", "n_aired", "number"),
    Column("Phát gần nhất", "last_aired_on", "day"),
    Column("Tình trạng", station_badge),
]


@reads(*INFORMATION)
def stations(request: OfficeRequest) -> HttpResponseBase:
    """Loudspeaker stations."""
    form = RegisterFilter(request.GET, search="Tìm theo tên", states=[("", "Tất cả"), *StationState.choices()])
    rows = registers.stations(request.user, request.ward.pk)
    rows = rows if form.with_voided else rows.counting()
    rows = rows.filter(name__icontains=form.text) if form.text else rows
    keeps = can_work(request.user, request.ward.pk, *INFORMATION)
    page = ListPage(
        "Loa truyền thanh",
        "Đài, cụm loa truyền thanh cơ sở, tình trạng thiết bị và nhật ký phát thanh.",
        "đài, cụm loa",
        STATION_COLUMNS,
        Empty("Chưa có đài, cụm loa nào khớp.", "Ghi từng đài, cụm loa, rồi ghi chương trình đã phát."),
        BOOK.page_of,
        TABS,
        [("Ghi đài, cụm loa", BOOK.add_url(Station))] if keeps else [],
        may_export=keeps,
    )
    return page.draw(request, rows.filter(last_state=form.state) if form.state else rows, form)


@reads(*INFORMATION)
def station(request: OfficeRequest, pk: int) -> HttpResponse:
    """One station: its checks and what it broadcast."""
    row = get_object_or_404(registers.stations(request.user, request.ward.pk), pk=pk)
    facts = [
        ("Tổ dân phố", row.group.name if row.group else ""), ("Nơi đặt", row.place), ("Thiết bị", row.equipment),
        ("Số loa", row.n_speakers), ("Sử dụng từ ngày", row.from_on), ("Kiểm tra gần nhất", row.last_checked_on),
    ]  # fmt: skip
    aired = [
        Column("Ngày", "on", "day"),
        Column("Chủ đề", "topic"),
        Column("Phút mỗi lần", "minutes", "number"),
        Column("Số lần", "times", "number"),
    ]
    checks = [Column("Ngày", "on", "day"), Column("Tình trạng", lambda r: StationState.label_of(r.state)), Column("Ghi chú", "note")]
    log_it, check_it = [("Ghi phát thanh", BOOK.add_url(Broadcast, row))], [("Ghi tình trạng", BOOK.add_url(StationCheck, row))]
    sections = [
        Section("Nhật ký phát thanh", aired, row.broadcasts.all()[:NEWEST], "Chưa ghi chương trình nào.", log_it),
        Section("Tình trạng thiết bị", checks, row.checks.all()[:NEWEST], "Chưa kiểm tra lần nào.", check_it),
    ]
    return RecordPage(BOOK, row, row.name, facts, sections, badge=station_badge(row)).draw(request)


CONNECTION_COLUMNS = [
    code_column(),
    name_column("Chủ hộ", "household__head_name"),
    group_column(),
    Column("Dịch vụ", lambda row: ServiceKind.label_of(row.kind)),
    Column("Nhà cung cấp", "provider"),
    Column("Từ ngày", "connected_on", "day"),
    Column("Nguồn số liệu", lambda row: voided_badge(row) or row.source, hide_on_phone=True),
]


@reads(*INFORMATION)
def connections(request: OfficeRequest) -> HttpResponseBase:
    """Households that got a telecom or internet service."""
    form = RegisterFilter(
        request.GET, search="Tìm theo tên hoặc mã hộ", states=[("", "Tất cả"), *ServiceKind.choices()], state_label="Dịch vụ"
    )
    rows = found_by(registers.connections(request.user, request.ward.pk), form.text, household_paths("household"))
    rows = rows if form.with_voided else rows.counting()
    keeps = can_work(request.user, request.ward.pk, *INFORMATION)
    page = ListPage(
        "Hộ được kết nối viễn thông, internet",
        "Hộ bắt đầu dùng dịch vụ viễn thông, internet; nhà cung cấp hoặc nguồn hỗ trợ.",
        "lượt",
        CONNECTION_COLUMNS,
        Empty("Chưa có hộ nào khớp.", "Ghi khi hộ bắt đầu dùng dịch vụ, kèm nguồn số liệu."),
        BOOK.void_url if keeps else None,
        TABS,
        [("Ghi hộ được kết nối", BOOK.add_url(Connection))] if keeps else [],
        may_export=keeps,
    )
    return page.draw(request, rows.filter(kind=form.state) if form.state else rows, form)
