"""The list of activities and the page of one."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from activities.forms.listing import ActivityFilter
from activities.models import Activity, ActivityFile, Participation, Taking
from activities.registry import SERVED, WORKS
from activities.rules.counting import Turnout, people_of, women_of
from activities.rules.words import OWN_PAGES, ActivityKind, ActivityState, FileRole
from activities.selectors import activities as found
from activities.selectors.participation import days_marked, listed
from activities.views.catalogue import BOOK
from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission as P
from camphucnam.files.kinds import FileKind
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.numbers import MISSING, format_dong, format_int
from camphucnam.ui.badges import state_badge
from camphucnam.ui.tables import Column, Empty
from households.models.member import Sex
from programs.policies import can_work
from programs.views.access import reads
from registers.selectors import found_by, paid_for
from registers.views.pages import ListPage, RecordPage, Section, voided_badge

STATES = {
    ActivityState.PLANNED: "waiting",
    ActivityState.UNDER_WAY: "running",
    ActivityState.DONE: "done",
    ActivityState.CANCELLED: "stopped",
}


def badge(row: Any) -> SafeString:
    """Where an activity stands."""
    return voided_badge(row) if row.is_voided else state_badge(STATES[ActivityState(row.state)], ActivityState.label_of(row.state))


def days(first: Any, last: Any) -> str:
    """``01/06/2026`` or ``01/06/2026 đến 03/06/2026``."""
    if first is None:
        return ""
    return format_dmy(first) if last in (None, first) else f"{format_dmy(first)} đến {format_dmy(last)}"


def when(row: Activity) -> str:
    """When it took place, else when it is planned."""
    return days(row.from_on, row.to_on) if row.from_on else days(row.planned_from_on, row.planned_to_on)


def _came(row: Any) -> str:
    if row.headcount is not None:
        return format_int(row.headcount)
    return f"{format_int(row.n_listed)} trong danh sách" if row.n_listed else ""


LIST_COLUMNS = [
    Column("Hoạt động", "title"),
    Column("Loại", lambda row: ActivityKind.label_of(row.kind)),
    Column("Dự án, chính sách", lambda row: row.subject_code, hide_on_phone=True),
    Column("Đơn vị", "agency__name", hide_on_phone=True),
    Column("Ngày", when),
    Column("Người dự", _came),
    Column("Tình trạng", badge),
]


@reads(*SERVED, *WORKS)
def activity_list(request: OfficeRequest) -> HttpResponseBase:
    """Activities of a year in calendar order, all or the own agency's."""
    visible = found.activities(request.user, request.ward.pk)
    form = ActivityFilter(request.GET, rows=visible, ward_id=request.ward.pk)
    rows = found_by(form.apply(visible), form.value("q"), ("search_text",))
    page = ListPage(
        "Hoạt động",
        "Lớp tập huấn, mô hình, truyền thông, khảo sát, thăm hỏi, vận động quỹ: kế hoạch và kết quả.",
        "hoạt động",
        LIST_COLUMNS,
        Empty("Chưa có hoạt động nào khớp.", "Lên kế hoạch hoạt động, rồi ghi người tham gia, điểm danh và kết quả khi thực hiện."),
        BOOK.page_of,
        adds=[("Lên kế hoạch hoạt động", BOOK.add_url(Activity))] if found.may_plan(request.user, request.ward.pk) else [],
        may_export=True,
    )
    return page.draw(request, found.with_counts(rows.order_by("planned_from_on", "pk")), form, total=rows.count())


@needs(P.EDIT_PLAN, P.NOTE_PROGRESS, P.VIEW_REGISTER)
def activity_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """One activity: plan beside what was done, who took part, photographs, minutes."""
    row = get_object_or_404(found.with_counts(found.activities(request.user, request.ward.pk)), pk=pk)
    subject = row.subproject or row.policy
    facts = [
        ("Loại", ActivityKind.label_of(row.kind)), ("Thuộc", str(subject) if subject else "Không thuộc dự án, chính sách nào"),
        *([("Nội dung", f"{row.content.order}. {row.content.text}")] if row.content else []),
        ("Đơn vị thực hiện", row.agency.name), ("Địa điểm", row.place),
        ("Tổ dân phố được đến", ", ".join(group.name for group in row.groups.all())), ("Kết quả", row.result),
    ]  # fmt: skip
    own = OWN_PAGES.get(ActivityKind(row.kind))
    if own is not None:
        facts.append(("Sổ riêng", format_html('<a href="{}">{}</a>', reverse(own, args=[row.pk]), ActivityKind.label_of(row.kind))))
    if row.cancel_reason:
        facts.append(("Lý do không thực hiện", row.cancel_reason))
    page = RecordPage(BOOK, row, row.title, facts, _sections(row, _taking_section(row)), badge=badge(row), papers=_papers(request, row))
    page.extra = {"photos": _photos(row)}
    page.template = "activities/activity.html"
    return page.draw(request)


def _papers(request: OfficeRequest, row: Activity) -> list[tuple[str, str]]:
    return [("Danh sách ký tên (PDF)", reverse("activities:sheet", args=[row.pk]))] if row.n_listed else []  # type: ignore[attr-defined]


def _photos(row: Activity) -> list[tuple[ActivityFile, str]]:
    shown = row.files.counting().filter(role=FileRole.PHOTO, file__kind=FileKind.PHOTO)
    return [(photo, reverse("activities:file", args=[photo.pk])) for photo in shown]


def _number(value: Any) -> str:
    return MISSING if value is None else format_int(value)


def _money(value: Any) -> str:
    return MISSING if value is None else format_dong(value)


def _paid(row: Activity) -> list[tuple[str, str, str]]:
    """What vouchers say beside the cost that was typed, where anything was paid."""
    paid = paid_for(row)
    if paid is None:
        return []
    found = [("Đã chi theo chứng từ", "", format_dong(paid))]
    if row.cost_dong is not None and row.cost_dong != paid:
        side = "Chứng từ nhiều hơn số ghi ở hoạt động" if paid > row.cost_dong else "Chứng từ ít hơn số ghi ở hoạt động"
        found.append(("Chênh lệch", "", f"{side} {format_dong(abs(paid - row.cost_dong))}"))
    return found


def _sections(row: Activity, *more: Section | None) -> list[Section]:
    came = [person for person in listed(row).counting() if person.n_days]
    marked = row.headcount is not None or bool(days_marked(row))
    turnout = Turnout(row.headcount, row.headcount_women, tuple(person.sex for person in came), has_marks=marked)
    people, women = people_of(turnout), women_of(turnout)
    compared = [
        ("Thời gian", days(row.planned_from_on, row.planned_to_on), days(row.from_on, row.to_on) or MISSING),
        ("Số người", _number(row.expected_participants), _number(people)),
        ("Trong đó nữ", "", _number(women)),
        ("Kinh phí", _money(row.planned_cost_dong), _money(row.cost_dong)), *_paid(row),
    ]  # fmt: skip
    columns = [Column("", lambda line: line[0]), Column("Kế hoạch", lambda line: line[1]), Column("Thực hiện", lambda line: line[2])]
    plan = Section("Kế hoạch và thực hiện", columns, compared, "", acts=False)
    return [plan, _people_section(row), *filter(None, more), _file_section(row)]


def _who(row: Participation) -> str:
    if row.household is None:
        return f"{row.name}, {row.outside_organisation}" if row.outside_organisation else row.name
    return row.name if row.member is not None else f"Hộ {row.name}"


def _verdict(row: Participation) -> SafeString | str:
    if row.is_eligible is None:
        return "Không xét"
    if row.is_eligible:
        return format_html('<span title="{}">Thuộc đối tượng</span>', row.basis)
    return format_html('<span title="{}">Chưa thuộc đối tượng</span>: {}', row.basis, row.override_reason)


def _people_section(row: Activity) -> Section:
    marked = len(days_marked(row))
    adds = [
        ("Ghi người tham gia", BOOK.add_url(Participation, row)),
        ("Dán danh sách", reverse("activities:add_list", args=[row.pk])),
        ("Điểm danh", reverse("activities:attendance", args=[row.pk])),
    ]
    columns = [
        Column("Người tham gia", _who),
        Column(
            "Mã hộ", lambda r: r.household.code if r.household else mark_safe('<span class="muted">Ngoài danh sách</span>'), css="nowrap"
        ),
        Column("Giới tính", lambda r: Sex.label_of(r.sex), hide_on_phone=True),
        Column("Đối tượng", _verdict),
        Column("Có mặt", lambda r: f"{r.n_days}/{marked} buổi" if marked else MISSING),
        Column("Kết quả", "result"),
    ]
    note = f"Đối tượng xét vào ngày đầu của hoạt động ({format_dmy(row.first_day)})." if row.judged_by else ""
    return Section("Người tham gia", columns, listed(row), "Chưa ghi ai tham gia.", adds, note)


def _file_section(row: Activity) -> Section:
    link = lambda r: format_html(  # noqa: E731
        '<a href="{}" download>{}</a>', reverse("activities:file", args=[r.pk]), r.caption or r.file.name
    )
    columns = [Column("Tệp", link), Column("Loại tệp", lambda r: FileRole.label_of(r.role)), Column("Ngày", "taken_on", "day")]
    adds = [("Thêm ảnh, biên bản", BOOK.add_url(ActivityFile, row))]
    return Section("Ảnh, biên bản", columns, row.files.select_related("file", "activity"), "Chưa có ảnh hay biên bản.", adds)


def _taking_section(row: Activity) -> Section | None:
    if row.kind != ActivityKind.FUND_DRIVE:
        return None
    columns = [
        Column("Ngày nhận", "received_on", "day"),
        Column("Người, đơn vị ủng hộ", "source"),
        Column("Tổ dân phố", lambda r: r.group.name if r.group else ""),
        Column("Số tiền", "amount_dong", "dong"),
        Column("Ghi chú", "note"),
    ]
    total: Any = getattr(row, "taken_dong", None)
    note = f"Tổng đã nhận: {format_dong(total)}." if total else ""
    rows = row.takings.select_related("group", "activity")
    return Section("Khoản ủng hộ", columns, rows, "Chưa ghi khoản ủng hộ nào.", [("Ghi khoản ủng hộ", BOOK.add_url(Taking, row))], note)


def keeps(request: OfficeRequest, row: Activity) -> bool:
    """Whether the person keeps this activity."""
    return can_work(request.user, request.ward.pk, *row.codes)
