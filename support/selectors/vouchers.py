"""Payments that stand already under a voucher: the same paper is never paid twice, on whichever line it stands."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.numbers import format_dong
from support.models import BudgetLine, Disbursement
from support.rules.papers import number_key


class Written:
    """Payments of these lines, and all payments of the ward on these days. One query."""

    def __init__(self, ward_id: int, lines: Iterable[BudgetLine], days: Iterable[date]) -> None:
        rows = Disbursement.objects.in_ward(ward_id).counting().filter(Q(line__in=list(lines)) | Q(paid_on__in=set(days)))
        self.by_number: dict[str, list[Disbursement]] = defaultdict(list)
        for row in rows.select_related("line"):
            self.by_number[number_key(row.voucher_number)].append(row)

    def standing(self, line: BudgetLine, number: str, paid_on: date, amount: int) -> str:
        """Where this payment stands already: the number on the same line, or number, day and amount on any; empty where nowhere."""
        for row in self.by_number.get(number_key(number), []):
            if row.line_id == line.pk or (row.paid_on, row.amount_dong) == (paid_on, amount):
                return (
                    f"chứng từ {row.voucher_number} đã ghi ngày {format_dmy(row.paid_on)}, {format_dong(row.amount_dong)}, cho {row.line}."
                )
        return ""
