"""Tables drawn by joining strings: a list of 50 rows costs a fraction of what a template per cell costs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from operator import attrgetter, itemgetter
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.numbers import format_dong, format_int, format_percent

FORMATS: dict[str, Callable[[Any], str]] = {
    "text": lambda value: "" if value is None else str(value),
    "number": format_int,
    "percent": format_percent,
    "dong": format_dong,
    "day": format_dmy,
}
FIGURES = frozenset({"number", "percent", "dong"})
SORT_PARAMETER = "xep"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``value`` is an attribute path or dictionary key of the row, or a function of the row.

    ``kind`` (text, number, percent, dong, day) formats the value and aligns figures to the right; HTML must come as a
    SafeString. ``title`` spells out an abbreviated ``label``. ``sort`` names the order in the address. ``hide_on_phone``
    leaves the column out on narrow screens. ``url`` makes each cell a link for readers who may follow it (``Table.follows``).
    """

    label: str
    value: str | Callable[[Any], Any]
    kind: str = "text"
    title: str = ""
    sort: str = ""
    css: str = ""
    hide_on_phone: bool = False
    url: Callable[[Any], str] | None = None

    def cell(self, *, follows: bool = False) -> Callable[[Any], str]:
        """A function from a row to the finished ``<td>``."""
        start, read, url = self._start(self.css), self.text(), self.url
        if url is None or not follows:
            return lambda row: f"{start}{read(row)}</td>"

        def draw(row: Any) -> str:
            shown = read(row)
            return f'{start}<a href="{escape(url(row))}">{shown}</a></td>' if shown else f"{start}</td>"

        return draw

    def opener(self) -> Callable[[Any, str], str]:
        """A function from a row and its address to the ``<td>`` that opens the row."""
        start, read = self._start(f"row-link {self.css}"), self.text()
        return lambda row, url: f'{start}<a href="{escape(url)}">{read(row)}</a></td>'

    def _start(self, css: str) -> str:
        classes = " ".join(filter(None, ["n" if self.kind in FIGURES else "", css.strip(), "wide-only" if self.hide_on_phone else ""]))
        return f'<td data-label="{escape(self.label)}"' + (f' class="{classes}">' if classes else ">")

    def text(self) -> Callable[[Any], str]:
        """A function from a row to what its cell shows, escaped."""
        read, show = self.reader(), FORMATS[self.kind]

        def shown(row: Any) -> str:
            value = read(row)
            return value if type(value) is SafeString else escape(show(value))

        return shown

    def reader(self) -> Callable[[Any], Any]:
        """A function from a row to the raw value."""
        if not isinstance(self.value, str):
            return self.value
        by_key, by_attribute = itemgetter(self.value), attrgetter(self.value.replace("__", "."))
        return lambda row: by_key(row) if isinstance(row, dict) else by_attribute(row)


@dataclass(frozen=True, slots=True)
class Empty:
    """What an empty list says: why it is empty and what to do next."""

    title: str
    text: str = ""
    action_label: str = ""
    action_url: str = ""

    def __html__(self) -> SafeString:
        action = (
            format_html('<a class="btn btn-outline-primary" href="{}">{}</a>', self.action_url, self.action_label)
            if self.action_url
            else ""
        )
        text = format_html("<p>{}</p>", self.text) if self.text else ""
        return format_html('<div class="empty"><p class="empty-title">{}</p>{}{}</div>', self.title, text, action)

    __str__ = __html__


@dataclass(slots=True)
class Table:
    """``{{ table }}`` draws it. ``row_url`` makes the whole row open a page: the cell of column ``link`` holds the link.

    ``caption`` names the table for screen readers. ``foot`` is a finished row of totals (same values as a row).
    ``stacked`` turns rows into cards on a phone; switch it off for figures that must stay side by side. ``follows``: draw the
    links of columns, for a reader who may open what they lead to.
    """

    columns: Sequence[Column]
    rows: Iterable[Any]
    caption: str
    row_url: Callable[[Any], str] | None = None
    link: int = 0
    empty: Empty = field(default_factory=lambda: Empty("Chưa có dòng nào."))
    foot: Any = None
    row_class: Callable[[Any], str] | None = None
    stacked: bool = True
    dense: bool = True
    request: HttpRequest | None = None
    follows: bool = False
    head: SafeString | None = None

    def __html__(self) -> SafeString:
        rows = self.rows if isinstance(self.rows, list | tuple) else list(self.rows)
        if not rows:
            return self.empty.__html__()
        foot = f"<tfoot><tr>{''.join(column.cell()(self.foot) for column in self.columns)}</tr></tfoot>" if self.foot is not None else ""
        classes = "table office-table" + (" stacked" if self.stacked else "") + (" dense" if self.dense else "")
        caption, body = escape(self.caption), "".join(self._body(rows))
        # A table without links may still be wider than a phone: the frame then takes the focus, so that the keys can move it.
        reach = "" if "<a " in body else f' tabindex="0" role="region" aria-label="{caption}"'
        return mark_safe(
            f'<div class="table-frame"{reach}><table class="{classes}"><caption class="visually-hidden">{caption}</caption>'
            f"<thead>{self.head or self._head()}</thead><tbody>{body}</tbody>{foot}</table></div>"
        )

    __str__ = __html__

    def _body(self, rows: Sequence[Any]) -> list[str]:
        cells = [column.cell(follows=self.follows) for column in self.columns]
        url, css = self.row_url, self.row_class
        if url is None:
            return [f"<tr{_css(css, row)}>{''.join([cell(row) for cell in cells])}</tr>" for row in rows]
        before, after, opener = cells[: self.link], cells[self.link + 1 :], self.columns[self.link].opener()

        def draw(row: Any) -> str:
            left, right = "".join([cell(row) for cell in before]), "".join([cell(row) for cell in after])
            return f"<tr data-row{_css(css, row)}>{left}{opener(row, url(row))}{right}</tr>"

        return [draw(row) for row in rows]

    def _head(self) -> str:
        return f"<tr>{''.join(self._head_cell(column) for column in self.columns)}</tr>"

    def _head_cell(self, column: Column) -> str:
        is_figure = column.kind in FIGURES or "n" in column.css.split()
        classes = " ".join(filter(None, ["n" if is_figure else "", "wide-only" if column.hide_on_phone else ""]))
        label = str(conditional_escape(column.label))
        if column.title:
            label = f'<abbr title="{escape(column.title)}">{label}</abbr>'
        attributes = f' class="{classes}"' if classes else ""
        if column.sort and self.request is not None:
            order, label = self._sort_link(column, label)
            attributes += order
        return f'<th scope="col"{attributes}>{label}</th>'

    def _sort_link(self, column: Column, label: str) -> tuple[str, str]:
        asked = self.request.GET if self.request is not None else QueryDict()
        current, query = asked.get(SORT_PARAMETER, ""), asked.copy()
        query.pop("trang", None)
        query[SORT_PARAMETER] = f"-{column.sort}" if current == column.sort else column.sort
        direction = {column.sort: "ascending", f"-{column.sort}": "descending"}.get(current, "")
        order = f' aria-sort="{direction}"' if direction else ""
        return order, f'<a class="sort" href="?{escape(query.urlencode())}">{label}</a>'


def _css(css: Callable[[Any], str] | None, row: Any) -> str:
    name = css(row) if css is not None else ""
    return f' class="{escape(name)}"' if name else ""
