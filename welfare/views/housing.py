"""Pages of housing support."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.files.kinds import FileKind
from camphucnam.files.responses import file_response
from camphucnam.kernel.numbers import MISSING, format_dong
from camphucnam.ui.badges import state_badge
from camphucnam.ui.tables import Column, Empty
from households.views.columns import code_column, group_column, name_column
from programs.policies import can_work
from programs.views.access import reads
from registers.forms import RegisterFilter
from registers.selectors import found_by, household_paths
from registers.views.pages import ListPage, RecordPage, Section, voided_badge
from support.views.ties import GRANT_COLUMN
from welfare.models import HousingCase, HousingFile, HousingMoney
from welfare.models.base import HOUSING
from welfare.rules.housing import HousingKind, HousingStage
from welfare.selectors.housing import housing_cases, wanting_on
from welfare.views.catalogue import BOOK
from welfare.views.insurance import home_badge

TABS = (("Nhà ở được hỗ trợ", "welfare:housing"), ("Hộ khó khăn về nhà ở", "welfare:housing_wanting"))
KINDS = {
    HousingStage.PROPOSED: "draft",
    HousingStage.APPROVED: "waiting",
    HousingStage.UNDER_WAY: "running",
    HousingStage.HANDED_OVER: "done",
    HousingStage.DROPPED: "stopped",
}


def stage_badge(row: Any) -> SafeString:
    """Where a house stands."""
    return voided_badge(row) if row.is_voided else state_badge(KINDS[HousingStage(row.stage)], HousingStage.label_of(row.stage))


CASE_COLUMNS = [
    name_column("Chủ hộ", "household__head_name"),
    code_column(),
    group_column(hide_on_phone=True),
    Column("Phân loại hộ", lambda row: home_badge(row.household_class)),
    Column("Hình thức", lambda row: HousingKind.label_of(row.kind)),
    Column("Giai đoạn", stage_badge),
    Column("Từ ngày", "stage_on", "day"),
    Column("Đã chi", lambda row: format_dong(row.paid_dong) if row.paid_dong else "", css="n"),
]


@reads(*HOUSING)
def housing(request: OfficeRequest) -> HttpResponseBase:
    """Houses by stage."""
    form = RegisterFilter(
        request.GET, search="Tìm theo tên hoặc mã hộ", states=[("", "Tất cả"), *HousingStage.choices()], state_label="Giai đoạn"
    )
    rows = found_by(housing_cases(request.user, request.ward.pk), form.text, household_paths("household"))
    rows = rows if form.with_voided else rows.counting()
    writes = can_work(request.user, request.ward.pk, *HOUSING)
    page = ListPage(
        "Hỗ trợ nhà ở",
        "Nhà xây mới, sửa chữa cho hộ nghèo, hộ cận nghèo: từ đề nghị đến bàn giao. Chỉ tiêu T10 đếm hộ cận nghèo vào ngày bàn giao.",
        "nhà",
        CASE_COLUMNS,
        Empty("Chưa có nhà nào khớp.", "Đề nghị hỗ trợ cho hộ khó khăn về nhà ở, rồi ghi từng bước."),
        BOOK.page_of,
        TABS,
        [("Đề nghị hỗ trợ nhà ở", BOOK.add_url(HousingCase))] if writes else [],
        may_export=writes,
    )
    return page.draw(request, rows.filter(stage=form.state) if form.state else rows, form)


WANTING_COLUMNS = [
    name_column("Chủ hộ", "household__head_name"),
    code_column(),
    group_column(),
    Column("Phân loại hộ", lambda row: home_badge(row.household_class)),
    Column("Nhà ở đã ghi", "condition"),
]


@reads(*HOUSING)
def housing_wanting(request: OfficeRequest) -> HttpResponseBase:
    """Poor and near-poor households without a house or in an unsafe one, for whom nothing is on the way."""
    form = RegisterFilter(request.GET, search="Tìm", states=[("", "Tất cả"), ("poor", "Hộ nghèo"), ("near_poor", "Hộ cận nghèo")])
    for name in ("q", "da_huy"):
        del form.fields[name]
    rows = wanting_on(request.ward.pk, timezone.localdate())
    writes = can_work(request.user, request.ward.pk, *HOUSING)
    page = ListPage(
        "Hộ khó khăn về nhà ở",
        "Hộ nghèo, hộ cận nghèo chưa có nhà ở, hoặc nhà tạm bợ, hư hỏng, dột nát theo thông tin đã ghi, chưa có hồ sơ hỗ trợ đang mở.",
        "hộ",
        WANTING_COLUMNS,
        Empty("Không có hộ nào.", "Chỉ hiện hộ đã ghi thông tin nhà ở; hộ chưa ghi thì chưa biết."),
        tabs=TABS,
        adds=[("Đề nghị hỗ trợ nhà ở", BOOK.add_url(HousingCase))] if writes else [],
        may_export=writes,
    )
    return page.draw(request, [row for row in rows if not form.state or row.household_class == form.state], form)


@reads(*HOUSING)
def housing_case(request: OfficeRequest, pk: int) -> HttpResponse:
    """One house: its steps, its money, its photographs."""
    row = get_object_or_404(housing_cases(request.user, request.ward.pk), pk=pk)
    facts = [
        ("Hộ", row.household), ("Phân loại khi đề nghị", home_badge(row.household_class)),
        ("Hình thức", HousingKind.label_of(row.kind)), ("Hiện trạng khi đề nghị", row.condition), ("Đề nghị ngày", row.proposed_on),
        ("Phê duyệt ngày", row.approved_on), ("Số quyết định", row.decision),
        ("Mức được duyệt", MISSING if row.approved_dong is None else format_dong(row.approved_dong)),
        ("Khởi công ngày", row.started_on), ("Bàn giao ngày", row.handed_over_on),
        ("Đã chi", MISSING if row.paid_dong is None else format_dong(row.paid_dong)),
    ]  # fmt: skip
    facts += [("Trùng hỗ trợ", f"{row.conflict} Vẫn hỗ trợ vì: {row.conflict_reason}")] if row.conflict else []
    facts += [("Không thực hiện", row.dropped_reason)] if row.dropped_reason else []
    page = RecordPage(BOOK, row, row.household.head_name, facts, _sections(row), badge=stage_badge(row))
    page.extra, page.template = {"photos": _photos(row)}, "welfare/housing.html"
    return page.draw(request)


def _sections(row: HousingCase) -> list[Section]:
    moneys = [
        Column("Ngày", "paid_on", "day"),
        Column("Nguồn", "origin"),
        Column("Số tiền", "amount_dong", "dong"),
        Column("Ghi chú", "note"),
        GRANT_COLUMN,
    ]
    files = [
        Column("Ngày", "taken_on", "day"),
        Column("Khi", lambda line: HousingStage.label_of(line.stage)),
        Column("Tệp", lambda line: line.caption or line.file.name),
    ]
    return [
        Section(
            "Kinh phí", moneys, row.moneys.select_related("grant__line"), "Chưa ghi khoản nào.",
            [("Ghi kinh phí", BOOK.add_url(HousingMoney, row))],
        ),
        Section(
            "Ảnh, giấy tờ", files, row.files.select_related("file"), "Chưa có ảnh, giấy tờ.",
            [("Thêm ảnh, giấy tờ", BOOK.add_url(HousingFile, row))],
            row_url=lambda line: reverse("welfare:housing_file", args=[line.pk]),
        ),
    ]  # fmt: skip


def _photos(row: HousingCase) -> list[tuple[HousingFile, str]]:
    shown = row.files.counting().filter(file__kind=FileKind.PHOTO)
    return [(photo, reverse("welfare:housing_file", args=[photo.pk])) for photo in shown]


@reads(*HOUSING)
def housing_file(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """A photograph or paper of a house; a photograph may be shown on the page."""
    visible = HousingFile.objects.visible_to(request.user).in_ward(request.ward.pk).counting()
    found = get_object_or_404(visible.select_related("file"), pk=pk)
    return file_response(found.file, inline="xem" in request.GET)
