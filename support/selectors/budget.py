"""What the money of lines adds up to: five queries for any number of lines."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum

from activities.models import Activity
from activities.rules.words import ActivityState
from camphucnam.accounts.models import User
from registers.querysets import KeptQuerySet
from support.models import AllocationEntry, BudgetLine, Commitment, CommitmentCut, Disbursement, Grant, Settlement
from support.rules.budget import Balance
from support.rules.words import GrantState, Purpose


def lines_of(user: User, ward_id: int, year: int | None = None) -> KeptQuerySet:
    """Lines that count, of one year or all."""
    rows = BudgetLine.objects.visible_to(user).in_ward(ward_id).counting()
    return rows.filter(year=year) if year is not None else rows


def lines_beside(line: BudgetLine) -> list[BudgetLine]:
    """The other lines of the source in the year."""
    rows = BudgetLine.objects.in_ward(line.ward_id).counting().filter(year=line.year, source=line.source)
    return list(rows.exclude(pk=line.pk).order_by("code", "content"))


def years_of(ward_id: int) -> list[int]:
    """Years that have lines, newest first."""
    rows = BudgetLine.objects.in_ward(ward_id).counting().order_by("-year")
    return list(rows.values_list("year", flat=True).distinct())


def _sums(rows: QuerySet[Any], *by: str) -> list[Any]:
    return list(rows.order_by().values_list("line", *by).annotate(sum=Sum(_amount(rows.model))))


def _amount(model: Any) -> str:
    return "value_dong" if model is Grant else "amount_dong"


def balances(lines: Iterable[BudgetLine]) -> dict[int, Balance]:
    """Primary key of the line → its balance. Four queries."""
    known = {line.pk: line for line in lines}
    sums: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line, amount in _sums(AllocationEntry.objects.counting().filter(line__in=known)):
        sums[line]["allocated"] += amount
    for line, amount in _sums(Commitment.objects.counting().filter(line__in=known)):
        sums[line]["contracted"] += amount
    for line, purpose, commitment, amount in _sums(Disbursement.objects.counting().filter(line__in=known), "purpose", "commitment"):
        sums[line][_kind(purpose, commitment)] += amount
    for line, amount in _sums(promises().filter(line__in=known)):
        sums[line]["promised"] += amount
    return {pk: Balance(planned=line.planned_dong, **sums[pk]) for pk, line in known.items()}


def balance_of(line: BudgetLine) -> Balance:
    """The balance of one line."""
    return balances([line])[line.pk]


def _kind(purpose: str, commitment: int | None) -> str:
    """The figure to which a payment belongs."""
    if purpose == Purpose.GRANTS:
        return "paid_grants" if commitment is None else "paid_covered"
    return "paid_direct" if commitment is None else "paid_contracted"


def unpaid_grants() -> KeptQuerySet:
    """Decided grants with a source that are not paid yet."""
    return Grant.objects.counting().filter(line__isnull=False, disbursement__isnull=True).exclude(state=GrantState.CANCELLED)


def promises() -> KeptQuerySet:
    """Those that no commitment covers."""
    return unpaid_grants().filter(commitment__isnull=True)


def left_of(commitment: Commitment) -> int:
    """What of a commitment is not yet paid, in đồng."""
    paid = commitment.disbursements.counting().aggregate(sum=Sum("amount_dong"))["sum"] or 0
    return int(commitment.amount_dong - paid)


def covered_by(commitment: Commitment) -> int:
    """What of it is kept for grants that are not paid yet, in đồng."""
    return int(unpaid_grants().filter(commitment=commitment).aggregate(sum=Sum("value_dong"))["sum"] or 0)


def contracts_with_room(lines: Iterable[BudgetLine]) -> list[tuple[Commitment, int]]:
    """Commitments of these lines of which something is neither paid nor kept for grants, and how much. Three queries."""
    rows = list(Commitment.objects.counting().filter(line__in=list(lines)).select_related("line").order_by("-on", "-pk"))
    paid = Disbursement.objects.counting().filter(commitment__in=rows).order_by().values_list("commitment")
    kept = unpaid_grants().filter(commitment__in=rows).order_by().values_list("commitment")
    used: dict[int, int] = defaultdict(int)
    for key, amount in [*paid.annotate(sum=Sum("amount_dong")), *kept.annotate(sum=Sum("value_dong"))]:
        used[key] += amount
    return [(row, row.amount_dong - used[row.pk]) for row in rows if row.amount_dong > used[row.pk]]


def commitments_of(line: BudgetLine) -> QuerySet[Commitment]:
    """Commitments of a line with how many grants are bought under each, and by what it was reduced."""
    counts = Count("grants", filter=Q(grants__voided_at__isnull=True))
    cuts = CommitmentCut.objects.counting().filter(commitment=OuterRef("pk")).order_by().values("commitment")
    reduced = Subquery(cuts.annotate(sum=Sum("amount_dong")).values("sum"))
    return Commitment.objects.filter(line=line).select_related("line").annotate(n_grants=counts, cut_dong=reduced)


def cuts_of(line: BudgetLine) -> QuerySet[CommitmentCut]:
    """Reductions of the commitments of a line."""
    return CommitmentCut.objects.filter(commitment__line=line).select_related("commitment__line")


def households_behind(lines: Iterable[BudgetLine]) -> dict[int, int]:
    """Primary key of the line → how many households it was promised or given to."""
    rows = Grant.objects.counting().filter(line__in=[line.pk for line in lines]).exclude(state=GrantState.CANCELLED)
    return dict(rows.order_by().values_list("line").annotate(n=Count("household", distinct=True)))


def activities_cost(line: BudgetLine) -> int | None:
    """What activities of the code in the year were planned to cost, from every source; None where no cost was stated."""
    rows = Activity.objects.in_ward(line.ward_id).counting().filter(planned_from_on__year=line.year)
    rows = rows.filter(Q(subproject__code=line.code) | Q(policy__code=line.code)).exclude(state=ActivityState.CANCELLED)
    found: int | None = rows.aggregate(sum=Sum("planned_cost_dong"))["sum"]
    return found


def settlements_of(ward_id: int, year: int) -> dict[str, Settlement]:
    """Source → settlement of a year."""
    return {row.source: row for row in Settlement.objects.in_ward(ward_id).filter(year=year)}
