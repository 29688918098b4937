"""The committee's page: answers first, then figures, nobody's personal data."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString

from camphucnam.accounts.decorators import needs
from camphucnam.accounts.requests import OfficeRequest
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.numbers import format_int
from camphucnam.ui.navigation import url_of
from camphucnam.ui.tables import Column, Empty, Table
from households.models import ResidentialGroup
from households.rules.classes import STANDING_CLASSES, HouseholdClass, WindowKind
from households.rules.standards import standard_for_decision
from households.selectors.household_filter import ENDING_SOON_DAYS, WindowFilter
from indicators.rules.facts import YearFacts
from indicators.rules.summary import Movement, heat_rows, movements, windows
from indicators.rules.table import TargetRow, headline, pace_text, tally
from indicators.rules.words import Attainment
from indicators.selectors.recorded import recorded_lately
from indicators.selectors.register import read_year
from indicators.selectors.targets import rows_of
from indicators.views.days import DayChoice, chosen_day
from indicators.views.drawing import state_of
from indicators.views.pictures import HeatMap, movement_table
from indicators.views.targets import state_tiles, target_url, visible_targets
from indicators.views.words import MOVEMENT_WORDS

CLASS_PARAMETER = "dien"


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure; ``value`` None is missing."""

    label: str
    value: str | None
    note: str = ""
    url: str = ""


@needs(Permission.VIEW_FIGURES)
def dashboard(request: OfficeRequest) -> HttpResponse:
    """Targets with pace, movement since 1 January, deprivations by group, next deadlines, windows that end."""
    targets = visible_targets(request)
    choice = chosen_day(request, (target.year for target in targets))
    facts = read_year(request.ward.pk, choice.day.year, choice.day)
    rows = rows_of(request.ward.pk, [target for target in targets if target.year == choice.day.year], facts, recorded_lately)
    moved, may_open = movements(facts), request.user.may(Permission.VIEW_REGISTER, request.ward.pk)
    context = {
        "choice": choice,
        "facts": facts,
        "headline": headline(rows) if rows else "",
        "tiles": tiles(facts, moved, rows, choice, may_open),
        "targets": _targets(rows, choice),
        "state_tiles": state_tiles(rows, choice),
        "movements": _movements(facts, moved, choice, may_open),
        "heat": _heat(request, facts, choice, may_open),
        "heat_tabs": _heat_tabs(request, choice),
        "deadlines_url": url_of("reports:next_deadlines"),
    }
    return render(request, "indicators/dashboard.html", context)


def tiles(
    facts: YearFacts, moved: Mapping[HouseholdClass, Movement], rows: Sequence[TargetRow], choice: DayChoice, may_open: bool
) -> list[Tile]:
    """The figures at the top; each opens its list for those who may see the register."""
    prefix = f"{reverse('households:list')}{choice.query}&" if may_open else ""
    found = []
    for its_class in STANDING_CLASSES:
        now = len(facts.in_class(its_class)) if facts.knows_day else None
        change = f"đầu năm {format_int(moved[its_class].opening[0])}" if moved else ""
        found.append(Tile(its_class.label, _shown(now), change, prefix and f"{prefix}dien={its_class}"))
    running = windows(facts, ENDING_SOON_DAYS)
    for kind in WindowKind:
        count = running.by_kind[kind] if facts.knows_day else None
        found.append(Tile(kind.label, _shown(count), "trong thời hạn 36 tháng", prefix and f"{prefix}thoi_han={kind}"))
    ending = running.n_ending if facts.knows_day else None
    found.append(
        Tile("Sắp hết 36 tháng", _shown(ending), f"trong {ENDING_SOON_DAYS} ngày tới", prefix and f"{prefix}thoi_han={WindowFilter.ENDING}")
    )
    met = f"{tally(list(rows))[Attainment.MET]}/{len(rows)}" if rows else None
    return [Tile("Chỉ tiêu đạt", met, f"năm {choice.day.year}", reverse("indicators:targets") + choice.query), *found]


def _shown(value: int | None) -> str | None:
    return None if value is None else format_int(value)


def _targets(rows: Sequence[TargetRow], choice: DayChoice) -> Table:
    columns = [
        Column("Mã", lambda row: row.target.code, hide_on_phone=True),
        Column("Chỉ tiêu", lambda row: row.target.short_name),
        Column("Yêu cầu", lambda row: row.target.wanted, css="n nowrap", hide_on_phone=True),
        Column("Thực hiện", lambda row: "" if row.missing else row.actual_text, css="n nowrap"),
        Column("Kết quả", state_of),
        Column("Tiến độ", pace_text, hide_on_phone=True),
    ]
    empty = Empty(f"Chưa có chỉ tiêu năm {choice.day.year}.", "Chọn một năm khác, hoặc đề nghị quản trị nạp dữ liệu của năm này.")
    return Table(columns, rows, caption="Chỉ tiêu", row_url=lambda row: target_url(row, choice), link=1, empty=empty, stacked=False)


def _movements(facts: YearFacts, moved: Mapping[HouseholdClass, Movement], choice: DayChoice, may_open: bool) -> list[SafeString]:
    days = f"từ {format_dmy(facts.first_day)} đến {format_dmy(facts.on)}"
    return [
        movement_table(f"{its_class.label}, {days}", one, MOVEMENT_WORDS[its_class], _movement_url(its_class, choice, may_open))
        for its_class, one in moved.items()
    ]


def _movement_url(its_class: HouseholdClass, choice: DayChoice, may_open: bool) -> Callable[[int], str]:
    def url(column: int) -> str:
        return reverse("indicators:movement_behind", args=[its_class.value, column]) + choice.query if may_open else ""

    return url


def _heat_class(request: OfficeRequest) -> HouseholdClass:
    asked = request.GET.get(CLASS_PARAMETER, "")
    return HouseholdClass(asked) if asked in STANDING_CLASSES else HouseholdClass.POOR


def _heat_tabs(request: OfficeRequest, choice: DayChoice) -> list[tuple[str, str, bool]]:
    chosen = _heat_class(request)
    return [(item.label, f"{choice.query}&{CLASS_PARAMETER}={item.value}", item is chosen) for item in STANDING_CLASSES]


def _heat(request: OfficeRequest, facts: YearFacts, choice: DayChoice, may_open: bool) -> HeatMap:
    its_class, standard = _heat_class(request), standard_for_decision(facts.on)
    groups = ResidentialGroup.objects.in_ward(request.ward.pk).order_by("sort_order", "code")
    names = dict(groups.values_list("pk", "name"))
    rows = heat_rows(facts, list(names), [its_class], standard.code, [item.number for item in standard.deprivations])
    prefix = f"{reverse('households:list')}{choice.query}&dien={its_class.value}"

    def url(group: int | None, number: int) -> str:
        if not may_open:
            return ""
        return prefix + (f"&to={group}" if group else "") + (f"&chi_so={number}" if number else "")

    title = f"{its_class.label} thiếu hụt theo tổ dân phố và chỉ số, ngày {format_dmy(facts.on)} (số hộ)"
    return HeatMap(title, rows, names, standard.deprivations, url)
