"""Pages of the registers of work: seekers, vacancies, placements, work abroad."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.kernel.numbers import format_int
from camphucnam.ui.badges import state_badge
from camphucnam.ui.tables import Column, Empty
from households.views.columns import code_column, group_column, name_column
from livelihoods.models import JobSeeker, JobSupport, Placement, Referral, Vacancy, WorkAbroad
from livelihoods.models.base import JOBS
from livelihoods.rules.words import AbroadState, JobSupportKind, ReferralState, SeekerEnd
from livelihoods.selectors import jobs
from livelihoods.views.catalogue import BOOK
from programs.views.access import reads
from registers.forms import RegisterFilter
from registers.selectors import found_by, person_paths
from registers.views.pages import ListPage, RecordPage, Section, voided_badge

TABS = (
    ("Người tìm việc", "livelihoods:seekers"),
    ("Vị trí việc làm", "livelihoods:vacancies"),
    ("Đã nhận việc", "livelihoods:placements"),
    ("Phiên giao dịch", "livelihoods:fairs"),
    ("Bản tin", "livelihoods:bulletins"),
    ("Đi làm việc ở nước ngoài", "livelihoods:abroad_list"),
)
REFERRAL_KINDS = {
    ReferralState.REFERRED: "waiting",
    ReferralState.INTERVIEWED: "running",
    ReferralState.PLACED: "done",
    ReferralState.REFUSED: "stopped",
    ReferralState.NO_SHOW: "stopped",
}
ABROAD_KINDS = {
    AbroadState.PREPARING: "waiting",
    AbroadState.DEPARTED: "running",
    AbroadState.RETURNED: "done",
    AbroadState.CANCELLED: "stopped",
}


def seeker_badge(row: Any) -> SafeString:
    """Placed, looking, or no longer looking."""
    if row.is_voided:
        return voided_badge(row)
    if row.is_placed:
        return state_badge("done", "Đã nhận việc")
    return state_badge("waiting", "Đang tìm việc") if row.to_on is None else state_badge("stopped", SeekerEnd.label_of(row.end_reason))


def person_columns(path: str) -> list[Column]:
    """Who, which household, which group."""
    return [
        name_column("Họ và tên", f"{path}__full_name"),
        code_column(f"{path}__household__code"),
        group_column(f"{path}__household__group__name", hide_on_phone=True),
    ]


def wage(row: Vacancy) -> str:
    """``7.000.000 đến 9.000.000 đồng``; the sentence for missing."""
    parts = [format_int(value) for value in (row.wage_from_dong, row.wage_to_dong) if value is not None]
    return " đến ".join(dict.fromkeys(parts)) + " đồng" if parts else "Chưa có số liệu"


@reads(*JOBS)
def seekers(request: OfficeRequest) -> HttpResponseBase:
    """People who look for work."""
    states = [("", "Đang tìm việc"), ("nhan_viec", "Đã nhận việc"), ("thoi", "Đã thôi tìm"), ("tat_ca", "Tất cả")]
    form = RegisterFilter(request.GET, search="Tìm theo tên hoặc mã hộ", states=states)
    rows = found_by(jobs.seekers(request.user, request.ward.pk), form.text, person_paths("member"))
    rows = rows if form.with_voided else rows.counting()
    wanted = {"": {"to_on__isnull": True, "is_placed": False}, "nhan_viec": {"is_placed": True}, "thoi": {"to_on__isnull": False}}
    page = ListPage(
        "Người tìm việc",
        "Người có nhu cầu việc làm, đã được hỗ trợ gì và kết quả.",
        "người",
        [*person_columns("member"), Column("Nguyện vọng", "wishes", hide_on_phone=True), Column("Tìm việc từ", "from_on", "day"),
         Column("Giới thiệu", "n_referrals", "number", title="Số lần giới thiệu"), Column("Tình trạng", seeker_badge)],
        Empty("Không có người tìm việc nào khớp.", "Ghi người có nhu cầu việc làm từ khảo sát, hoặc bỏ bớt điều kiện lọc."),
        BOOK.page_of, TABS, [("Ghi người tìm việc", BOOK.add_url(JobSeeker))], codes=JOBS,
    )  # fmt: skip
    return page.draw(request, rows.filter(**wanted.get(form.state, {})), form)


@reads(*JOBS)
def seeker(request: OfficeRequest, pk: int) -> HttpResponse:
    """One seeker: supports, introductions, placements."""
    row = get_object_or_404(jobs.seekers(request.user, request.ward.pk), pk=pk)
    facts = [
        ("Hộ", row.member.household),
        ("Tìm việc từ ngày", row.from_on),
        ("Đến hết ngày", row.to_on or "Đang tìm"),
        ("Nguyện vọng", row.wishes),
        ("Tay nghề, kinh nghiệm", row.skills),
        ("Nguồn", row.source),
    ]
    page = RecordPage(BOOK, row, row.member.full_name, facts, _seeker_sections(row), badge=seeker_badge(row))
    return page.draw(request)


def _seeker_sections(row: JobSeeker) -> list[Section]:
    return [
        Section(
            "Hỗ trợ",
            [Column("Ngày", "given_on", "day"), Column("Nội dung", lambda r: JobSupportKind.label_of(r.kind)), Column("Dịp", occasion),
             Column("Ghi chú", "note")],
            row.supports.select_related("fair__activity", "bulletin"),
            "Chưa ghi lần tư vấn, cung cấp thông tin hay hỗ trợ tìm việc nào.", [("Ghi hỗ trợ",
            BOOK.add_url(JobSupport, row))],
        ),
        Section(
            "Giới thiệu việc làm",
            [Column("Ngày giới thiệu", "referred_on", "day"), Column("Vị trí", lambda r: str(r.vacancy)),
             Column("Phỏng vấn", lambda r: r.interviewed_on, "day"), Column("Kết quả ngày", lambda r: r.closed_on, "day"),
             Column("Tình trạng", referral_badge)],
            row.referrals.select_related("vacancy"), "Chưa giới thiệu lần nào.", [("Giới thiệu việc làm", BOOK.add_url(Referral, row))],
        ),
        Section("Nhận việc", placement_columns(), row.placements.all(), "Chưa nhận việc.", [("Ghi nhận việc",
        BOOK.add_url(Placement, row))]),
    ]  # fmt: skip


def occasion(row: JobSupport) -> str:
    """The fair or the bulletin by which a seeker was helped; empty for none."""
    return str(row.fair or row.bulletin or "")


def referral_badge(row: Referral) -> SafeString:
    """The state of an introduction."""
    return voided_badge(row) if row.is_voided else state_badge(REFERRAL_KINDS[ReferralState(row.state)], ReferralState.label_of(row.state))


def placement_columns() -> list[Column]:
    """What is known about a placement."""
    return [
        Column("Nhận việc", "started_on", "day"),
        Column("Công việc", "job"),
        Column("Nơi làm", "employer"),
        Column("Hợp đồng", lambda row: "Có" if row.has_contract else "Không", title="Có hợp đồng lao động"),
        Column("Hỏi lại", lambda row: row.checked_on, "day", title="Ngày hỏi lại"),
        Column("Còn làm", still_working, title="Còn làm việc khi hỏi lại"),
    ]


def still_working(row: Placement) -> str | SafeString:
    """Yes, no, or not asked yet."""
    return {None: "Chưa hỏi", True: "Còn làm việc", False: "Đã nghỉ việc"}[row.still_working]


@reads(*JOBS)
def vacancies(request: OfficeRequest) -> HttpResponseBase:
    """Places that employers offer."""
    states = [("", "Đang tuyển"), ("tat_ca", "Tất cả")]
    form = RegisterFilter(request.GET, search="Tìm theo công việc hoặc nơi tuyển", states=states)
    rows = found_by(jobs.vacancies(request.user, request.ward.pk), form.text, ("search_text",))
    rows = rows if form.with_voided else rows.counting()
    page = ListPage(
        "Vị trí việc làm",
        "Nơi tuyển dụng, công việc, mức lương và số người cần.",
        "vị trí",
        [Column("Công việc", "job"), Column("Nơi tuyển dụng", "employer"), Column("Lương một tháng", wage),
         Column("Cần tuyển", "positions", "number"), Column("Đã giới thiệu", "n_referred", "number"), Column("Đã nhận", "n_placed",
         "number"),
         Column("Từ ngày", "from_on", "day"), Column("Đến hết", lambda row: row.to_on, "day", hide_on_phone=True)],
        Empty("Không có vị trí nào khớp.", "Ghi vị trí do nơi tuyển dụng hoặc Trung tâm Dịch vụ việc làm báo."),
        BOOK.page_of, TABS, [("Ghi vị trí việc làm", BOOK.add_url(Vacancy))], codes=JOBS,
    )  # fmt: skip
    return page.draw(request, rows if form.state else jobs.open_on(rows, timezone.localdate()), form)


@reads(*JOBS)
def vacancy(request: OfficeRequest, pk: int) -> HttpResponse:
    """One vacancy and who was introduced."""
    row = get_object_or_404(jobs.vacancies(request.user, request.ward.pk), pk=pk)
    facts = [
        ("Nơi tuyển dụng", row.employer), ("Nơi làm việc", row.place), ("Lương một tháng", wage(row)), ("Số người cần",
        format_int(row.positions)),
        ("Tuyển từ ngày", row.from_on), ("Đến hết ngày", row.to_on or "Đến khi đủ người"), ("Nguồn tin", row.source),
        ("Đưa ra tại phiên", _fair_link(row)),
    ]  # fmt: skip
    columns = [
        Column("Ngày", "referred_on", "day"),
        name_column("Người được giới thiệu", "seeker__member__full_name"),
        code_column("seeker__member__household__code"),
        Column("Tình trạng", referral_badge),
    ]
    found = jobs.referrals(request.user, request.ward.pk).filter(vacancy=row)
    note = "Giới thiệu một người từ trang của người đó trong sổ người tìm việc."
    sections = [Section("Đã giới thiệu", columns, found, "Chưa giới thiệu ai.", note=note, acts=False)]
    return RecordPage(BOOK, row, row.job, facts, sections, badge=voided_badge(row)).draw(request)


def _fair_link(row: Vacancy) -> SafeString | str:
    """The fair at which the vacancy was offered."""
    return format_html('<a href="{}">{}</a>', BOOK.page_of(row.fair), row.fair) if row.fair else "Không"


@reads(*JOBS)
def placements(request: OfficeRequest) -> HttpResponseBase:
    """People who were taken on, and who has to be asked again."""
    states = [("", "Tất cả"), ("den_han", "Đến hạn hỏi lại"), ("con_lam", "Còn làm việc"), ("da_nghi", "Đã nghỉ việc")]
    form = RegisterFilter(request.GET, search="Tìm theo tên hoặc mã hộ", states=states)
    rows = found_by(jobs.placements(request.user, request.ward.pk), form.text, person_paths("seeker__member"))
    rows = rows if form.with_voided else rows.counting()
    if form.state == "den_han":
        rows = jobs.check_due(rows, timezone.localdate())
    elif form.state:
        rows = rows.filter(still_working=form.state == "con_lam")
    page = ListPage(
        "Người đã nhận việc",
        "Việc làm đã kết nối; hỏi lại sau một thời gian xem còn làm việc không.",
        "lượt",
        [*person_columns("seeker__member"), *placement_columns()],
        Empty("Chưa có ai nhận việc khớp điều kiện.", "Ghi kết quả giới thiệu, hoặc ghi nhận việc từ trang của người tìm việc."),
        BOOK.page_of, TABS, codes=JOBS,
    )  # fmt: skip
    return page.draw(request, rows, form)


@reads(*JOBS)
def abroad_list(request: OfficeRequest) -> HttpResponseBase:
    """Contracts to work abroad."""
    form = RegisterFilter(request.GET, search="Tìm theo tên hoặc mã hộ", states=[("", "Tất cả"), *AbroadState.choices()])
    rows = found_by(jobs.contracts_abroad(request.user, request.ward.pk), form.text, person_paths("member"))
    rows = rows if form.with_voided else rows.counting()
    page = ListPage(
        "Đi làm việc ở nước ngoài theo hợp đồng",
        "Hợp đồng, ngày đi, ngày về và chính sách đã hỗ trợ.",
        "hợp đồng",
        [*person_columns("member"), Column("Nước", "country"), Column("Doanh nghiệp", "company", hide_on_phone=True),
         Column("Ký ngày", "signed_on", "day"), Column("Xuất cảnh", lambda row: row.departed_on, "day"), Column("Tình trạng",
         abroad_badge)],
        Empty("Chưa có hợp đồng nào khớp.", "Ghi hợp đồng khi người lao động đã ký với doanh nghiệp đưa đi."),
        BOOK.page_of, TABS, [("Ghi hợp đồng", BOOK.add_url(WorkAbroad))], codes=JOBS,
    )  # fmt: skip
    return page.draw(request, rows.filter(state=form.state) if form.state else rows, form)


def abroad_badge(row: WorkAbroad) -> SafeString:
    """The state of a contract."""
    return voided_badge(row) if row.is_voided else state_badge(ABROAD_KINDS[AbroadState(row.state)], AbroadState.label_of(row.state))


@reads(*JOBS)
def abroad(request: OfficeRequest, pk: int) -> HttpResponse:
    """One contract."""
    row = get_object_or_404(jobs.contracts_abroad(request.user, request.ward.pk), pk=pk)
    facts = [
        ("Hộ", row.member.household), ("Nước, vùng lãnh thổ", row.country),
        ("Doanh nghiệp đưa đi", row.company), ("Ký hợp đồng ngày", row.signed_on), ("Xuất cảnh ngày", row.departed_on or "Chưa đi"),
        ("Về nước ngày", row.returned_on or "Chưa về"), ("Chính sách đã hỗ trợ", row.support or "Chưa ghi"),
        ("Ghi chú", row.note or "Không có"),
    ]  # fmt: skip
    return RecordPage(BOOK, row, row.member.full_name, facts, badge=abroad_badge(row)).draw(request)
