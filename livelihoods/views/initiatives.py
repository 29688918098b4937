"""Pages of livelihood models and production groups."""

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.safestring import SafeString

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.kernel.numbers import format_decimal, format_dong, format_int
from camphucnam.ui.badges import state_badge
from camphucnam.ui.tables import Column, Empty
from households.views.columns import code_column, group_column, name_column
from livelihoods.models import (
    GroupMember,
    GroupTraining,
    LinkageContract,
    LivelihoodModel,
    ModelIncome,
    ModelInput,
    ModelParticipant,
    ProductionGroup,
    SeasonResult,
)
from livelihoods.models.base import GROUPS, MODELS
from livelihoods.rules.picklists import model_kinds, name_of
from livelihoods.rules.words import IncomeMoment, LeaderPriority, ModelState
from livelihoods.selectors import initiatives
from livelihoods.views.catalogue import BOOK
from programs.views.access import reads
from registers.forms import RegisterFilter
from registers.selectors import found_by
from registers.views.pages import ListPage, RecordPage, Section, voided_badge
from support.views.ties import GRANT_COLUMN

KINDS = {
    ModelState.PROPOSED: "draft",
    ModelState.APPROVED: "waiting",
    ModelState.RUNNING: "running",
    ModelState.EVALUATED: "done",
    ModelState.STOPPED: "stopped",
}
HOUSEHOLD = [
    code_column(),
    name_column("Chủ hộ", "household__head_name"),
    group_column("household__group__name", hide_on_phone=True),
]


def model_badge(row: LivelihoodModel) -> SafeString:
    """Where a model stands."""
    return voided_badge(row) if row.is_voided else state_badge(KINDS[ModelState(row.state)], ModelState.label_of(row.state))


def quantity(row: ModelInput | LinkageContract | SeasonResult) -> str:
    """``12,5 kg``; the sentence for missing."""
    value: Decimal | None = row.quantity
    return f"{format_decimal(value, 2)} {row.unit}".strip() if value is not None else "Chưa có số liệu"


@reads(*MODELS)
def models(request: OfficeRequest) -> HttpResponseBase:
    """Livelihood models."""
    form = RegisterFilter(request.GET, search="Tìm theo tên mô hình", states=[("", "Tất cả"), *ModelState.choices()])
    rows = found_by(initiatives.models_of(request.user, request.ward.pk), form.text, ("search_text",))
    rows = rows if form.with_voided else rows.counting()
    page = ListPage(
        "Mô hình sinh kế",
        "Mô hình, dự án giảm nghèo: ai tham gia, được hỗ trợ gì, thu nhập trước và sau, đã nhân rộng ở đâu.",
        "mô hình",
        [Column("Mô hình", "name"), Column("Loại", lambda row: name_of(model_kinds(), row.kind)),
         Column("Thực hiện", lambda row: "Tổ, nhóm" if row.is_group else "Một hộ", hide_on_phone=True),
         Column("Số hộ", "n_households", "number"), Column("Nhân rộng", "n_copies", "number", title="Số mô hình nhân rộng từ mô hình này"),
         Column("Đề xuất", "proposed_on", "day"), Column("Bắt đầu", lambda row: row.started_on, "day"), Column("Tình trạng", model_badge)],
        Empty("Chưa có mô hình nào khớp.", "Ghi mô hình khi có đề xuất; mô hình nhân rộng thì chọn mô hình gốc."),
        BOOK.page_of, (), [("Đề xuất mô hình", BOOK.add_url(LivelihoodModel))], codes=MODELS,
    )  # fmt: skip
    return page.draw(request, rows.filter(state=form.state) if form.state else rows, form)


@reads(*MODELS)
def model(request: OfficeRequest, pk: int) -> HttpResponse:
    """One model."""
    row = get_object_or_404(initiatives.models_of(request.user, request.ward.pk), pk=pk)
    sections = [*_model_sections(row), _income_section(row), _copies(row)]
    return RecordPage(BOOK, row, row.name, _model_facts(row), sections, badge=model_badge(row)).draw(request)


def _model_facts(row: LivelihoodModel) -> list[tuple[str, Any]]:
    leader = f"{row.leader.full_name} ({row.leader.household.code})" if row.leader else None
    return [
        ("Loại", name_of(model_kinds(), row.kind)),
        ("Thực hiện", "Tổ, nhóm cộng đồng" if row.is_group else "Một hộ"),
        ("Nơi thực hiện", row.place),
        ("Người chịu trách nhiệm", leader),
        ("Diện ưu tiên", LeaderPriority.label_of(row.priority) or "Không thuộc diện ưu tiên"),
        ("Nhân rộng từ", row.copy_of.name if row.copy_of else "Mô hình mới"),
        ("Đề xuất ngày", row.proposed_on),
        ("Phê duyệt ngày", row.approved_on or "Chưa phê duyệt"),
        ("Văn bản phê duyệt", row.decision or "Chưa ghi"),
        ("Bắt đầu ngày", row.started_on or "Chưa bắt đầu"),
        ("Kết thúc ngày", row.ended_on or "Chưa kết thúc"),
        ("Kết quả", row.outcome or "Chưa đánh giá"),
        ("Trị giá đã hỗ trợ", format_dong(initiatives.value_given(row))),
    ]


def eligible_words(row: ModelParticipant) -> str:
    """Eligible, why the household takes part all the same, or that nobody asked."""
    if row.is_eligible is None:
        return "Chưa xét"
    return "Thuộc đối tượng" if row.is_eligible else f"Chưa thuộc đối tượng: {row.override_reason}"


def _model_sections(row: LivelihoodModel) -> list[Section]:
    income_columns = [
        Column("Ngày hỏi", "asked_on", "day"), code_column(), Column("Thời điểm",
        lambda r: IncomeMoment.label_of(r.moment)),
        Column("Một người một tháng", "amount_dong", "dong"), Column("Nguồn", "source", hide_on_phone=True),
    ]  # fmt: skip
    return [
        Section(
            "Hộ tham gia",
            [*HOUSEHOLD, Column("Từ ngày", "from_on", "day"), Column("Đến hết", lambda r: r.to_on, "day"),
             Column("Đối tượng", eligible_words, title="Có thuộc đối tượng vào ngày bắt đầu tham gia không")],
            initiatives.participants(row), "Chưa ghi hộ tham gia.", [("Ghi hộ tham gia", BOOK.add_url(ModelParticipant, row))],
        ),
        Section(
            "Đầu vào hỗ trợ",
            [Column("Ngày", "given_on", "day"), Column("Nội dung", "item"), Column("Số lượng", quantity), Column("Trị giá", "value_dong",
            "dong"),
             Column("Hộ nhận", lambda r: r.household.code if r.household else "Cả mô hình"), Column("Nguồn", "origin", hide_on_phone=True),
             GRANT_COLUMN],
            initiatives.inputs(row), "Chưa ghi đầu vào hỗ trợ.", [("Ghi đầu vào hỗ trợ", BOOK.add_url(ModelInput, row))],
        ),
        Section("Thu nhập đã hỏi", income_columns, initiatives.incomes(row), "Chưa hỏi thu nhập hộ nào.", [("Ghi thu nhập",
        BOOK.add_url(ModelIncome, row))]),
    ]  # fmt: skip


def _income_section(row: LivelihoodModel) -> Section:
    columns = [
        code_column("code"), name_column("Chủ hộ", "head_name"), Column("Trước", "before_dong", "dong"),
        Column("Sau", "after_dong", "dong"),
        Column("Tăng, giảm", "change_dong", "dong"),
    ]  # fmt: skip
    note = "Thu nhập bình quân một người một tháng: lần hỏi gần nhất của mỗi thời điểm."
    found = initiatives.income_comparison(initiatives.incomes(row))
    return Section("Thu nhập trước và sau khi tham gia", columns, found, "Chưa có số liệu thu nhập.", note=note, acts=False)


def _copies(row: LivelihoodModel) -> Section:
    columns = [
        Column("Mô hình", "name"),
        Column("Nơi thực hiện", "place"),
        Column("Bắt đầu", lambda r: r.started_on, "day"),
        Column("Tình trạng", model_badge),
    ]
    return Section("Đã nhân rộng", columns, row.copies.counting(), "Chưa nhân rộng ở đâu.", row_url=BOOK.page_of, acts=False)


@reads(*GROUPS)
def groups(request: OfficeRequest) -> HttpResponseBase:
    """Production groups."""
    states = [("", "Đang hoạt động"), ("tat_ca", "Tất cả")]
    form = RegisterFilter(request.GET, search="Tìm theo tên tổ, nhóm", states=states)
    rows = found_by(initiatives.groups_of(request.user, request.ward.pk), form.text, ("search_text",))
    rows = rows if form.with_voided else rows.counting()
    page = ListPage(
        "Tổ, nhóm sản xuất",
        "Tổ, nhóm sản xuất nông, lâm, ngư nghiệp: thành viên, hợp đồng liên kết, kết quả mùa vụ, tập huấn.",
        "tổ, nhóm",
        [Column("Tổ, nhóm", "name"), Column("Sản phẩm", "product"), Column("Địa bàn", "area", hide_on_phone=True),
         Column("Số hộ", "n_members", "number"), Column("Hợp đồng", "n_linkages", "number", title="Số hợp đồng liên kết tiêu thụ"),
         Column("Thành lập", "founded_on", "day"), Column("Tình trạng", group_badge)],
        Empty("Chưa có tổ, nhóm nào khớp.", "Ghi tổ, nhóm khi đã thành lập."),
        BOOK.page_of, (), [("Ghi tổ, nhóm sản xuất", BOOK.add_url(ProductionGroup))], codes=GROUPS,
    )  # fmt: skip
    return page.draw(request, rows if form.state else rows.filter(dissolved_on__isnull=True), form)


def group_badge(row: ProductionGroup) -> SafeString:
    """Working or dissolved."""
    if row.is_voided:
        return voided_badge(row)
    return state_badge("stopped", "Đã giải thể") if row.dissolved_on else state_badge("running", "Đang hoạt động")


@reads(*GROUPS)
def group(request: OfficeRequest, pk: int) -> HttpResponse:
    """One group."""
    row = get_object_or_404(initiatives.groups_of(request.user, request.ward.pk), pk=pk)
    facts = [
        ("Sản phẩm", row.product), ("Địa bàn", row.area), ("Diện tích sản xuất",
        f"{format_int(row.area_m2)} m²" if row.area_m2 is not None else None),
        ("Thành lập ngày", row.founded_on), ("Giải thể ngày", row.dissolved_on or "Đang hoạt động"),
    ]  # fmt: skip
    page = RecordPage(BOOK, row, row.name, facts, _group_sections(row), badge=group_badge(row))
    return page.draw(request)


def _group_sections(row: ProductionGroup) -> list[Section]:
    return [
        Section(
            "Hộ thành viên", [*HOUSEHOLD, Column("Từ ngày", "from_on", "day"), Column("Đến hết", lambda r: r.to_on, "day")],
            row.members.select_related("household__group"), "Chưa ghi hộ nào.", [("Ghi hộ", BOOK.add_url(GroupMember, row))],
        ),
        Section(
            "Hợp đồng liên kết tiêu thụ",
            [Column("Bên mua", "buyer"), Column("Số", "number"), Column("Sản phẩm", "product"), Column("Sản lượng", quantity),
             Column("Từ ngày", "from_on", "day"), Column("Đến hết", lambda r: r.to_on, "day")],
            row.linkages.all(), "Chưa có hợp đồng.", [("Ghi hợp đồng", BOOK.add_url(LinkageContract, row))],
        ),
        Section(
            "Kết quả mùa vụ",
            [Column("Mùa vụ", "season"), Column("Kết thúc", "ended_on", "day"), Column("Sản lượng", quantity), Column("Doanh thu",
            "revenue_dong", "dong")],
            row.seasons.all(), "Chưa có kết quả.", [("Ghi kết quả mùa vụ", BOOK.add_url(SeasonResult, row))],
        ),
        Section(
            "Tập huấn", [Column("Ngày", "held_on", "day"), Column("Nội dung", "topic"), Column("Số người dự", "n_attended", "number")],
            row.trainings.all(), "Chưa có buổi tập huấn nào.", [("Ghi tập huấn", BOOK.add_url(GroupTraining, row))],
        ),
    ]  # fmt: skip
