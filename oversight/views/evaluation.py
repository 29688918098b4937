"""The yearly evaluation of the plan: what each (sub-)project and policy was given, what was reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.numbers import MISSING, format_dong, format_int
from camphucnam.ui.idempotency import once
from camphucnam.ui.tables import Column, Empty, Table
from households.views.fetch import FormPage, saved
from oversight.forms.entries import EvaluationForm
from oversight.forms.listing import NOT_YET, EvaluationFilter
from oversight.models import Evaluation
from oversight.selectors import registers as found
from oversight.services.evaluation import frozen, last_day, plan_evaluate
from oversight.views.access import follows, keeps, tabs_for
from oversight.views.badges import judgement_badge
from oversight.views.catalogue import BOOK
from programs.models import Plan, Policy, SubProject
from programs.registry import results_of
from programs.views.access import keeps as only_keepers
from registers.views.pages import EXPORT, ListPage, RecordPage, Section, voided_badge

MONEY = "đồng"
SHORT = 200  # characters of a cell on the page


@dataclass(frozen=True, slots=True)
class Line:
    """A (sub-)project or policy with its evaluation."""

    code: str
    name: str
    evaluation: Evaluation | None
    url: str


def figure(value: Any, unit: str) -> str:
    """``12 hộ``; the sentence for none."""
    if value is None:
        return MISSING
    return format_dong(value) if unit == MONEY else f"{format_int(value)} {unit}"


def known_figures(row: Evaluation | None) -> str:
    """The figures that are there, in one sentence."""
    known = [f"{one['label']}: {figure(one['value'], one['unit'])}" for one in (row.figures if row else []) if one["value"] is not None]
    return "; ".join(known)


def _judged(line: Line) -> SafeString:
    return judgement_badge(line.evaluation.judgement) if line.evaluation else mark_safe('<span class="muted">Chưa đánh giá</span>')


def _name(line: Line) -> SafeString | str:
    return format_html('<a href="{}">{}</a>', line.url, line.name) if line.url else line.name


def _columns(request: OfficeRequest) -> list[Column]:
    """In full where the list leaves the page."""
    shown = str if EXPORT in request.GET else _short
    return [
        Column("Mã", "code", css="nowrap"),
        Column("Dự án, chính sách", _name),
        Column("Được giao", lambda line: shown(line.evaluation.assigned if line.evaluation else ""), hide_on_phone=True),
        Column("Kết quả", lambda line: shown(line.evaluation.reached if line.evaluation else "")),
        Column("Số liệu của sổ", lambda line: shown(known_figures(line.evaluation)), hide_on_phone=True),
        Column("Mức đạt được", _judged),
    ]


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"


def _lines(request: OfficeRequest, plan: Plan, year: int) -> list[Line]:
    rows = {row.code: row for row in found.evaluations(request.user, request.ward.pk).counting().filter(year=year)}
    writes = keeps(request, *Evaluation.CODES) and year <= timezone.localdate().year
    return [_line(subject, year, rows.get(subject.code), writes) for subject in found.subjects(plan)]


def _line(subject: SubProject | Policy, year: int, row: Evaluation | None, writes: bool) -> Line:
    url = BOOK.page_of(row) if row else reverse("oversight:evaluate", args=[year, subject.code]) if writes else ""
    return Line(subject.code, subject.name, row, url)


@follows
def evaluations(request: OfficeRequest) -> HttpResponseBase:
    """Every (sub-)project and policy of a year's plan with its judgement."""
    form = EvaluationFilter(request.GET, years=found.plan_years(request.ward.pk), today=timezone.localdate().year)
    year, wanted = form.year or form.newest, form.value("muc")
    plan = found.plan_of(request.ward.pk, year)
    lines = _lines(request, plan, year) if plan else []
    lines = [line for line in lines if not wanted or wanted == (line.evaluation.judgement if line.evaluation else NOT_YET)]
    decision = f" Đối chiếu kế hoạch số {plan.printed_number}." if plan and plan.number else ""
    page = ListPage(
        f"Đánh giá kế hoạch năm {year}",
        f"Từng dự án, chính sách: được giao gì, đạt đến đâu so với quyết định phê duyệt; số liệu lấy từ các sổ.{decision}",
        "phần", _columns(request),
        Empty("Không có phần nào khớp.", "Chọn năm đã có kế hoạch, hoặc bỏ bớt điều kiện lọc."), None, tabs_for(request),
        may_export=keeps(request, *Evaluation.CODES),
    )  # fmt: skip
    return page.draw(request, lines, form)


@only_keepers(*Evaluation.CODES)
@once
def evaluate(request: OfficeRequest, year: int, code: str) -> HttpResponse:
    """Judge one (sub-)project or policy beside the figures of the registers."""
    subject = _subject(request, year, code)
    row = Evaluation(ward=request.ward, year=year, code=code, name=subject.name)
    form = EvaluationForm(
        request.POST or None, initial={"assigned": found.given_to(subject)}, user=request.user, ward=request.ward, row=row
    )
    if request.method == "POST" and form.is_valid() and saved(form, lambda: plan_evaluate(form.instance, by=request.user)):
        messages.success(request, "Đã ghi đánh giá; số liệu của các sổ được lưu kèm.")
        return redirect(BOOK.page_of(form.instance))
    to_on = last_day(year)
    lines = frozen(results_of(code, request.ward.pk, date(year, 1, 1), to_on))
    back = f"{reverse('oversight:evaluations')}?nam={year}"
    page = FormPage(f"Đánh giá {subject.code} năm {year}", "Ghi đánh giá", back, [(f"Đánh giá kế hoạch năm {year}", back)], subject.name)
    return render(request, "oversight/evaluate.html", {"page": page, "form": form, "figures": _table(lines), "to_on": to_on})


def _subject(request: OfficeRequest, year: int, code: str) -> SubProject | Policy:
    plan = found.plan_of(request.ward.pk, year) if year <= timezone.localdate().year else None
    subject = next((one for one in found.subjects(plan) if one.code == code), None) if plan else None
    if subject is None:
        raise Http404
    return subject


def _table(lines: Sequence[dict[str, Any]]) -> Table:
    columns = [Column("Kết quả", "label"), Column("Số liệu", lambda line: figure(line["value"], line["unit"]), css="n")]
    return Table(columns, lines, caption="Số liệu của các sổ", empty=Empty("Chưa có sổ nào ghi kết quả cho phần này."))


@follows
def evaluation(request: OfficeRequest, pk: int) -> HttpResponse:
    """One evaluation: its figures beside those of today's registers."""
    row: Evaluation = get_object_or_404(found.evaluations(request.user, request.ward.pk), pk=pk)
    facts = [("Năm", str(row.year)), ("Được giao", row.assigned), ("Kết quả đạt được", row.reached), ("Kết luận", row.conclusion)]
    now = {line.code: line.value for line in results_of(row.code, row.ward_id, date(row.year, 1, 1), row.figures_to_on)}
    columns = [
        Column("Kết quả", "label"),
        Column("Khi đánh giá", lambda one: figure(one["value"], one["unit"]), css="n"),
        Column("Sổ hiện nay", lambda one: figure(now.get(one["code"]), one["unit"]), css="n"),
    ]
    note = f"Từ đầu năm đến hết ngày {format_dmy(row.figures_to_on)}. Cột sau khác cột trước khi sổ được ghi thêm sau lúc đánh giá."
    figures = Section("Số liệu của các sổ", columns, row.figures, "Chưa có sổ nào ghi kết quả cho phần này.", note=note, acts=False)
    badge = voided_badge(row) or judgement_badge(row.judgement)
    return RecordPage(BOOK, row, f"{row.code} {row.name}", facts, [figures], badge=badge).draw(request)
