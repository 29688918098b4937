"""The target table and the page of one target."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.dates import format_dmy
from camphucnam.ui.tables import Column, Empty, Table
from indicators.models import Target
from indicators.policies import can_record
from indicators.rules.table import TargetRow, explain, headline, tally
from indicators.rules.words import Attainment
from indicators.selectors.recorded import recorded_lately
from indicators.selectors.register import read_year
from indicators.selectors.targets import entries_page, rows_of, standing
from indicators.views.days import DayChoice, chosen_day
from indicators.views.drawing import actual_of, reasons_of, state_of
from programs.models import Plan
from programs.rules.words import PlanState

STATE_PARAMETER = "kq"


def visible_targets(request: OfficeRequest) -> list[Target]:
    """All targets in force of the ward that the person may see, every year."""
    return list(standing(Target.objects.visible_to(request.user).in_ward(request.ward.pk)))


def rows_on(request: OfficeRequest, targets: Sequence[Target], day: date) -> list[TargetRow]:
    """The lines of the year of ``day``."""
    of_year = [target for target in targets if target.year == day.year]
    return rows_of(request.ward.pk, of_year, read_year(request.ward.pk, day.year, day), recorded_lately) if of_year else []


@needs(Permission.VIEW_FIGURES)
def target_list(request: OfficeRequest) -> HttpResponse:
    """Every target of a year as of a day: met, not met, no data, and why."""
    targets = visible_targets(request)
    choice = chosen_day(request, (target.year for target in targets))
    rows = rows_on(request, targets, choice.day)
    state = request.GET.get(STATE_PARAMETER, "")
    shown = [row for row in rows if state in ("", row.verdict.state)]
    context = {
        "choice": choice,
        "rows": rows,
        "table": target_table_of(request, shown, choice),
        "headline": headline(rows),
        "tiles": state_tiles(rows, choice, state),
        "may_open": request.user.may(Permission.VIEW_REGISTER, request.ward.pk),
        "state": Attainment(state).label if state in set(Attainment) else "",
    }
    return render(request, "indicators/targets.html", context)


def state_tiles(rows: Sequence[TargetRow], choice: DayChoice, state: str = "") -> list[tuple[str, int, str]]:
    """Label, count and address of the filtered table for each state that occurs; the one filtered by leads back."""
    prefix = f"{reverse('indicators:targets')}{choice.query}"
    return [
        (item.label, count, prefix if item == state else f"{prefix}&{STATE_PARAMETER}={item}")
        for item, count in tally(list(rows)).items()
        if count
    ]


def target_url(row: TargetRow, choice: DayChoice) -> str:
    """Address of the page of a target."""
    return reverse("indicators:target", args=[row.target.year, row.target.code]) + choice.query


def behind_urls(request: OfficeRequest, row: TargetRow, choice: DayChoice) -> list[str]:
    """For each part of a figure the address of the households behind it; empty for those who may not see them."""
    prefix = f"{reverse('indicators:target_behind', args=[row.target.year, row.target.code])}{choice.query}"
    may = request.user.may(Permission.VIEW_REGISTER, request.ward.pk)
    return [
        f"{prefix}&phan={part}" if may and figure.households else ""
        for part, figure in zip(("tu", "mau"), (item.figure for item in row.parts), strict=False)
    ]


def target_table_of(request: OfficeRequest, rows: Sequence[TargetRow], choice: DayChoice) -> Table:
    """The table; every figure opens what is behind it."""
    columns = [
        Column("Mã", lambda row: row.target.code),
        Column("Chỉ tiêu", lambda row: row.target.short_name),
        Column("Chiều", lambda row: row.target.dimension, hide_on_phone=True),
        Column("Yêu cầu", lambda row: row.target.wanted, css="n nowrap"),
        Column("Thực hiện", lambda row: actual_of(row, behind_urls(request, row, choice)), css="n"),
        Column("Kết quả", state_of),
        Column("Giải thích", reasons_of),
    ]
    empty = Empty(
        f"Chưa có chỉ tiêu năm {choice.day.year}." if not rows else "",
        "Chỉ tiêu được nạp cùng kế hoạch của năm. Chọn một năm khác hoặc đề nghị quản trị nạp dữ liệu của năm này.",
    )
    return Table(columns, rows, caption=f"Chỉ tiêu năm {choice.day.year}", row_url=lambda row: target_url(row, choice), link=1, empty=empty)


@needs(Permission.VIEW_FIGURES, Permission.NOTE_PROGRESS)
def target_page(request: OfficeRequest, year: int, code: str) -> HttpResponse:
    """One target: what is wanted, what is reached and why, where the figures come from, what was entered."""
    mine = Target.objects.visible_to(request.user).in_ward(request.ward.pk)
    target = get_object_or_404(standing(mine), year=year, code=code)
    choice = chosen_day(request, [year])
    if choice.day.year != year:
        choice = DayChoice(date(year, 12, 31), (year,), f"Ngày {format_dmy(choice.day)} không thuộc năm {year}.")
    row = rows_of(request.ward.pk, [target], read_year(request.ward.pk, year, choice.day))[0]
    sees_figures = request.user.may(Permission.VIEW_FIGURES, request.ward.pk)
    context = {
        "choice": choice,
        "target": target,
        "row": row,
        "state": state_of(row),
        "reasons": explain(row),
        "parts": figure_links(request, row, choice),
        "entries": entries_page(target),
        "may_record": can_record(request.user, target),
        "draft": draft_of(request, year),
        "crumbs": [("Chỉ tiêu", reverse("indicators:targets") + choice.query)] if sees_figures else [],
    }
    return render(request, "indicators/target.html", context)


def draft_of(request: OfficeRequest, year: int) -> Plan | None:
    """The draft in which the person may change the targets of the year."""
    if not request.user.may(Permission.EDIT_PLAN, request.ward.pk):
        return None
    return Plan.objects.visible_to(request.user).in_ward(request.ward.pk).filter(year=year, state=PlanState.DRAFT).first()


def figure_links(request: OfficeRequest, row: TargetRow, choice: DayChoice) -> list[tuple[str, int, str]]:
    """Words, number of households and address for each set of households behind the figures; none for those who may not see them."""
    if not request.user.may(Permission.VIEW_REGISTER, request.ward.pk):
        return []
    prefix = f"{reverse('indicators:target_behind', args=[row.target.year, row.target.code])}{choice.query}&phan="
    unknown = {*row.numerator.figure.unknown, *(row.denominator.figure.unknown if row.denominator else ())}
    sets = [
        ("Hộ được tính vào kết quả", row.numerator.figure.households, "tu"),
        ("Hộ thuộc diện tính", row.denominator.figure.households if row.denominator else (), "mau"),
        ("Hộ chưa đạt", row.numerator.figure.lacking, "thieu"),
        ("Hộ chưa rõ", unknown, "chua-ro"),
    ]
    return [(words, len(households), prefix + part) for words, households, part in sets if households]
