"""What every household has had or is promised under each policy: (household, code, day, whether given)."""

from collections.abc import Iterator
from datetime import date

from welfare.models import AssistanceCase, HousingCase, InsuranceLine, ReliefLine, SchoolSupport
from welfare.rules.housing import HousingStage

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


def housing_provided(ward_id: int) -> Iterator[Given]:
    """Houses handed over, and those on the way."""
    rows = HousingCase.objects.in_ward(ward_id).counting().exclude(stage=HousingStage.DROPPED)
    for household, proposed_on, handed_over_on in rows.values_list("household", "proposed_on", "handed_over_on"):
        yield household, "CS5", handed_over_on or proposed_on, handed_over_on is not None


def education_provided(ward_id: int) -> Iterator[Given]:
    """Supports for learning; tuition that the school lets off is given at once, money when it was paid."""
    rows = SchoolSupport.objects.in_ward(ward_id).counting()
    for household, from_on, amount, paid_on in rows.values_list("household", "from_on", "amount_dong", "paid_on"):
        yield household, "CS3", paid_on or from_on, amount is None or paid_on is not None


def relief_provided(ward_id: int) -> Iterator[Given]:
    """Rice received, and households on lists."""
    rows = ReliefLine.objects.in_ward(ward_id).counting().filter(round__voided_at__isnull=True)
    for household, from_on, received_on in rows.values_list("household", "round__from_on", "received_on"):
        yield household, "CS7", received_on or from_on, received_on is not None
