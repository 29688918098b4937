"""The yearly plan of inspection and supervision: the list, one item, the list on paper."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.documents.pdf import pdf_of
from camphucnam.documents.responses import download
from camphucnam.documents.words import letterhead
from camphucnam.ui.tables import Column, Empty
from oversight.forms.listing import YearlyFilter
from oversight.models import PlanItem
from oversight.policies import can_read_visits
from oversight.rules.words import ItemState, OversightKind
from oversight.selectors import registers as found
from oversight.views.access import follows, plans, tabs_for
from oversight.views.badges import item_badge
from oversight.views.catalogue import BOOK
from registers.selectors import found_by
from registers.views.pages import ListPage, RecordPage, Section


def looked_at(row: PlanItem) -> str:
    """Codes of the (sub-)projects and policies, in the order of the plan."""
    return ", ".join(subject.code for subject in [*row.subprojects.all(), *row.policies.all()])


def where(row: PlanItem) -> str:
    """Groups, and whom it is about."""
    groups = ", ".join(group.name for group in row.groups.all())
    return "; ".join(filter(None, (groups, row.target)))


COLUMNS = [
    Column("Nội dung", "subject"),
    Column("Hình thức", lambda row: OversightKind.label_of(row.kind)),
    Column("Dự án, chính sách", looked_at, hide_on_phone=True),
    Column("Địa bàn, đối tượng", where, hide_on_phone=True),
    Column("Dự kiến", "when", css="nowrap"),
    Column("Đơn vị chủ trì", "agency__name", hide_on_phone=True),
    Column("Đã làm ngày", "last_held_on", "day"),
    Column("Tình trạng", item_badge),
]


@follows
def plan_list(request: OfficeRequest) -> HttpResponseBase:
    """Items of a year with where they stand."""
    visible, today = found.plan_items(request.user, request.ward.pk), timezone.localdate()
    form = YearlyFilter(request.GET, years=found.years(visible), today=today.year, states=ItemState.choices())
    rows = found.in_state(found_by(visible, form.value("q"), ("search_text",)), form.value("tinh_trang"), today)
    rows = rows if form.year is None else rows.filter(planned_to_on__year=form.year)
    rows = rows.filter(kind=form.value("hinh_thuc")) if form.value("hinh_thuc") else rows
    keeps = plans(request)
    page = ListPage(
        f"Kế hoạch kiểm tra, giám sát{f' năm {form.year}' if form.year else ''}",
        "Kiểm tra của phường và giám sát của Mặt trận: nội dung, thời gian, đơn vị chủ trì, đã thực hiện chưa.",
        "nội dung", COLUMNS, Empty("Chưa có nội dung nào khớp.", "Đưa nội dung vào kế hoạch năm, rồi ghi từng cuộc khi thực hiện."),
        BOOK.page_of, tabs_for(request), [("Đưa nội dung vào kế hoạch", BOOK.add_url(PlanItem))] if keeps else [],
        [("Kế hoạch năm (PDF)", f"{reverse('oversight:plan_pdf')}?nam={form.year or form.newest}")] if rows else [],
        may_export=keeps,
    )  # fmt: skip
    return page.draw(request, rows if form.value("da_huy") else rows.counting(), form)


@follows
def item(request: OfficeRequest, pk: int) -> HttpResponse:
    """One item with its visits, for those who read them."""
    row = get_object_or_404(found.plan_items(request.user, request.ward.pk), pk=pk)
    subjects = "; ".join(str(subject) for subject in [*row.subprojects.all(), *row.policies.all()])
    facts: list[tuple[str, Any]] = [
        ("Hình thức", OversightKind.label_of(row.kind)), ("Dự kiến", row.when), ("Đơn vị chủ trì", row.agency.name),
        ("Dự án, chính sách", subjects), ("Tổ dân phố", ", ".join(group.name for group in row.groups.all())),
        ("Đối tượng, phạm vi", row.target), ("Số cuộc đã làm", row.n_visits or 0),
    ]  # fmt: skip
    if row.drop_reason:
        facts.append(("Lý do không thực hiện", row.drop_reason))
    sections = [_visits(request, row)] if can_read_visits(request.user, request.ward.pk) else []
    return RecordPage(BOOK, row, row.subject, facts, sections, badge=item_badge(row)).draw(request)


def _visits(request: OfficeRequest, row: PlanItem) -> Section:
    columns = [
        Column("Ngày", "held_on", "day"),
        Column("Tổ dân phố, địa điểm", lambda r: ", ".join(filter(None, (r.group.name if r.group else "", r.place)))),
        Column("Số hộ", "n_households", "number"),
        Column("Phát hiện", "n_findings", "number"),
        Column("Kiến nghị", "n_recommendations", "number"),
    ]
    rows = found.visits(request.user, request.ward.pk).counting().filter(item=row)
    adds = [] if row.drop_reason else [("Ghi cuộc kiểm tra, giám sát", reverse("oversight:hold", args=[row.pk]))]
    return Section("Các cuộc đã làm", columns, rows, "Chưa có cuộc nào.", adds, acts=False, row_url=BOOK.page_of)


@follows
def plan_pdf(request: OfficeRequest) -> HttpResponseBase:
    """The plan of a year as a list on paper."""
    visible, today = found.plan_items(request.user, request.ward.pk).counting(), timezone.localdate()
    asked = YearlyFilter(request.GET, years=found.years(visible), today=today.year, states=[])
    year = asked.year or asked.newest
    rows = list(visible.filter(planned_to_on__year=year, drop_reason=""))
    lines = [(row, OversightKind.label_of(row.kind), looked_at(row), where(row)) for row in rows]
    head = letterhead(request.ward.profile_on(today), None, year)
    context = {"year": year, "lines": lines, "head": head, "is_demo": request.ward.is_demo}
    content = pdf_of("oversight/pdf/plan.html", context, today)
    record(
        Action.LIST_EXPORTED, by=request.user, ward_id=request.ward.pk, target_label="Kế hoạch kiểm tra, giám sát", nam=year, dong=len(rows)
    )
    return download(content, f"ke-hoach-kiem-tra-giam-sat-{year}.pdf")
