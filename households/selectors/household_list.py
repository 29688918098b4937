"""The list of households on a day: one page of rows in one query, or all of them chunk by chunk."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from django.db import connection
from django.db.models import Count, F, FilteredRelation, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, Window
from django.db.models.functions import Coalesce

from households.models import Assessment, Household, Member, StatusRenewal
from households.rules.classes import HouseholdClass
from households.rules.escape_window import EscapeWindow, window_on
from households.rules.history import PeriodFact, period_on, since_on
from households.rules.standards import all_standards
from households.selectors.histories import CLASSES, OPENINGS
from households.selectors.household_filter import ID_MARK, WORD_MARK, ListFilter, Reader, filled, households_listed, sought_in, stays_on

_BOTH = 1 << 16  # above every bit of a mask
_N_INDICATORS = {standard.code: standard.n_deprivations for standard in all_standards()}


@dataclass(frozen=True, slots=True)
class ListRow:
    """One household as the list shows it; ``n_deprived`` is None where no indicator was ever answered."""

    pk: int
    code: str
    head_name: str
    group_name: str
    address: str
    household_class: HouseholdClass | None
    since: date | None
    decision_number: str
    window: EscapeWindow | None
    n_deprived: int | None
    n_indicators: int
    deprived_mask: int
    n_members: int
    income_score: int | None


def list_page(reader: Reader, wanted: ListFilter, start: int, count: int) -> tuple[list[ListRow], int]:
    """``count`` rows from ``start`` on and the number of all, in one query (none beyond the end, with 0)."""
    sought = sought_in(wanted.text, reader.may_see_personal)
    shape = replace(wanted, text=f"{ID_MARK if sought.personal else WORD_MARK}{len(sought.values)}" if sought.values else "")
    sql, parameters = _statement(reader, shape, start, count, connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql, [filled(parameter, sought) for parameter in parameters])
        found = cursor.fetchall()
    return _rows_of(found, wanted.day), found[0][-1] if found else 0


@lru_cache(maxsize=512)
def _statement(reader: Reader, shape: ListFilter, start: int, count: int, vendor: str) -> tuple[str, tuple[object, ...]]:
    """SQL and parameters of a page. Composing them costs more than running them, so they are kept like a prepared statement."""
    found = households_listed(reader, shape)
    # A whole ward is counted from its index; a filter is worked out once, for the page and for the number of all.
    total = Subquery(found.values("ward").annotate(n=Count("pk")).values("n")) if shape.unfiltered else Window(Count("*"))
    page = found.order_by(*shape.order).annotate(total=total).values_list("pk", "total")[start : start + count]
    rows = _with_facts(Household.objects.all(), shape.day, reader.today)
    rows = rows.extra(where=["households_household.id IN (SELECT pk FROM page)"], select={"total": "(SELECT total FROM page LIMIT 1)"})
    facts = rows.order_by(*shape.order, "pk", "period__from_on").values_list(*_COLUMNS, "total")
    page_sql, page_parameters = page.query.get_compiler(connection=connection).as_sql()
    sql, parameters = facts.query.get_compiler(connection=connection).as_sql()
    return f"WITH page(pk, total) AS MATERIALIZED ({page_sql}) {sql}", (*page_parameters, *parameters)


def list_all(reader: Reader, wanted: ListFilter, chunk: int = 500) -> Iterator[ListRow]:
    """Every row in order, ``chunk`` households in memory at a time (only the keys of all are held)."""
    keys = keys_listed(reader, wanted)
    for start in range(0, len(keys), chunk):
        rows = _with_facts(Household.objects.filter(pk__in=keys[start : start + chunk]), wanted.day, reader.today, scores=True)
        yield from _rows_of(list(rows.order_by(*wanted.order, "pk", "period__from_on").values_list(*_COLUMNS)), wanted.day)


def keys_listed(reader: Reader, wanted: ListFilter) -> "array[int]":
    """Keys of every household of the list in order, eight bytes each."""
    found = households_listed(reader, wanted).order_by(*wanted.order).values_list("pk", flat=True)
    return array("q", found.iterator(chunk_size=10_000))


_COLUMNS = (
    "pk", "code", "head_name", "group_then", "address",
    "marks", "standard", "income_score", "n_members",
    "period__pk", "period__household_class", "period__from_on", "period__to_on", "period__opened_as",
    "period__decision__number", "renewed_by",
)  # fmt: skip


def _with_facts(households: QuerySet[Household], day: date, today: date, *, scores: bool = False) -> QuerySet[Household]:
    """One row per household and counting period up to ``day`` (one row for a household without any).

    Both masks of the newest sheet come as one number: every sub-select is asked for each row.
    """
    newest = Assessment.objects.counting().filter(household=OuterRef("pk"), assessed_on__lte=day).order_by("-assessed_on", "-pk")
    members = (
        Member.objects.filter(household=OuterRef("pk")).present_on(day).order_by().values("household").annotate(n=Count("pk")).values("n")
    )
    renewals = StatusRenewal.objects.filter(period=OuterRef("period__pk"), effective_on__lte=day).order_by("-effective_on", "-pk")
    stay = stays_on(day).filter(household=OuterRef("pk")).order_by().values("group__name")[:1]
    return households.annotate(
        group_then=Coalesce(Subquery(stay), "group__name") if day < today else F("group__name"),
        period=FilteredRelation("periods", condition=Q(periods__voided_at__isnull=True, periods__from_on__lte=day)),
        marks=Subquery(newest.values(both=F("known_mask") * _BOTH + F("deprived_mask"))[:1]),
        standard=Subquery(newest.values("standard_code")[:1]),
        income_score=Subquery(newest.values("income_score")[:1]) if scores else Value(None, IntegerField()),
        n_members=Subquery(members, output_field=IntegerField()),
        renewed_by=Subquery(renewals.values("decision__number")[:1]),
    )


def _day(value: date | str | None) -> date | None:
    """A day as the driver hands it over: SQLite may give text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _rows_of(raw: list[tuple], day: date) -> list[ListRow]:
    return [_row(list(lines), day) for _, lines in groupby(raw, key=itemgetter(0))]


def _row(lines: list[tuple], day: date) -> ListRow:
    pk, code, head_name, group_name, address, marks, standard, income_score, n_members = lines[0][:9]
    known, deprived = divmod(marks or 0, _BOTH)
    facts: list[PeriodFact] = []
    decisions: dict[int, str] = {}
    for period, household_class, from_on, to_on, opened_as, number, renewed_by in (line[9:16] for line in lines):
        if period is not None:
            begun = _day(from_on) or day
            facts.append(PeriodFact(CLASSES[household_class], begun, _day(to_on), OPENINGS[opened_as], period))
            decisions[period] = renewed_by or number or ""
    current = period_on(facts, day)
    return ListRow(
        pk,
        code,
        head_name,
        group_name,
        address,
        current.household_class if current else None,
        since_on(facts, day),
        decisions[current.pk] if current else "",
        window_on(facts, day),
        deprived.bit_count() if known else None,
        _N_INDICATORS.get(standard, 0),
        deprived,
        n_members or 0,
        income_score,
    )
