"""What grants and money add up to in a period. A fixed number of queries; None while nothing was ever recorded."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum

from camphucnam.kernel.numbers import format_int
from households.selectors.prepared import Prepared
from programs.registry import ProvidedRow, ResultLine
from programs.rules.words import Means
from support.models import AllocationEntry, Disbursement, Grant, tied_tables
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
    """Money of a code: allocated and paid in the period, by the days of the papers."""
    entries = AllocationEntry.objects.in_ward(ward_id).counting().filter(line__code=code)
    paid = Disbursement.objects.in_ward(ward_id).counting().filter(line__code=code, paid_on__gte=first, paid_on__lte=last)
    ever = entries.filter(on__lte=last).exists()
    allocated = entries.filter(on__gte=first, on__lte=last).aggregate(sum=Sum("amount_dong"))["sum"] or 0
    spent = paid.aggregate(sum=Sum("amount_dong"))["sum"] or 0
    return [
        ResultLine("money_allocated", "Kinh phí được giao", allocated if ever else None, "đồng"),
        ResultLine("money_spent", "Kinh phí đã chi", spent if ever else None, "đồng"),
    ]


def _standing(ward: int) -> QuerySet[Any]:
    rows = Grant.objects.in_ward(ward).counting().exclude(state=GrantState.CANCELLED).order_by("pk")
    rows = rows.exclude(held_keys(table for table in tied_tables() if table.TELLS))
    return rows.values_list("household", "code", "state", "decided_on", "given_on", "member")


STANDING = Prepared(_standing)


def grants_provided(ward_id: int) -> Iterator[ProvidedRow]:
    """What everybody has had or is promised; grants of registers that tell this themselves are left to them."""
    for household, code, state, decided_on, given_on, member in STANDING(ward_id):
        yield household, code, given_on or decided_on, state == GrantState.GIVEN, member, Means.ANY
