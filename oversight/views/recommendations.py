"""Recommendations: all with the overdue first, those of the own agency, one with its answers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from activities.selectors.registers import of_words
from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission as P
from camphucnam.files.responses import file_response
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.numbers import format_int
from camphucnam.ui.idempotency import once
from camphucnam.ui.tables import Column, Empty
from households.views.fetch import FormPage, saved
from oversight.forms.entries import AnswerForm
from oversight.forms.listing import OVERDUE, RecommendationFilter
from oversight.models import Answer, Recommendation, Reminder
from oversight.policies import can_answer, can_follow, can_read_visits, is_addressed
from oversight.rules.following import why_not
from oversight.rules.words import FindingKind, OversightKind, RecommendationState, Verdict
from oversight.selectors import registers as found
from oversight.services.recommendations import recommendation_answer
from oversight.views.access import FOLLOWERS, follows, plans, tabs_for
from oversight.views.badges import recommendation_badge, verdict_badge
from oversight.views.catalogue import BOOK
from oversight.views.visits import home_cell
from registers.views.pages import ListPage, RecordPage, Section

MINE = ("Kiến nghị gửi đơn vị tôi", "oversight:mine")
IN_STATE: dict[str, dict[str, Any]] = {
    OVERDUE: {"urgency": 0},
    RecommendationState.OPEN: {"last_verdict__isnull": True},
    RecommendationState.ANSWERED: {"last_verdict": ""},
    RecommendationState.ACCEPTED: {"last_verdict": Verdict.ACCEPTED},
    RecommendationState.RETURNED: {"last_verdict": Verdict.RETURNED},
}


def _reminded(row: Any) -> str:
    return f"{format_int(row.n_reminders)} lần, gần nhất {format_dmy(row.last_reminded_on)}" if row.n_reminders else ""


COLUMNS = [
    Column("Kiến nghị", "text"),
    Column("Gửi đơn vị", "agency__name"),
    Column("Ngày kiến nghị", "issued_on", "day", hide_on_phone=True),
    Column("Hạn trả lời", "due_on", "day"),
    Column("Tình trạng", recommendation_badge),
    Column("Trả lời ngày", "last_answered_on", "day"),
    Column("Đôn đốc", _reminded),
]


def _filtered(rows: Any, form: RecommendationFilter) -> Any:
    rows = of_words(rows, form.value("q"), "text")
    rows = rows.filter(agency=form.value("don_vi")) if form.value("don_vi") else rows
    rows = rows.filter(**IN_STATE[form.value("tinh_trang")]) if form.value("tinh_trang") else rows
    return rows if form.value("da_huy") else rows.counting()


@follows
def recommendation_list(request: OfficeRequest) -> HttpResponseBase:
    """All recommendations, overdue first, then what is due soonest."""
    form = RecommendationFilter(request.GET, ward_id=request.ward.pk)
    page = ListPage(
        "Kiến nghị sau kiểm tra, giám sát",
        "Kiến nghị quá hạn đứng đầu. Ghi kiến nghị từ trang của cuộc kiểm tra, giám sát.",
        "kiến nghị",
        COLUMNS,
        Empty("Chưa có kiến nghị nào khớp.", "Kiến nghị ghi ở trang của cuộc kiểm tra, giám sát."),
        BOOK.page_of,
        tabs_for(request),
        may_export=plans(request),
    )
    return page.draw(request, _filtered(found.recommendations(request.user, request.ward.pk), form), form)


@needs(P.NOTE_PROGRESS)
def mine(request: OfficeRequest) -> HttpResponseBase:
    """Recommendations addressed to the person's agency, overdue first."""
    form = RecommendationFilter(request.GET, ward_id=request.ward.pk)
    del form.fields["don_vi"], form.fields["da_huy"]
    page = ListPage(
        MINE[0],
        "Kiến nghị sau kiểm tra, giám sát gửi đơn vị của bạn. Mở từng kiến nghị để trả lời trước hạn.",
        "kiến nghị",
        [column for column in COLUMNS if column.label != "Gửi đơn vị"],
        Empty("Không có kiến nghị nào gửi đơn vị của bạn.", "Khi có kiến nghị mới, kiến nghị hiện ở đây kèm hạn trả lời."),
        BOOK.page_of,
        may_export=True,
    )
    rows = found.recommendations(request.user, request.ward.pk).addressed_to(request.user)
    return page.draw(request, _filtered(rows, form), form)


@needs(*FOLLOWERS)
def recommendation(request: OfficeRequest, pk: int) -> HttpResponse:
    """One recommendation with its answers and reminders; the finding behind it for those who read it in full."""
    row: Any = get_object_or_404(found.recommendations(request.user, request.ward.pk), pk=pk)
    reads = can_read_visits(request.user, request.ward.pk)
    in_full = reads or is_addressed(request.user, row)
    facts = [("Gửi đơn vị", row.agency.name), ("Ngày kiến nghị", row.issued_on), ("Hạn trả lời", row.due_on)]
    facts += [("Sau cuộc", _visit(row, reads)), *(_finding(row) if in_full else [])]
    page = RecordPage(BOOK, row, "Kiến nghị", facts, [_answers(row, in_full), _reminders(row)], badge=recommendation_badge(row))
    page.extra = {"answer_url": _answer_url(request, row), "own_place": not can_follow(request.user, request.ward.pk)}
    if page.extra["own_place"]:
        page.extra["crumbs"] = [(MINE[0], reverse(MINE[1]))]
    page.template = "oversight/recommendation.html"
    return page.draw(request)


def _visit(row: Any, reads: bool) -> SafeString | str:
    visit = row.visit
    words = f"{OversightKind.label_of(visit.kind)}, {visit.agency.name}, ngày {format_dmy(visit.held_on)}"
    return format_html('<a href="{}">{}: {}</a>', BOOK.page_of(visit), words, visit.subject) if reads else words


def _finding(row: Any) -> list[tuple[str, Any]]:
    if row.finding is None:
        return []
    found_there = [("Phát hiện", f"{FindingKind.label_of(row.finding.kind)}: {row.finding.text}")]
    return [*found_there, ("Hộ liên quan", home_cell(row.finding.household))] if row.finding.household else found_there


def _answer_url(request: OfficeRequest, row: Any) -> str:
    open_now = not row.is_voided and not why_not(row.state, RecommendationState.ANSWERED)
    return reverse("oversight:answer", args=[row.pk]) if open_now and can_answer(request.user, row) else ""


def _answers(row: Recommendation, in_full: bool) -> Section:
    columns = [Column("Ngày trả lời", "answered_on", "day")]
    if in_full:
        columns += [Column("Nội dung", "text"), Column("Tài liệu", _file), Column("Người trả lời", "recorded_by__full_name")]
    columns += [Column("Kết luận", verdict_badge), Column("Ý kiến", "verdict_note")]
    return Section("Trả lời của đơn vị", columns, row.answers.select_related("file", "recorded_by"), "Đơn vị chưa trả lời.")


def _file(row: Answer) -> SafeString | str:
    if row.file is None or row.is_voided:
        return ""
    return format_html('<a href="{}" download>{}</a>', reverse("oversight:answer_file", args=[row.pk]), row.file.name)


def _reminders(row: Recommendation) -> Section:
    columns = [Column("Ngày", "on", "day"), Column("Hình thức, nội dung", "how"), Column("Người ghi", "recorded_by__full_name")]
    add = [("Ghi lần đôn đốc", BOOK.add_url(Reminder, row))]
    return Section("Đôn đốc", columns, row.reminders.select_related("recorded_by"), "Chưa đôn đốc lần nào.", add)


@needs(P.EDIT_PLAN, P.NOTE_PROGRESS)
@once
def answer(request: OfficeRequest, pk: int) -> HttpResponse:
    """What the agency did about a recommendation."""
    row: Any = get_object_or_404(found.recommendations(request.user, request.ward.pk).counting(), pk=pk)
    if not can_answer(request.user, row):
        raise Http404
    refused = why_not(row.state, RecommendationState.ANSWERED)
    if refused:
        messages.info(request, refused)
        return redirect(BOOK.page_of(row))
    initial = {"version": row.version, "answered_on": timezone.localdate()}
    form = AnswerForm(request.POST or None, request.FILES or None, initial=initial, user=request.user, ward=request.ward, parent=row)
    if request.method == "POST" and form.is_valid() and saved(form, lambda: _write(form, request), row):
        messages.success(request, "Đã gửi trả lời. Đơn vị kiến nghị sẽ xem xét và kết luận.")
        return redirect(BOOK.page_of(row))
    return FormPage("Trả lời kiến nghị", "Gửi trả lời", BOOK.page_of(row), _crumbs(request, row), row.text).draw(request, form)


def _write(form: AnswerForm, request: OfficeRequest) -> object:
    values = form.cleaned_data
    return recommendation_answer(form.instance, values["upload"], version=values["version"], by=request.user)


def _crumbs(request: OfficeRequest, row: Recommendation) -> list[tuple[str, str]]:
    follows_all = can_follow(request.user, request.ward.pk)
    return [BOOK.list_of(Recommendation) if follows_all else (MINE[0], reverse(MINE[1])), (str(row), BOOK.page_of(row))]


@needs(*FOLLOWERS)
def answer_file(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """What came with an answer."""
    visible = Answer.objects.visible_to(request.user).in_ward(request.ward.pk).counting()
    row = get_object_or_404(visible.filter(file__isnull=False).select_related("file"), pk=pk)
    return file_response(row.file)
