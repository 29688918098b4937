"""How the cells of the target tables are drawn."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from camphucnam.kernel.numbers import MISSING, format_int
from camphucnam.ui.badges import state_badge
from indicators.rules.table import TargetRow, explain
from indicators.rules.words import Attainment

KINDS = {
    Attainment.MET: "done",
    Attainment.NOT_MET: "late",
    Attainment.AT_RISK: "risk",
    Attainment.FOLLOWED: "running",
    Attainment.NO_DATA: "draft",
}


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
    """The actual figure with the part and the whole under it; each opens the households behind it."""
    if row.verdict.actual is None:
        known = [part for part in row.parts if part.figure.value is not None]
        note = format_html('<br><span class="small muted">{}</span>', row.missing) if known else mark_safe("")
        return format_html('<span class="muted">{}</span>{}', MISSING, note)
    shown = [linked(format_int(part.figure.value), url) for part, url in zip(row.parts, urls, strict=True)]
    if row.denominator is None:
        return linked(row.actual_text, urls[0])
    return format_html('{}<br><span class="small">{}</span>', row.actual_text, format_html_join(" / ", "{}", ((item,) for item in shown)))
