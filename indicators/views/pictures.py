"""The movement and the heat map: tables that draw themselves, readable with and without eyes, on paper and on a phone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from camphucnam.kernel.numbers import MISSING, format_int
from households.rules.movements import DECREASES
from households.rules.standards import Deprivation
from indicators.rules.summary import HeatRow, Movement
from indicators.views.drawing import linked

OPENING, CLOSING = 1, 9
STOCK, LESS, MORE = "#0072b2", "#56b4e9", "#e69f00"
DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the movement: figures with their sign, and the bar in parts of the widest."""

    column: int
    households: int
    persons: int
    start: float
    width: float
    colour: str

    @property
    def is_stock(self) -> bool:
        """Whether it is the opening or the closing."""
        return self.column in (OPENING, CLOSING)

    def signed(self, value: int) -> str:
        """``+3``, ``−2``, ``0``; stocks without a sign."""
        sign = "" if self.is_stock or value == 0 else "−" if value < 0 else "+"
        return f"{sign}{format_int(abs(value))}"


def steps_of(movement: Movement) -> list[Step]:
    """From the opening over every column to the closing; each bar begins where the one before it ended."""
    level, closing = movement.opening[0], movement.closing[0]
    scale = 100 / max(level, closing, 1)
    steps = [Step(OPENING, *movement.opening, 0.0, level * scale, STOCK)]
    for column, (households, persons) in movement.columns.items():
        sign, colour = (-1, LESS) if column in DECREASES else (1, MORE)
        after = level + sign * households
        steps.append(Step(column, sign * households, sign * persons, min(level, after) * scale, households * scale, colour))
        level = after
    return [*steps, Step(CLOSING, *movement.closing, 0.0, closing * scale, STOCK)]


def _bar(step: Step) -> SafeString:
    return format_html(
        '<svg class="flow-bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">'
        '<rect x="{}" y="1" width="{}" height="10" fill="{}"/></svg>',
        f"{step.start:.2f}",
        f"{max(step.width, 0.6) if step.width else 0:.2f}",
        step.colour,
    )


def movement_table(title: str, movement: Movement, words: dict[int, str], url: Callable[[int], str]) -> SafeString:
    """Opening to closing; the last column draws each step. ``url(column)`` opens the households, empty where nobody may."""
    lines = (
        (
            mark_safe(' class="total"') if step.is_stock else "",
            step.column,
            words[step.column],
            linked(step.signed(step.households), url(step.column) if step.households or step.persons else ""),
            step.signed(step.persons),
            _bar(step),
        )
        for step in steps_of(movement)
    )
    return format_html(
        '<figure class="chart"><figcaption>{}</figcaption><table class="table office-table dense flow">'
        '<caption class="visually-hidden">{}</caption><thead><tr><th scope="col">Diễn biến</th><th scope="col" class="n">Hộ</th>'
        '<th scope="col" class="n">Nhân khẩu</th><th scope="col"><span class="visually-hidden">Biểu đồ số hộ</span></th></tr></thead>'
        "<tbody>{}</tbody></table></figure>",
        title,
        title,
        format_html_join(
            "",
            '<tr{}><th scope="row"><span class="muted">{}</span> {}</th><td class="n">{}</td><td class="n">{}</td><td>{}</td></tr>',
            lines,
        ),
    )


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Groups × indicators. ``names`` of the groups; ``url(group or None, indicator or 0)`` opens the households of a cell."""

    title: str
    rows: Sequence[HeatRow]
    names: dict[int, str]
    deprivations: Sequence[Deprivation]
    url: Callable[[int | None, int], str]

    def __html__(self) -> SafeString:
        *groups, total = self.rows
        top = max([count for row in groups for count in row.counts] or [0])
        body = "".join(self._line(row, self.names.get(row.group or 0, MISSING), top) for row in groups)
        return format_html(
            '<figure class="chart"><figcaption>{}</figcaption><div class="heat-frame" tabindex="0" role="region" aria-label="{}">'
            '<table class="heat by-group"><caption class="visually-hidden">{}</caption><thead>{}</thead><tbody>{}</tbody>'
            "<tfoot>{}</tfoot></table></div></figure>",
            self.title,
            self.title,
            self.title,
            self._head(),
            mark_safe(body),
            self._line(total, "Toàn phường", max(total.counts, default=0)),
        )

    __str__ = __html__

    def _head(self) -> SafeString:
        spans: dict[str, int] = {}
        for item in self.deprivations:
            spans[item.dimension] = spans.get(item.dimension, 0) + 1
        dimensions = format_html_join("", '<th scope="colgroup" colspan="{}">{}</th>', ((n, name) for name, n in spans.items()))
        numbered = ((item.number, item.name) for item in self.deprivations)
        return format_html(
            '<tr><th scope="col" rowspan="2">Tổ dân phố</th><th scope="col" rowspan="2">Số hộ</th>{}'
            '<th scope="col" rowspan="2">Chưa có phiếu</th></tr><tr>{}</tr>',
            dimensions,
            format_html_join("", '<th scope="col"><span class="muted">{}</span> {}</th>', numbered),
        )

    def _line(self, row: HeatRow, name: str, top: int) -> SafeString:
        is_blank = 0 < row.n_households == row.n_unknown
        cells = [
            self._cell(None if is_blank else count, top, self.url(row.group, item.number))
            for item, count in zip(self.deprivations, row.counts, strict=True)
        ]
        return format_html(
            '<tr><th scope="row">{}</th><td>{}</td>{}<td>{}</td></tr>',
            name,
            linked(format_int(row.n_households), self.url(row.group, 0) if row.n_households else ""),
            mark_safe("".join(cells)),
            format_int(row.n_unknown),
        )

    @staticmethod
    def _cell(value: int | None, top: int, url: str) -> SafeString:
        if value is None:
            return format_html('<td class="heat-none" title="{}">–<span class="visually-hidden">{}</span></td>', MISSING, MISSING)
        depth = 0 if value == 0 else min(DEEPEST, 1 + int((DEEPEST - 0.001) * value / max(top, 1)))
        return format_html('<td class="heat-{}">{}</td>', depth, linked(format_int(value), url if value else ""))
