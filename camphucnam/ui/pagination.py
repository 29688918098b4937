"""Pages of 50 rows that keep the rest of the address."""

from collections.abc import Sequence
from html import escape
from math import ceil
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from camphucnam.kernel.numbers import format_int

PER_PAGE = 50
PARAMETER = "trang"


class Page:
    """One page of rows. ``{{ page }}`` draws the links; an address beyond the end shows the last page."""

    def __init__(self, rows: Sequence[Any], *, number: int, total: int, per_page: int, query: str) -> None:
        self.rows, self.number, self.total, self.per_page = rows, number, total, per_page
        self.n_pages = max(1, ceil(total / per_page))
        self._query = query

    @property
    def first(self) -> int:
        """Number of the first row, counted from 1; 0 for an empty list."""
        return (self.number - 1) * self.per_page + 1 if self.total else 0

    @property
    def last(self) -> int:
        """Number of the last row shown."""
        return min(self.number * self.per_page, self.total)

    def url(self, number: int) -> str:
        """Address of another page of the same list."""
        return f"?{self._query}{PARAMETER}={number}"

    def _link(self, number: int, label: str, title: str) -> str:
        if not 1 <= number <= self.n_pages:
            return f'<li class="page-item disabled"><span class="page-link">{label}</span></li>'
        return f'<li class="page-item"><a class="page-link" href="{escape(self.url(number))}" aria-label="{title}">{label}</a></li>'

    def __html__(self) -> SafeString:
        if self.n_pages == 1:
            return mark_safe("")
        near = sorted({1, self.n_pages, *range(max(1, self.number - 2), min(self.n_pages, self.number + 2) + 1)})
        parts, before = [self._link(self.number - 1, "‹", "Trang trước")], 0
        for number in near:
            if number - before > 1:
                parts.append('<li class="page-item disabled"><span class="page-link">…</span></li>')
            if number == self.number:
                parts.append(f'<li class="page-item active"><span class="page-link" aria-current="page">{number}</span></li>')
            else:
                parts.append(self._link(number, str(number), f"Trang {number}"))
            before = number
        parts.append(self._link(self.number + 1, "›", "Trang sau"))
        return format_html(
            '<nav class="pages" aria-label="Các trang"><p class="pages-count">Dòng {} đến {} trong {}</p>'
            '<ul class="pagination">{}</ul></nav>',
            format_int(self.first),
            format_int(self.last),
            format_int(self.total),
            mark_safe("".join(parts)),
        )

    __str__ = __html__


def paginate(request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], *, per_page: int = PER_PAGE, total: int | None = None) -> Page:
    """The page that the address asks for. Give an unannotated count as ``total`` when ``rows`` carries annotations."""
    if total is None:
        total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    asked = request.GET.get(PARAMETER, "1")
    number = min(max(1, int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1), max(1, ceil(total / per_page)))
    start = (number - 1) * per_page
    shown = list(rows[start : start + per_page]) if total else []
    query = request.GET.copy()
    query.pop(PARAMETER, None)
    return Page(shown, number=number, total=total, per_page=per_page, query=query.urlencode() + "&" if query else "")
