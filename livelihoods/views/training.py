"""Pages of the registers of vocational training."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.safestring import SafeString

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.numbers import format_int
from camphucnam.ui.badges import state_badge
from camphucnam.ui.tables import Column, Empty
from households.views.columns import code_column, name_column
from livelihoods.models import Enrolment, VocationalClass
from livelihoods.models.base import TRAINING
from livelihoods.rules.picklists import name_of, training_levels
from livelihoods.rules.words import EnrolmentState
from livelihoods.selectors import training
from livelihoods.views.catalogue import BOOK
from programs.views.access import reads
from registers.forms import RegisterFilter
from registers.selectors import found_by
from registers.views.pages import ListPage, RecordPage, Section, voided_badge

TABS: tuple[tuple[str, str], ...] = ()
KINDS = {EnrolmentState.ENROLLED: "running", EnrolmentState.COMPLETED: "done", EnrolmentState.DROPPED: "stopped"}


def level(row: VocationalClass) -> str:
    """The word of the level."""
    return name_of(training_levels(), row.level)


def class_badge(row: Any) -> SafeString:
    """Ahead, running or over today."""
    today = timezone.localdate()
    if row.is_voided:
        return voided_badge(row)
    if today < row.from_on:
        return state_badge("waiting", "Sắp mở")
    return state_badge("running", "Đang học") if today <= row.to_on else state_badge("done", "Đã bế giảng")


def enrolment_badge(row: Enrolment) -> SafeString:
    """Where a learner stands."""
    return voided_badge(row) if row.is_voided else state_badge(KINDS[EnrolmentState(row.state)], EnrolmentState.label_of(row.state))


@reads(*TRAINING)
def classes(request: OfficeRequest) -> HttpResponseBase:
    """Vocational classes."""
    states = [("", "Tất cả"), ("dang_hoc", "Đang học"), ("da_xong", "Đã bế giảng")]
    form = RegisterFilter(request.GET, search="Tìm theo nghề hoặc cơ sở đào tạo", states=states)
    rows = found_by(training.classes(request.user, request.ward.pk), form.text, ("search_text",))
    rows = rows if form.with_voided else rows.counting()
    today = timezone.localdate()
    wanted = {"dang_hoc": {"from_on__lte": today, "to_on__gte": today}, "da_xong": {"to_on__lt": today}}
    page = ListPage(
        "Lớp đào tạo nghề",
        "Lớp học nghề cho người lao động trên địa bàn, ai học và kết quả.",
        "lớp",
        [Column("Nghề", "occupation"), Column("Trình độ", level), Column("Cơ sở đào tạo", "provider", hide_on_phone=True),
         Column("Khai giảng", "from_on", "day"), Column("Bế giảng", "to_on", "day"), Column("Học viên", "n_enrolled", "number"),
         Column("Hoàn thành", "n_completed", "number"), Column("Chứng chỉ", "n_certified", "number"), Column("Tình trạng", class_badge)],
        Empty("Chưa có lớp nào khớp.", "Ghi lớp khi đã thống nhất với cơ sở đào tạo."),
        BOOK.page_of, TABS, [("Ghi lớp đào tạo nghề", BOOK.add_url(VocationalClass))], codes=TRAINING,
    )  # fmt: skip
    return page.draw(request, rows.filter(**wanted.get(form.state, {})), form)


@reads(*TRAINING)
def class_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """One class with its learners."""
    row = get_object_or_404(training.classes(request.user, request.ward.pk), pk=pk)
    facts = [
        ("Trình độ", level(row)), ("Cơ sở đào tạo", row.provider), ("Nơi học", row.place), ("Khai giảng", row.from_on),
        ("Bế giảng", row.to_on), ("Số chỗ", None if row.seats is None else format_int(row.seats)),
    ]  # fmt: skip
    columns = [
        name_column("Học viên", "member__full_name"), code_column("member__household__code"),
        Column("Vào lớp", "enrolled_on", "day"), Column("Đối tượng", eligible_words, title="Có thuộc đối tượng vào ngày vào lớp không"),
        Column("Tình trạng", enrolment_badge), Column("Ngày", lambda r: r.ended_on, "day", title="Ngày hoàn thành hoặc bỏ học"),
        Column("Chứng chỉ", certificate), Column("Việc làm sau lớp", work_after, title="Việc đầu tiên từ ngày học xong, theo sổ việc làm"),
    ]  # fmt: skip
    found = training.enrolments(request.user, request.ward.pk).filter(vocational_class=row)
    sections = [Section("Học viên", columns, found, "Chưa xếp ai vào lớp.", [("Xếp người vào lớp", BOOK.add_url(Enrolment, row))])]
    return RecordPage(BOOK, row, row.occupation, facts, sections, badge=class_badge(row)).draw(request)


def eligible_words(row: Enrolment) -> str:
    """Eligible or not, and why the person learns all the same."""
    words = "Thuộc đối tượng" if row.is_eligible else f"Chưa thuộc đối tượng: {row.override_reason}"
    return f"{words}. Có thể trùng hỗ trợ: {row.conflict_reason}" if row.conflict else words


def work_after(row: Any) -> str:
    """``Thợ may, từ 01/08/2023``; empty for who has not completed the class."""
    if row.state != EnrolmentState.COMPLETED:
        return ""
    if row.placed_on is not None and (row.away_on is None or row.placed_on <= row.away_on):
        return f"{row.placed_as}, từ {format_dmy(row.placed_on)}"
    return f"Làm việc ở nước ngoài, từ {format_dmy(row.away_on)}" if row.away_on is not None else "Chưa ghi"


def certificate(row: Enrolment) -> str:
    """``Số 12, 05/06/2026``."""
    if row.certificate_on is None:
        return "Chưa có"
    number = f"Số {row.certificate_number}, " if row.certificate_number else ""
    return f"{number}{row.certificate_on:%d/%m/%Y}"
