"""What grants and money add up to in a period. A fixed number of queries; None while nothing was ever recorded."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.numbers import format_dong, format_int
from households.selectors.prepared import Prepared
from programs.registry import ResultLine
from programs.rules.words import Means, ProvidedRow
from support.models import AllocationEntry, Disbursement, Grant, tied_tables
from support.rules.budget_year import budget_year
from support.rules.words import GrantState
from support.selectors.tied import held_keys


def grant_results(code: str, ward_id: int, first: date, last: date) -> list[ResultLine]:
    """Grants of a code that were handed over in the period, the households that got them, and their money."""
    rows = Grant.objects.in_ward(ward_id).counting().filter(code=code)
    ever = rows.filter(decided_on__lte=last).exists()
    given = rows.filter(state=GrantState.GIVEN, given_on__gte=first, given_on__lte=last)
    sums = given.aggregate(n=Count("pk"), n_valued=Count("value_dong"), dong=Sum("value_dong"))
    homes = tuple(sorted(set(given.values_list("household", flat=True))))
    unknown = sums["n"] - sums["n_valued"]
    note = f"{format_int(unknown)} khoản hiện vật, dịch vụ chưa ghi trị giá nên chưa tính vào." if unknown else ""
    value = sums["dong"] if sums["n_valued"] else None if unknown else 0
    return [
        ResultLine("grants_given", "Khoản hỗ trợ đã trao", sums["n"] if ever else None, "khoản", homes),
        ResultLine("grant_households", "Hộ được hỗ trợ", len(homes) if ever else None, "hộ", homes),
        ResultLine("grant_value", "Tiền và trị giá hiện vật đã trao", value if ever else None, "đồng", homes, note),
    ]


def money_results(code: str, ward_id: int, first: date, last: date) -> list[ResultLine]:
    """Money of a code in the budget year of the period: given to its lines by the last day, since the year was opened and on whatever
    day it was decided; paid from them in the period. At the end of the year both are those of the budget page."""
    year = budget_year(first, last)
    entries = AllocationEntry.objects.in_ward(ward_id).counting().filter(line__code=code, on__lte=last)
    sums = entries.aggregate(n=Count("pk"), dong=Sum("amount_dong", filter=Q(line__year=year)))
    paid = Disbursement.objects.in_ward(ward_id).counting().filter(line__code=code, paid_on__gte=first, paid_on__lte=last)
    spent = paid.aggregate(own=Sum("amount_dong", filter=Q(line__year=year)), other=Sum("amount_dong", filter=~Q(line__year=year)))
    other = f"Trong kỳ còn chi {format_dong(spent['other'])} của kinh phí năm khác." if spent["other"] else ""
    given, used = (sums["dong"] or 0, spent["own"] or 0) if sums["n"] else (None, None)
    return [
        ResultLine("money_allocated", f"Kinh phí năm {year} được giao đến ngày {format_dmy(last)}", given, "đồng"),
        ResultLine("money_spent", f"Kinh phí năm {year} đã chi trong kỳ", used, "đồng", note=other),
    ]


def _standing(ward: int) -> QuerySet[Any]:
    rows = Grant.objects.in_ward(ward).counting().exclude(state=GrantState.CANCELLED).order_by("pk")
    rows = rows.exclude(held_keys(table for table in tied_tables() if table.TELLS))
    return rows.values_list("household", "code", "state", "decided_on", "given_on", "member", "content")


STANDING = Prepared(_standing)


def grants_provided(ward_id: int) -> Iterator[ProvidedRow]:
    """What everybody has had or is promised; grants of registers that tell this themselves are left to them."""
    for household, code, state, decided_on, given_on, member, content in STANDING(ward_id):
        yield household, code, given_on or decided_on, state == GrantState.GIVEN, member, Means.ANY, content
