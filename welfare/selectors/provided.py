"""What every household has had or is promised under each policy: (household, code, day, whether given)."""

from collections.abc import Iterator
from datetime import date

from welfare.models import AssistanceCase, InsuranceLine

Given = tuple[int, str, date, bool]


def insurance_provided(ward_id: int) -> Iterator[Given]:
    """Cards handed over, and persons on lists that wait."""
    rows = InsuranceLine.objects.in_ward(ward_id).counting().filter(batch__voided_at__isnull=True, refused_reason="")
    for household, drawn_on, issued_on in rows.values_list("household", "batch__drawn_on", "issued_on"):
        yield household, "CS2", issued_on or drawn_on, issued_on is not None


def assistance_provided(ward_id: int) -> Iterator[Given]:
    """Monthly assistance from its first day, and cases that wait for a decision."""
    rows = AssistanceCase.objects.in_ward(ward_id).counting().filter(refused_on__isnull=True)
    for household, eligible_on, from_on in rows.values_list("household", "eligible_on", "from_on"):
        yield household, "CS7", from_on or eligible_on, from_on is not None
