"""Pages of job fairs and labour-market bulletins."""

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from activities.models import Participation
from activities.rules.words import ActivityState
from activities.views.activities import badge as activity_badge
from activities.views.activities import when
from activities.views.catalogue import BOOK as ACTIVITIES
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.files.responses import file_response
from camphucnam.kernel.numbers import format_int
from camphucnam.ui.tables import Column, Empty
from households.views.columns import code_column, group_column, name_column
from livelihoods.models import BulletinSpread, JobFair, LabourBulletin, Vacancy
from livelihoods.models.base import JOBS, MARKET
from livelihoods.rules.words import JobSupportKind, SpreadChannel
from livelihoods.selectors import fairs as found
from livelihoods.selectors import jobs
from livelihoods.views.catalogue import BOOK
from livelihoods.views.jobs import TABS, referral_badge, wage
from programs.policies import can_work
from programs.views.access import reads
from registers.forms import RegisterFilter
from registers.selectors import found_by
from registers.views.entries import ABOUT
from registers.views.pages import ListPage, RecordPage, Section, voided_badge


def fair_badge(row: JobFair) -> SafeString:
    """Where the activity of the fair stands."""
    return voided_badge(row) if row.is_voided else activity_badge(row.activity)


FAIR_COLUMNS = [
    Column("Phiên", "activity__title"),
    Column("Ngày", lambda row: when(row.activity)),
    Column("Đơn vị tổ chức", "organiser", hide_on_phone=True),
    Column("Nơi tuyển dụng", lambda row: row.n_employers or 0, "number"),
    Column("Vị trí", lambda row: row.n_positions or 0, "number", title="Số vị trí việc làm đưa ra"),
    Column("Đến phiên", lambda row: row.n_came or 0, "number", title="Người, hộ trong danh sách đã đến"),
    Column("Nhận việc", lambda row: row.n_placed or 0, "number"),
    Column("Tình trạng", fair_badge),
]


@reads(*JOBS)
def fairs(request: OfficeRequest) -> HttpResponseBase:
    """Job fairs."""
    states = [("", "Tất cả"), *((state.value, state.label) for state in ActivityState)]
    form = RegisterFilter(request.GET, search="Tìm theo tên phiên", states=states)
    rows = found_by(found.fairs(request.user, request.ward.pk), form.text, ("activity__search_text",))
    rows = rows if form.with_voided else rows.counting()
    page = ListPage(
        "Phiên giao dịch việc làm",
        "Phiên có người của phường tham gia: nơi tuyển dụng, vị trí đưa ra, người đến, phỏng vấn, nhận việc.",
        "phiên",
        FAIR_COLUMNS,
        Empty("Chưa có phiên nào khớp.", "Ghi phiên khi đã có kế hoạch; nơi tuyển dụng, người đến và kết quả ghi tiếp ở trang của phiên."),
        BOOK.page_of,
        TABS,
        [("Ghi phiên giao dịch", BOOK.add_url(JobFair))],
        codes=MARKET,
    )
    return page.draw(request, rows.filter(activity__state=form.state) if form.state else rows, form)


@reads(*JOBS)
def fair_of(request: OfficeRequest, pk: int) -> HttpResponse:
    """From an activity to its fair."""
    return redirect(BOOK.page_of(get_object_or_404(found.fairs(request.user, request.ward.pk), activity=pk)))


@reads(*JOBS)
def fair(request: OfficeRequest, pk: int) -> HttpResponse:
    """One fair: employers and places, who came, interviews and hires."""
    row = get_object_or_404(found.fairs(request.user, request.ward.pk), pk=pk)
    activity = row.activity
    link = format_html('<a href="{}">Kế hoạch, danh sách tham gia, ảnh, biên bản</a>', ACTIVITIES.page_of(activity))
    facts = [
        ("Đơn vị tổ chức", row.organiser), ("Đơn vị của phường phụ trách", activity.agency.name), ("Thời gian", when(activity)),
        ("Địa điểm", activity.place), ("Hoạt động", link), ("Nơi tuyển dụng, vị trí", _offered(row)),
        ("Người trong danh sách đến phiên", format_int(row.n_came or 0)), ("Người ngoài danh sách", _outside(row)),
        ("Phỏng vấn, nhận việc", f"{format_int(row.n_interviewed or 0)} người, {format_int(row.n_placed or 0)} người được nhận"),
        ("Kết quả", activity.result),
    ]  # fmt: skip
    page = RecordPage(BOOK, row, activity.title, facts, _fair_sections(request, row), badge=fair_badge(row))
    if not row.is_voided and can_work(request.user, request.ward.pk, *activity.codes):
        steps = [*ACTIVITIES.open_steps(activity), *BOOK.open_steps(row)]
        page.extra = {f"{name}_steps": [(label, url) for label, url, other in steps if other is second]
                      for name, second in (("first", False), ("other", True))}  # fmt: skip
    return page.draw(request)


def _offered(row: Any) -> str:
    return f"{format_int(row.n_employers or 0)} nơi tuyển dụng, {format_int(row.n_positions or 0)} vị trí"


def _outside(row: Any) -> str | None:
    """Everybody counted on the spot but those of the register."""
    headcount = row.activity.headcount
    return None if headcount is None else format_int(max(headcount - (row.n_came or 0), 0))


def _who(row: Participation) -> str:
    return row.name if row.member is not None else f"Hộ {row.name}"


OFFERED_COLUMNS = [
    Column("Nơi tuyển dụng", "employer"),
    Column("Công việc", "job"),
    Column("Lương một tháng", wage, hide_on_phone=True),
    Column("Cần tuyển", "positions", "number"),
    Column("Phỏng vấn", "n_referred", "number"),
    Column("Đã nhận", "n_placed", "number"),
]
CAME_COLUMNS = [
    Column("Người đến phiên", _who),
    code_column(),
    group_column("household__group__name", hide_on_phone=True),
]
MET_COLUMNS = [
    Column("Ngày", "referred_on", "day"),
    name_column("Người", "seeker__member__full_name"),
    code_column("seeker__member__household__code"),
    Column("Vị trí", lambda row: str(row.vacancy)),
    Column("Kết quả", referral_badge),
]
SUPPORT_COLUMNS = [
    Column("Ngày", "given_on", "day"),
    name_column("Người", "seeker__member__full_name"),
    Column("Nội dung", lambda row: JobSupportKind.label_of(row.kind)),
]


def _came_section(row: JobFair) -> Section:
    activity = row.activity
    lists = [
        ("Ghi người đến phiên", ACTIVITIES.add_url(Participation, activity)),
        ("Dán danh sách", reverse("activities:add_list", args=[activity.pk])),
        ("Điểm danh", reverse("activities:attendance", args=[activity.pk])),
    ]
    nobody = "Chưa điểm danh ai có mặt. Người được phỏng vấn tại phiên tự được ghi có mặt."
    note = "Ai cũng được đến, không xét đối tượng."
    return Section("Người trong danh sách đến phiên", CAME_COLUMNS, found.people_at(row), nobody, lists, note, acts=False)


def _fair_sections(request: OfficeRequest, row: JobFair) -> list[Section]:
    vacancies = jobs.vacancies(request.user, request.ward.pk).filter(fair=row)
    interviews = jobs.referrals(request.user, request.ward.pk).filter(vacancy__fair=row)
    supports = row.supports.select_related("seeker__member__household")
    offer = [("Ghi nơi tuyển dụng, vị trí", f"{BOOK.add_url(Vacancy)}?{ABOUT}={row.pk}")]
    none = "Chưa ghi phỏng vấn nào. Ghi nơi tuyển dụng trước, rồi ghi từng người được phỏng vấn."
    how = "Ghi từ trang của người tìm việc, chọn phiên này."
    return [
        Section("Nơi tuyển dụng và vị trí đưa ra", OFFERED_COLUMNS, vacancies, "Chưa ghi nơi tuyển dụng nào.", offer, row_url=BOOK.page_of),
        _came_section(row),
        Section("Phỏng vấn, nhận việc", MET_COLUMNS, interviews, none),
        Section("Tư vấn, thông tin tại phiên", SUPPORT_COLUMNS, supports, "Chưa ghi hỗ trợ nào.", note=how),
    ]


BULLETIN_COLUMNS = [
    Column("Số", "number"),
    Column("Kỳ tin", "period"),
    Column("Phát hành", "issued_on", "day"),
    Column("Nguồn tin", "source", hide_on_phone=True),
    Column("Tổ dân phố", lambda row: row.n_groups or 0, "number", title="Số tổ dân phố được phổ biến"),
    Column("Người tìm việc", lambda row: row.n_informed or 0, "number", title="Người tìm việc được thông tin bằng bản tin"),
    Column("", voided_badge),
]


@reads(*JOBS)
def bulletins(request: OfficeRequest) -> HttpResponseBase:
    """Labour-market bulletins."""
    form = RegisterFilter(request.GET, search="Tìm theo số hoặc kỳ tin", states=[("", "Tất cả"), ("chua", "Chưa phổ biến")])
    rows = found_by(found.bulletins(request.user, request.ward.pk), form.text, ("search_text",))
    rows = rows if form.with_voided else rows.counting()
    page = ListPage(
        "Bản tin thị trường lao động",
        "Bản tin đã phát hành hoặc nhận về, phổ biến bằng cách nào, đến tổ dân phố nào, ai được thông tin.",
        "bản tin",
        BULLETIN_COLUMNS,
        Empty("Chưa có bản tin nào khớp.", "Ghi bản tin khi phát hành hoặc nhận từ Trung tâm Dịch vụ việc làm, rồi ghi lần phổ biến."),
        BOOK.page_of,
        TABS,
        [("Ghi bản tin", BOOK.add_url(LabourBulletin))],
        codes=MARKET,
    )
    return page.draw(request, rows.filter(n_groups__isnull=True) if form.state else rows, form)


@reads(*JOBS)
def bulletin(request: OfficeRequest, pk: int) -> HttpResponse:
    """One bulletin: how it was spread, who was informed by it."""
    row = get_object_or_404(found.bulletins(request.user, request.ward.pk), pk=pk)
    facts = [
        ("Kỳ tin", row.period), ("Phát hành ngày", row.issued_on), ("Nguồn tin", row.source), ("Nội dung chính", row.content),
        ("Tổ dân phố được phổ biến", format_int(row.n_groups or 0)),
        ("Người tìm việc được thông tin", format_int(row.n_informed or 0)),
    ]  # fmt: skip
    spread = [
        Column("Ngày", "spread_on", "day"), Column("Hình thức", lambda r: SpreadChannel.label_of(r.channel)),
        Column("Tổ dân phố", lambda r: ", ".join(group.name for group in r.groups.all())),
        Column("Chương trình phát thanh", lambda r: str(r.broadcast) if r.broadcast else "", hide_on_phone=True), Column("Ghi chú", "note"),
    ]  # fmt: skip
    told = [
        Column("Ngày", "given_on", "day"), name_column("Người", "seeker__member__full_name"),
        code_column("seeker__member__household__code"),
    ]  # fmt: skip
    spreads = row.spreads.select_related("broadcast").prefetch_related("groups")
    supports = row.supports.select_related("seeker__member__household")
    sections = [
        Section("Đã phổ biến", spread, spreads, "Chưa ghi lần phổ biến nào.", [("Ghi lần phổ biến", BOOK.add_url(BulletinSpread, row))]),
        Section("Người tìm việc được thông tin", told, supports, "Chưa ghi ai."),
    ]
    papers = [("Tải tệp bản tin", reverse("livelihoods:bulletin_file", args=[row.pk]))] if row.file else []
    return RecordPage(BOOK, row, str(row), facts, sections, badge=voided_badge(row), papers=papers).draw(request)


@reads(*JOBS)
def bulletin_file(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """The file of a bulletin."""
    row = get_object_or_404(found.bulletins(request.user, request.ward.pk).counting(), pk=pk)
    if row.file is None:
        raise Http404
    return file_response(row.file)
