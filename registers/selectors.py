"""What lists share: search without accents; and rows that count, read by a query composed once."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Q, QuerySet, Sum

from camphucnam.kernel.text import fold
from households.selectors.prepared import Prepared
from registers.models import Kept
from registers.querysets import KeptQuerySet

Rows = TypeVar("Rows", bound=KeptQuerySet)
PERSON = ("folded_name", "household__code")
HOUSEHOLD = ("search_text", "code")


def found_by(rows: Rows, text: str, paths: Iterable[str]) -> Rows:
    """Rows in which every typed word stands in one of the folded columns."""
    for word in fold(text).split():
        wanted = Q()
        for path in paths:
            wanted |= Q(**{f"{path}__icontains": word})
        rows = rows.filter(wanted)
    return rows


def paid_for(row: Kept) -> int | None:
    """What vouchers say was paid for a row, in đồng; None where no payment counts. A query for each table that ``PAYS_FOR`` it."""
    found = None
    for relation in row._meta.related_objects:
        table: Any = relation.related_model
        if issubclass(table, Kept) and relation.field.name == table.PAYS_FOR:
            paid = table.objects.counting().filter(**{table.PAYS_FOR: row}).aggregate(sum=Sum("amount_dong"))["sum"]
            found = found if paid is None else (found or 0) + paid
    return found


def person_paths(prefix: str) -> tuple[str, ...]:
    """Columns that find a person: the folded name and the code of the household."""
    return tuple(f"{prefix}__{path}" for path in PERSON)


def household_paths(prefix: str) -> tuple[str, ...]:
    """Columns that find a household: the folded names in it and its code."""
    return tuple(f"{prefix}__{path}" for path in HOUSEHOLD)


def counting_rows(table: Any, *columns: str, **only: object) -> Prepared:
    """Columns of the rows of a table that count: ask it with the primary key of the ward. One query, composed once."""

    def compose(ward: int) -> QuerySet[Any]:
        rows: QuerySet[Any] = table.objects.in_ward(ward).counting().filter(**only).order_by().values_list(*columns)
        return rows

    return Prepared(compose)
