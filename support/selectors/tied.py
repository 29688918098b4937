"""Which row of a register a grant hangs on, and what registers gave that hangs on no grant yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from camphucnam.accounts.models import User
from programs.policies import can_read
from support.models import Grant
from support.models.tied import TiedRow, tied_tables
from support.rules.words import GrantState


def holder_of(grant: Grant) -> Any:
    """The standing row that hangs on the grant; None for a grant that stands by itself. One query a table."""
    for table in tied_tables():
        found = _standing(table).filter(grant=grant).first() if grant.code == table.GRANT_CODE else None
        if found is not None:
            return found
    return None


def _standing(table: Any) -> QuerySet[Any]:
    """Rows of a table that count, and whose record counts."""
    return table.objects.filter(voided_at__isnull=True)


def held_keys(tables: Iterable[Any]) -> Q:
    """Grants on which rows of these tables hang."""
    found = Q(pk__in=[])
    for table in tables:
        found |= Q(pk__in=_standing(table).filter(grant__isnull=False).order_by().values("grant"))
    return found


def free_grants(ward_id: int, code: str) -> QuerySet[Grant]:
    """Grants of a code that count and on which no row of a register hangs, newest first."""
    rows = Grant.objects.in_ward(ward_id).counting().filter(code=code).exclude(state=GrantState.CANCELLED)
    return rows.exclude(held_keys(tied_tables())).select_related("household", "member", "line").order_by("-decided_on", "-pk")


def whole_of(row: TiedRow) -> Grant | None:
    """The first grant of the support of which this row is a further part; None where it is the first or stands alone."""
    if not row.WHOLE:
        return None
    same = {name: getattr(row, name) for name in row.WHOLE}
    rows = _standing(type(row)).filter(grant__isnull=False, **{row.HOME: row.home}, **same).exclude(pk=row.pk)
    first = rows.select_related("grant__part_of").order_by("pk").first()
    if first is None:
        return None
    grant: Grant = first.grant
    return grant.part_of or grant


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What one register gave to households: how many rows, their value as far as it is known, and how much of it hangs on grants.

    ``granted_dong``: the value of those grants; it equals ``tied_dong``.
    """

    table: Any
    n_rows: int
    n_untied: int
    given_dong: int
    tied_dong: int
    granted_dong: int

    @property
    def untied_dong(self) -> int:
        """Value without a grant."""
        return self.given_dong - self.tied_dong


def readable_tables(user: User, ward_id: int) -> list[Any]:
    """Tables whose rows the person may read."""
    return [table for table in tied_tables() if can_read(user, ward_id, *table.CODES, "FUNDS")]


def _given(table: Any, ward_id: int) -> QuerySet[Any]:
    return table.objects.in_ward(ward_id).counting().filter(table.given_rows())


def reconciled(tables: Sequence[Any], ward_id: int) -> list[Reconciled]:
    """Every register: what it gave = what hangs on grants + what does not. One query a table."""
    return [_reconciled(table, ward_id) for table in tables]


def _reconciled(table: Any, ward_id: int) -> Reconciled:
    tied = Q(grant__isnull=False)
    sums = _given(table, ward_id).aggregate(
        n=Count("pk"),
        n_untied=Count("pk", filter=~tied),
        given=Sum(table.VALUE),
        tied=Sum(table.VALUE, filter=tied),
        granted=Sum("grant__value_dong"),
    )
    return Reconciled(table, sums["n"], sums["n_untied"], sums["given"] or 0, sums["tied"] or 0, sums["granted"] or 0)


def untied_rows(tables: Sequence[Any], ward_id: int) -> list[Any]:
    """Rows that gave something to a household and hang on no grant, oldest first. One query a table."""
    found: list[Any] = []
    for table in tables:
        rows = _given(table, ward_id).filter(grant__isnull=True).annotate(day=F(table.DAY))
        found += rows.select_related(f"{table.HOME}__group", *table.NAMED_BY)
    return sorted(found, key=lambda row: (row.day or date.min, row.pk))
