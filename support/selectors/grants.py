"""Reading grants and lists of grants."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, DateField, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from camphucnam.accounts.models import User
from households.models import Household
from programs.policies import can_read
from support.models import BudgetLine, Grant, GrantBatch, Settlement, supporting_tables
from support.querysets import GrantQuerySet
from support.rules.double_benefit import Benefit, Conflict, conflicts_among
from support.rules.words import GrantState, SettlementState
from support.selectors.benefits import benefit_of_grant, benefit_of_row, records_in, standing


def grants(user: User, ward_id: int) -> GrantQuerySet:
    """Grants that the person may read, with what their rows show; ``day``: handed over, else decided."""
    rows = Grant.objects.visible_to(user).in_ward(ward_id)
    rows = rows.select_related("household__group", "member", "line", "batch", "disbursement", "commitment", "part_of", "ward")
    return rows.annotate(day=Coalesce("given_on", "decided_on", output_field=DateField()))


def batches(user: User, ward_id: int) -> GrantQuerySet:
    """Lists of grants with how many stand on them, how many were handed over, and the money of both."""
    rows = Grant.objects.counting().filter(batch=OuterRef("pk")).exclude(state=GrantState.CANCELLED).order_by().values("batch")
    given = rows.filter(state=GrantState.GIVEN)
    return (
        GrantBatch.objects.visible_to(user)
        .in_ward(ward_id)
        .select_related("line", "ward")
        .annotate(
            n_grants=Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0),
            n_given=Coalesce(Subquery(given.annotate(n=Count("pk")).values("n")), 0),
            sum_dong=Subquery(rows.annotate(n=Sum("value_dong")).values("n")),
            n_unpaid=Coalesce(Subquery(rows.filter(line__isnull=False, disbursement__isnull=True).annotate(n=Count("pk")).values("n")), 0),
        )
    )


def on_batch(batch: GrantBatch) -> QuerySet[Grant]:
    """Grants of a list that stand, in the order of the paper: by group, then by name."""
    rows = Grant.objects.counting().filter(batch=batch).exclude(state=GrantState.CANCELLED)
    return rows.select_related("household__group", "member", "line", "batch").order_by(
        "household__group__sort_order", "household__head_sort_key", "pk"
    )


def open_lines(ward_id: int, code: str = "") -> list[BudgetLine]:
    """Lines whose year is not settled."""
    rows = BudgetLine.objects.in_ward(ward_id).counting()
    closed = Q(pk__in=[])
    for year, source in _closed(ward_id):
        closed |= Q(year=year, source=source)
    return list((rows.filter(code=code) if code else rows).exclude(closed).order_by("-year", "code", "content", "source"))


def _closed(ward_id: int) -> list[tuple[int, str]]:
    rows = Settlement.objects.in_ward(ward_id).filter(state=SettlementState.CLOSED)
    return list(rows.values_list("year", "source"))


@dataclass(frozen=True, slots=True)
class YearTotal:
    """What a household was handed over in a year: how many grants, their money as far as it is known, how many without a value."""

    year: int
    n_given: int
    given_dong: int
    n_unvalued: int


def of_household(user: User, household: Household, day: date) -> tuple[list[Any], list[YearTotal]]:
    """Grants of a household decided by a day, newest first, and what was handed over by then in each year, newest first."""
    rows = list(grants(user, household.ward_id).counting().filter(household=household, decided_on__lte=day).order_by("-day", "-pk"))
    by_year: dict[int, list[int | None]] = defaultdict(list)
    for row in rows:
        if row.state == GrantState.GIVEN and row.given_on <= day:
            by_year[row.given_on.year].append(row.value_dong)
    totals = [YearTotal(year, len(sums), sum(filter(None, sums)), sums.count(None)) for year, sums in by_year.items()]
    return rows, sorted(totals, key=lambda total: -total.year)


def found_conflicts(user: User, ward_id: int) -> list[tuple[Conflict, Any, Any]]:
    """Every pair of grants, and of rows of registers that the person may read, which breaks a rule of double benefit, with both rows;
    newest first. One query for the grants, one a table beside."""
    by_home: dict[int, list[tuple[Benefit, Any]]] = defaultdict(list)
    records = records_in(ward_id)
    for row in grants(user, ward_id).counting().exclude(state=GrantState.CANCELLED).order_by("day", "pk"):
        by_home[row.household_id].append((benefit_of_grant(row, records), row))
    for table in supporting_tables():
        if can_read(user, ward_id, *table.CODES, "FUNDS"):
            paths = [table.SUPPORT_HOME, *filter(None, [table.SUPPORT_PERSON])]
            for row in standing(table).in_ward(ward_id).select_related(*paths, *table.SUPPORT_NAMED_BY):
                by_home[row.supported_home.pk].append((benefit_of_row(row), row))
    found = []
    for pairs in by_home.values():
        if len(pairs) > 1:
            known = dict(pairs)
            found += [(item, known[item.earlier], known[item.later]) for item in conflicts_among(known)]
    return sorted(found, key=lambda item: (item[0].later.on, item[0].later.key), reverse=True)


def years_given(rows: GrantQuerySet) -> list[int]:
    """Years in which grants were decided, newest first."""
    return [day.year for day in rows.order_by().dates("decided_on", "year", order="DESC")]


def with_day(rows: GrantQuerySet) -> GrantQuerySet:
    """Newest first."""
    return rows.order_by(F("day").desc(), F("pk").desc())


def handed_over(rows: GrantQuerySet) -> GrantQuerySet:
    """Lists of which every grant was handed over."""
    return rows.filter(n_grants__gt=0, n_given=F("n_grants"))


def waiting(rows: GrantQuerySet) -> GrantQuerySet:
    """Lists with grants that wait."""
    return rows.filter(n_given__lt=F("n_grants"))


def named(rows: GrantQuerySet, text: str) -> GrantQuerySet:
    """Lists whose name holds every typed word."""
    for word in text.split():
        rows = rows.filter(name__icontains=word)
    return rows
