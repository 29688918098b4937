"""Charts as inline SVG (they print, and need no script), each with its table beside it.

Colours follow Okabe and Ito's colour-blind-safe order; bars and lines of several series also differ in pattern or
marker. Figures that are missing are drawn as a gap and written as the sentence for missing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from camphucnam.kernel.numbers import MISSING, format_decimal

OKABE_ITO = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#000000")
DASHES = ("", "7 4", "2 4", "10 3 2 3", "4 2", "12 4", "1 3")
WIDTH, LEFT, RIGHT, TOP, PLOT = 720, 64, 12, 12, 220
Number = int | float


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures; None is missing, 0 is zero."""

    name: str
    values: Sequence[Number | None]


def _shown(value: Number | None) -> str:
    return MISSING if value is None else format_decimal(value, 2)


def _ceiling(values: Sequence[Number]) -> float:
    top = max([*values, 0])
    if top <= 0:
        return 1.0
    step = 10 ** floor(log10(top))
    return next(step * factor for factor in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if step * factor >= top)


def _frame(labels: Sequence[str], top: float, body: str, title: str) -> str:
    lines = []
    for part in range(5):
        y = TOP + PLOT - PLOT * part / 4
        lines.append(f'<line class="{"grid" if part else "axis"}" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        lines.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{_shown(top * part / 4)}</text>')
    slot = (WIDTH - LEFT - RIGHT) / max(1, len(labels))
    every = max(1, ceil(len(labels) / 14))
    for index, label in enumerate(labels):
        if index % every == 0:
            lines.append(f'<text x="{LEFT + slot * (index + 0.5):.1f}" y="{TOP + PLOT + 18}" text-anchor="middle">{escape(label)}</text>')
    return (
        f'<svg viewBox="0 0 {WIDTH} {TOP + PLOT + 28}" role="img" aria-label="{escape(title)}" preserveAspectRatio="xMidYMid meet">'
        f"{''.join(lines)}{body}</svg>"
    )


def _legend(series: Sequence[Series]) -> str:
    if len(series) < 2:
        return ""
    items = [
        f'<li><svg viewBox="0 0 14 14" aria-hidden="true"><rect width="14" height="14" fill="{OKABE_ITO[index % 7]}"/></svg>{escape(one.name)}</li>'
        for index, one in enumerate(series)
    ]
    return f'<ul class="chart-legend">{"".join(items)}</ul>'


def _table(labels: Sequence[str], series: Sequence[Series], title: str) -> str:
    head = "".join(f'<th scope="col" class="n">{escape(one.name)}</th>' for one in series)
    rows = "".join(
        f'<tr><th scope="row">{escape(label)}</th>' + "".join(f'<td class="n">{_shown(one.values[index])}</td>' for one in series) + "</tr>"
        for index, label in enumerate(labels)
    )
    return (
        f'<details><summary>Xem bảng số liệu</summary><table class="table office-table dense"><caption class="visually-hidden">{escape(title)}</caption>'
        f'<thead><tr><th scope="col"><span class="visually-hidden">Mục</span></th>{head}</tr></thead><tbody>{rows}</tbody></table></details>'
    )


def _figure(labels: Sequence[str], series: Sequence[Series], title: str, note: str, svg: str) -> SafeString:
    source = f'<p class="tile-note">{escape(note)}</p>' if note else ""
    return mark_safe(
        f'<figure class="chart"><figcaption>{escape(title)}</figcaption>{svg}{_legend(series)}{_table(labels, series, title)}{source}</figure>'
    )


def bar_chart(title: str, labels: Sequence[str], series: Sequence[Series], *, note: str = "") -> SafeString:
    """Upright bars, grouped by label. ``note`` names the data day and the source."""
    top = _ceiling([value for one in series for value in one.values if value is not None])
    slot = (WIDTH - LEFT - RIGHT) / max(1, len(labels))
    width = min(44.0, slot * 0.8 / max(1, len(series)))
    parts = []
    for number, one in enumerate(series):
        for index, value in enumerate(one.values):
            x = LEFT + slot * (index + 0.5) + width * (number - len(series) / 2)
            if value is None:
                parts.append(f'<text x="{x + width / 2:.1f}" y="{TOP + PLOT - 6}" text-anchor="middle">–<title>{MISSING}</title></text>')
                continue
            height = PLOT * value / top
            parts.append(
                f'<rect x="{x:.1f}" y="{TOP + PLOT - height:.1f}" width="{width - 2:.1f}" height="{height:.1f}" fill="{OKABE_ITO[number % 7]}">'
                f"<title>{escape(labels[index])}, {escape(one.name)}: {_shown(value)}</title></rect>"
            )
            if len(series) == 1 and len(labels) <= 14:
                parts.append(f'<text x="{x + width / 2 - 1:.1f}" y="{TOP + PLOT - height - 4:.1f}" text-anchor="middle">{_shown(value)}</text>')
    return _figure(labels, series, title, note, _frame(labels, top, "".join(parts), title))


def line_chart(title: str, labels: Sequence[str], series: Sequence[Series], *, note: str = "") -> SafeString:
    """Lines over time; a missing figure breaks its line."""
    top = _ceiling([value for one in series for value in one.values if value is not None])
    slot = (WIDTH - LEFT - RIGHT) / max(1, len(labels))
    parts = []
    for number, one in enumerate(series):
        colour, path, broken = OKABE_ITO[number % 7], [], True
        for index, value in enumerate(one.values):
            if value is None:
                broken = True
                continue
            x, y = LEFT + slot * (index + 0.5), TOP + PLOT - PLOT * value / top
            path.append(f"{'M' if broken else 'L'}{x:.1f} {y:.1f}")
            broken = False
            parts.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"><title>{escape(labels[index])}, {escape(one.name)}: {_shown(value)}</title></circle>'
            )
        parts.append(f'<path d="{" ".join(path)}" fill="none" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{DASHES[number % 7]}"/>')
    return _figure(labels, series, title, note, _frame(labels, top, "".join(parts), title))


def heat_map(
    title: str,
    columns: Sequence[tuple[str, str]],
    rows: Sequence[tuple[str, Sequence[Number | None]]],
    *,
    url: Callable[[int, int], str] | None = None,
    note: str = "",
) -> SafeString:
    """A table whose cells deepen with their figure. ``columns`` are (short label, full name); ``url(row, column)`` opens the list."""
    top = max([value for _, values in rows for value in values if value is not None] or [0])

    def cell(row: int, column: int, value: Number | None) -> str:
        if value is None:
            return f'<td class="hx" title="{MISSING}">–<span class="visually-hidden">{MISSING}</span></td>'
        depth = 0 if value == 0 else min(5, 1 + int(4.999 * value / top))
        address = url(row, column) if url is not None and value else ""
        shown = f'<a href="{escape(address)}">{_shown(value)}</a>' if address else _shown(value)
        return f'<td class="h{depth}">{shown}</td>'

    head = "".join(f'<th scope="col"><abbr title="{escape(full)}">{escape(short)}</abbr></th>' for short, full in columns)
    body = "".join(
        f'<tr><th scope="row">{escape(label)}</th>{"".join(cell(index, column, value) for column, value in enumerate(values))}</tr>'
        for index, (label, values) in enumerate(rows)
    )
    source = f'<p class="tile-note">{escape(note)}</p>' if note else ""
    return mark_safe(
        f'<figure class="chart"><figcaption>{escape(title)}</figcaption><div class="heat-frame" tabindex="0" role="region" aria-label="{escape(title)}">'
        f'<table class="heat"><caption class="visually-hidden">{escape(title)}</caption><thead><tr><th scope="col"><span class="visually-hidden">Hàng</span></th>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>{source}</figure>"
    )
