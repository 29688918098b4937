"""How the cells of the target tables are drawn."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from camphucnam.kernel.numbers import MISSING
from camphucnam.ui.badges import state_badge
from indicators.rules.table import TargetRow, count_of, explain
from indicators.rules.words import Attainment, Reading

KINDS = {
    Attainment.MET: "done",
    Attainment.NOT_MET: "late",
    Attainment.AT_RISK: "risk",
    Attainment.FOLLOWED: "running",
    Attainment.NO_DATA: "draft",
}
SHORT_READINGS = {Reading.NET: "giảm thuần", Reading.GROSS: "thoát nghèo", Reading.ABOVE_NEAR_POOR: "vượt chuẩn cận nghèo"}


def state_of(row: TargetRow) -> SafeString:
    """Word and shape of the state."""
    return state_badge(KINDS[row.verdict.state], row.verdict.state.label)


def reasons_of(row: TargetRow) -> SafeString:
    """ "Vì sao?": the computation with its sources."""
    items = format_html_join("", "<li>{}{}</li>", ((text, _source(source)) for text, source in explain(row)))
    return format_html('<details class="why"><summary>Vì sao?</summary><ul>{}</ul></details>', items)


def _source(source: str) -> SafeString:
    return format_html(' <span class="muted">({})</span>', source) if source else mark_safe("")


def linked(text: str, url: str) -> SafeString:
    """A figure, as a link where there is an address."""
    return format_html('<a href="{}">{}</a>', url, text) if url else format_html("{}", text)


def actual_of(row: TargetRow, urls: Sequence[str]) -> SafeString:
    """The actual figure, under it the part and the whole or the other readings; each opens the households behind it."""
    return format_html("<div>{}{}</div>", *_actual(row, urls))


def _actual(row: TargetRow, urls: Sequence[str]) -> tuple[SafeString, SafeString]:
    if row.verdict.actual is None:
        is_partly_known = any(part.figure.value is not None for part in row.parts)
        return format_html('<span class="muted">{}</span>', MISSING), _small(row.missing) if is_partly_known else mark_safe("")
    if len(row.readings) > 1:
        others = [f"{SHORT_READINGS[reading]}: {count_of(part)}" for reading, part in row.readings]
        return linked(row.actual_text, urls[0]), mark_safe("".join(_small(text) for text in others))
    if row.denominator is None:
        return linked(row.actual_text, urls[0]), mark_safe("")
    shown = [(linked(count_of(part), url),) for part, url in zip(row.parts, urls, strict=True)]
    return format_html("{}", row.actual_text), _small(format_html_join(" / ", "{}", shown))


def _small(text: str) -> SafeString:
    return format_html('<div class="small muted">{}</div>', text)
