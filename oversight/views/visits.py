"""Visits: the list, one visit with its evidence, the minutes on paper."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from activities.rules.words import FileRole
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.files.kinds import FileKind
from camphucnam.files.responses import file_response
from camphucnam.kernel.numbers import format_dong
from camphucnam.ui.badges import state_badge
from camphucnam.ui.idempotency import once
from camphucnam.ui.tables import Column, Empty
from households.views.columns import code_column, group_column, name_column
from households.views.fetch import FormPage, saved
from oversight.forms.entries import PlannedVisitForm
from oversight.forms.listing import YearlyFilter
from oversight.models import Finding, PlanItem, Recommendation, Visit, VisitFile, VisitHousehold
from oversight.querysets import CODES, RecommendationQuerySet
from oversight.rules.words import OversightKind
from oversight.selectors import registers as found
from oversight.services.visits import visit_record
from oversight.views.access import keeps, plans, tabs_for
from oversight.views.badges import finding_badge, recommendation_badge
from oversight.views.catalogue import BOOK
from programs.policies import can_work
from programs.views.access import keeps as only_keepers
from programs.views.access import reads
from registers.selectors import found_by
from registers.views.pages import ListPage, RecordPage, Section, voided_badge

PLANNED, UNPLANNED = "theo_ke_hoach", "ngoai_ke_hoach"
STATES = [(PLANNED, "Theo kế hoạch"), (UNPLANNED, "Ngoài kế hoạch")]


def visit_badge(row: Any) -> SafeString:
    """Of the plan, or outside of it."""
    if row.is_voided:
        return voided_badge(row)
    return state_badge("draft", "Ngoài kế hoạch") if row.item_id is None else state_badge("done", "Theo kế hoạch")


def place_of(row: Visit) -> str:
    """Group and place."""
    return ", ".join(filter(None, (row.group.name if row.group else "", row.place)))


COLUMNS = [
    Column("Ngày", "held_on", "day"),
    Column("Nội dung", "subject"),
    Column("Hình thức", lambda row: OversightKind.label_of(row.kind), hide_on_phone=True),
    Column("Đơn vị chủ trì", "agency__name", hide_on_phone=True),
    Column("Địa điểm", place_of),
    Column("Số hộ", "n_households", "number"),
    Column("Phát hiện", "n_findings", "number"),
    Column("Kiến nghị", "n_recommendations", "number"),
    Column("Kế hoạch", visit_badge),
]


@reads(*CODES)
def visit_list(request: OfficeRequest) -> HttpResponseBase:
    """Visits of a year, the newest first."""
    visible = found.visits(request.user, request.ward.pk)
    years = [day.year for day in visible.order_by().dates("held_on", "year", order="DESC")]
    form = YearlyFilter(request.GET, years=years, today=timezone.localdate().year, states=STATES)
    rows = found_by(visible, form.value("q"), ("search_text",))
    rows = rows if form.year is None else rows.filter(held_on__year=form.year)
    rows = rows.filter(kind=form.value("hinh_thuc")) if form.value("hinh_thuc") else rows
    state = form.value("tinh_trang")
    rows = rows.filter(item__isnull=state == UNPLANNED) if state else rows
    writes = plans(request)
    page = ListPage(
        "Cuộc kiểm tra, giám sát", "Ai đi, đến đâu, thăm hộ nào, phát hiện và kiến nghị gì.", "cuộc", COLUMNS,
        Empty("Chưa có cuộc nào khớp.", "Ghi cuộc theo kế hoạch từ trang của nội dung trong kế hoạch."), BOOK.page_of, tabs_for(request),
        [("Ghi cuộc ngoài kế hoạch", BOOK.add_url(Visit))] if writes else [], link=1, may_export=writes,
    )  # fmt: skip
    return page.draw(request, rows if form.value("da_huy") else rows.counting(), form)


@only_keepers(*CODES)
@once
def hold(request: OfficeRequest, pk: int) -> HttpResponse:
    """A visit of an item of the plan."""
    parent: PlanItem = get_object_or_404(found.plan_items(request.user, request.ward.pk).counting().filter(drop_reason=""), pk=pk)
    if not keeps(request, *parent.codes):
        raise Http404
    initial = {"held_on": timezone.localdate()}
    form = PlannedVisitForm(request.POST or None, initial=initial, user=request.user, ward=request.ward, parent=parent)
    if request.method == "POST" and form.is_valid() and saved(form, lambda: visit_record(form.instance, by=request.user)):
        messages.success(request, "Đã ghi cuộc kiểm tra, giám sát. Ghi tiếp hộ được thăm, phát hiện và kiến nghị.")
        return redirect(BOOK.page_of(form.instance))
    crumbs = [BOOK.list_of(PlanItem), (parent.subject, BOOK.page_of(parent))]
    lead = f"{OversightKind.label_of(parent.kind)}, {parent.when}: {parent.subject}"
    return FormPage("Ghi cuộc kiểm tra, giám sát", "Ghi cuộc này", BOOK.page_of(parent), crumbs, lead).draw(request, form)


@reads(*CODES)
def visit(request: OfficeRequest, pk: int) -> HttpResponse:
    """One visit: households, findings, recommendations, evidence."""
    row = get_object_or_404(found.visits(request.user, request.ward.pk), pk=pk)
    facts: list[tuple[str, Any]] = [
        ("Hình thức", OversightKind.label_of(row.kind)), ("Ngày thực hiện", row.held_on), ("Đơn vị chủ trì", row.agency.name),
        ("Thành phần tham gia", row.participants), ("Địa điểm", place_of(row)), ("Trong kế hoạch", _item_link(row)),
    ]  # fmt: skip
    asked = found.recommendations(request.user, request.ward.pk).filter(visit=row)
    page = RecordPage(BOOK, row, row.subject, facts, _sections(row, asked, signed=row.is_signed), badge=visit_badge(row))
    page.papers = [] if row.is_voided else [("Biên bản (PDF)", reverse("oversight:minutes", args=[row.pk]))]
    photos = row.files.counting().filter(file__kind=FileKind.PHOTO).select_related("file")
    page.extra = {"photos": [(photo, reverse("oversight:file", args=[photo.pk])) for photo in photos]}
    if not request.user.may(Permission.EDIT_PLAN, request.ward.pk):
        page.extra["other_steps"] = _steps_of_keepers(request, row)
    page.template = "oversight/visit.html"
    return page.draw(request)


def _steps_of_keepers(request: OfficeRequest, row: Visit) -> list[tuple[str, str]]:
    """What keepers besides the officer may do now: reopening signed minutes is the officer's."""
    if row.is_voided or not can_work(request.user, request.ward.pk, *row.codes):
        return []
    reopening = BOOK.step_url(row, "mo-lai")
    return [(label, url) for label, url, second in BOOK.open_steps(row) if second and url != reopening]


def _item_link(row: Visit) -> SafeString | str:
    if row.item is None:
        return f"Ngoài kế hoạch: {row.unplanned_reason}"
    return format_html('<a href="{}">{}, {}</a>', BOOK.page_of(row.item), row.item.subject, row.item.when)


def home_cell(household: Any) -> str:
    """``TDP01-003 Nguyễn Văn Ví Dụ``; empty for none."""
    return f"{household.code} {household.head_name}" if household else ""


def _sections(row: Visit, recommendations: RecommendationQuerySet, *, signed: bool) -> list[Section]:
    homes = [
        code_column(),
        name_column("Chủ hộ", "household__head_name"),
        group_column(),
        Column("Tình hình ghi nhận", "seen"),
    ]
    findings = [
        Column("Loại", finding_badge),
        Column("Nội dung", "text"),
        Column("Hộ liên quan", lambda r: home_cell(r.household)),
        Column("Số tiền", lambda r: "" if r.amount_dong is None else format_dong(r.amount_dong), css="n"),
    ]
    asked = [
        Column("Kiến nghị", "text"),
        Column("Gửi đơn vị", "agency__name"),
        Column("Hạn trả lời", "due_on", "day"),
        Column("Tình trạng", recommendation_badge),
    ]
    note = "Biên bản đã ký: không sửa được nữa." if signed else ""
    return [
        Section(
            "Hộ được kiểm tra", homes, row.households.select_related("household__group"), "Chưa ghi hộ nào.",
            [] if signed else [("Ghi hộ được kiểm tra", BOOK.add_url(VisitHousehold, row))], note, not signed,
        ),
        Section(
            "Phát hiện", findings, row.findings.select_related("household"), "Chưa ghi phát hiện nào.",
            [] if signed else [("Ghi phát hiện", BOOK.add_url(Finding, row))], note, not signed,
        ),
        Section(
            "Kiến nghị", asked, recommendations, "Chưa kiến nghị gì.", [("Kiến nghị với đơn vị", BOOK.add_url(Recommendation, row))],
            acts=False, row_url=BOOK.page_of,
        ),
        Section(
            "Ảnh, biên bản đã ký", _file_columns(), row.files.select_related("file"), "Chưa có ảnh hay biên bản.",
            [("Thêm ảnh, biên bản", BOOK.add_url(VisitFile, row))],
        ),
    ]  # fmt: skip


def _file_columns() -> list[Column]:
    def link(row: VisitFile) -> SafeString:
        if row.is_voided:
            return mark_safe('<span class="muted">Tệp đã hủy</span>')
        return format_html('<a href="{}" download>{}</a>', reverse("oversight:file", args=[row.pk]), row.caption or row.file.name)

    return [Column("Tệp", link), Column("Loại tệp", lambda r: FileRole.label_of(r.role)), Column("Ngày tải lên", "recorded_at", "day")]


@reads(*CODES)
def evidence(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """A photograph or paper of a visit; a photograph may be shown on the page."""
    visible = VisitFile.objects.visible_to(request.user).in_ward(request.ward.pk).counting()
    row = get_object_or_404(visible.filter(visit__voided_at__isnull=True).select_related("file"), pk=pk)
    return file_response(row.file, inline="xem" in request.GET)
