"""Charts as inline SVG (they print, and need no script), each with its table beside it.

Colours follow Okabe and Ito's colour-blind-safe order; lines of several series also differ in their dashes. Figures
that are missing are drawn as a gap and written as the sentence for missing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

from django.utils.safestring import SafeString, mark_safe

from camphucnam.kernel.numbers import MISSING, format_decimal

OKABE_ITO = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#000000")
DASHES = ("", "7 4", "2 4", "10 3 2 3", "4 2", "12 4", "1 3")
WIDTH, LEFT, RIGHT, TOP, PLOT = 560, 60, 8, 18, 220
Number = int | float


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures; None is missing, 0 is zero."""

    name: str
    values: Sequence[Number | None]


def bar_chart(title: str, labels: Sequence[str], series: Sequence[Series], *, note: str = "") -> SafeString:
    """Upright bars, grouped by label. ``note`` names the data day and the source."""
    top, slot = _ceiling(series), _slot(labels)
    width = min(44.0, slot * 0.8 / max(1, len(series)))
    written = len(series) == 1 and len(labels) <= 14
    parts = []
    for number, one in enumerate(series):
        for index, value in enumerate(one.values):
            x = LEFT + slot * (index + 0.5) + width * (number - len(series) / 2)
            middle, height = f'x="{x + width / 2 - 1:.1f}" text-anchor="middle"', PLOT * (value or 0) / top
            y = TOP + PLOT - height
            if value is None:
                parts.append(f'<text {middle} y="{y - 6:.1f}">–<title>{MISSING}</title></text>')
                continue
            box = f'x="{x:.1f}" y="{y:.1f}" width="{width - 2:.1f}" height="{height:.1f}"'
            parts.append(f'<rect {box} fill="{_colour(number)}">{_tip(labels[index], one, value)}</rect>')
            if written:
                parts.append(f'<text {middle} y="{y - 4:.1f}">{_shown(value)}</text>')
    return _figure(labels, series, title, note, _frame(labels, top, "".join(parts), title))


def line_chart(title: str, labels: Sequence[str], series: Sequence[Series], *, note: str = "") -> SafeString:
    """Lines over time; a missing figure breaks its line."""
    top, slot = _ceiling(series), _slot(labels)
    parts = []
    for number, one in enumerate(series):
        colour, path, broken = _colour(number), [], True
        for index, value in enumerate(one.values):
            if value is None:
                broken = True
                continue
            x, y = LEFT + slot * (index + 0.5), TOP + PLOT - PLOT * value / top
            path.append(f"{'M' if broken else 'L'}{x:.1f} {y:.1f}")
            broken = False
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}">{_tip(labels[index], one, value)}</circle>')
        dashes = DASHES[number % len(DASHES)]
        parts.append(f'<path d="{" ".join(path)}" fill="none" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dashes}"/>')
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
            return f'<td class="heat-none" title="{MISSING}">–{_hidden(MISSING)}</td>'
        depth = 0 if value == 0 else min(5, 1 + int(4.999 * value / top))
        address = url(row, column) if url is not None and value else ""
        shown = f'<a href="{escape(address)}">{_shown(value)}</a>' if address else _shown(value)
        return f'<td class="heat-{depth}">{shown}</td>'

    head = "".join(f'<th scope="col"><abbr title="{escape(full)}">{escape(short)}</abbr></th>' for short, full in columns)
    body = "".join(
        f'<tr><th scope="row">{escape(label)}</th>{"".join(cell(index, column, value) for column, value in enumerate(values))}</tr>'
        for index, (label, values) in enumerate(rows)
    )
    corner = f'<th scope="col">{_hidden("Hàng")}</th>'
    frame = f'<div class="heat-frame" tabindex="0" role="region" aria-label="{escape(title)}">'
    table = f'<table class="heat">{_caption(title)}<thead><tr>{corner}{head}</tr></thead><tbody>{body}</tbody></table>'
    return mark_safe(f'<figure class="chart"><figcaption>{escape(title)}</figcaption>{frame}{table}</div>{_source(note)}</figure>')


def _shown(value: Number | None) -> str:
    return MISSING if value is None else format_decimal(value, 2)


def _colour(number: int) -> str:
    return OKABE_ITO[number % len(OKABE_ITO)]


def _slot(labels: Sequence[str]) -> float:
    return (WIDTH - LEFT - RIGHT) / max(1, len(labels))


def _ceiling(series: Sequence[Series]) -> float:
    """The top of the axis: at least the largest value, and a quarter of it reads well."""
    values = [value for one in series for value in one.values if value is not None]
    top = max([*values, 0])
    if top <= 8 and all(isinstance(value, int) for value in values):
        return 4 if top <= 4 else 8
    if top <= 0:
        return 1.0
    step = float(10 ** floor(log10(top)))
    return next(step * factor for factor in (1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10) if step * factor >= top)


def _hidden(text: str) -> str:
    return f'<span class="visually-hidden">{escape(text)}</span>'


def _caption(title: str) -> str:
    return f'<caption class="visually-hidden">{escape(title)}</caption>'


def _source(note: str) -> str:
    return f'<p class="tile-note">{escape(note)}</p>' if note else ""


def _tip(label: str, one: Series, value: Number) -> str:
    return f"<title>{escape(label)}, {escape(one.name)}: {_shown(value)}</title>"


def _frame(labels: Sequence[str], top: float, body: str, title: str) -> str:
    lines = []
    for part in range(5):
        y = TOP + PLOT - PLOT * part / 4
        lines.append(f'<line class="{"grid" if part else "axis"}" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        lines.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{_shown(top * part / 4)}</text>')
    slot, every = _slot(labels), max(1, ceil(len(labels) / 9))
    for index, label in enumerate(labels):
        if index % every == 0:
            lines.append(f'<text x="{LEFT + slot * (index + 0.5):.1f}" y="{TOP + PLOT + 18}" text-anchor="middle">{escape(label)}</text>')
    return f'<svg viewBox="0 0 {WIDTH} {TOP + PLOT + 28}" role="img" aria-label="{escape(title)}">{"".join(lines)}{body}</svg>'


def _legend(series: Sequence[Series]) -> str:
    if len(series) < 2:
        return ""
    square = '<svg viewBox="0 0 14 14" aria-hidden="true"><rect width="14" height="14" fill="{}"/></svg>'
    items = [f"<li>{square.format(_colour(index))}{escape(one.name)}</li>" for index, one in enumerate(series)]
    return f'<ul class="chart-legend">{"".join(items)}</ul>'


def _table(labels: Sequence[str], series: Sequence[Series], title: str) -> str:
    head = "".join(f'<th scope="col" class="n">{escape(one.name)}</th>' for one in series)
    rows = "".join(
        f'<tr><th scope="row">{escape(label)}</th>' + "".join(f'<td class="n">{_shown(one.values[index])}</td>' for one in series) + "</tr>"
        for index, label in enumerate(labels)
    )
    return (
        f'<details><summary>Xem bảng số liệu</summary><table class="table office-table dense">{_caption(title)}'
        f'<thead><tr><th scope="col">{_hidden("Mục")}</th>{head}</tr></thead><tbody>{rows}</tbody></table></details>'
    )


def _figure(labels: Sequence[str], series: Sequence[Series], title: str, note: str, svg: str) -> SafeString:
    table = _table(labels, series, title)
    return mark_safe(f'<figure class="chart"><figcaption>{escape(title)}</figcaption>{svg}{_legend(series)}{table}{_source(note)}</figure>')
