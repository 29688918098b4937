"""What households and people have had or are promised under each policy."""

from collections.abc import Iterator

from programs.rules.words import Means, ProvidedRow
from registers.selectors import counting_rows
from welfare.models import AssistanceCase, HousingCase, InsuranceLine, ReliefLine, SchoolSupport
from welfare.rules.housing import HousingStage

CARDS = counting_rows(
    InsuranceLine, "household", "batch__drawn_on", "issued_on", "member", batch__voided_at__isnull=True, refused_reason=""
)
CASES = counting_rows(AssistanceCase, "household", "eligible_on", "from_on", "member", refused_on__isnull=True)
HOUSES = counting_rows(HousingCase, "household", "proposed_on", "handed_over_on", "stage")
SCHOOLING = counting_rows(SchoolSupport, "household", "from_on", "amount_dong", "paid_on", "member")
RICE = counting_rows(ReliefLine, "household", "round__from_on", "received_on", round__voided_at__isnull=True)


def insurance_provided(ward_id: int) -> Iterator[ProvidedRow]:
    """Cards handed over, and persons on lists that wait."""
    for household, drawn_on, issued_on, member in CARDS(ward_id):
        yield household, "CS2", issued_on or drawn_on, issued_on is not None, member, Means.ANY, ""


def assistance_provided(ward_id: int) -> Iterator[ProvidedRow]:
    """Monthly assistance from its first day, and cases that wait for a decision."""
    for household, eligible_on, from_on, member in CASES(ward_id):
        yield household, "CS7", from_on or eligible_on, from_on is not None, member, Means.ANY, ""


def housing_provided(ward_id: int) -> Iterator[ProvidedRow]:
    """Houses handed over, and those on the way."""
    for household, proposed_on, handed_over_on, stage in HOUSES(ward_id):
        if stage != HousingStage.DROPPED:
            yield household, "CS5", handed_over_on or proposed_on, handed_over_on is not None, None, Means.ANY, ""


def education_provided(ward_id: int) -> Iterator[ProvidedRow]:
    """Supports for learning; tuition that the school lets off is given at once, money when it was paid."""
    for household, from_on, amount, paid_on, member in SCHOOLING(ward_id):
        yield household, "CS3", paid_on or from_on, amount is None or paid_on is not None, member, Means.ANY, ""


def relief_provided(ward_id: int) -> Iterator[ProvidedRow]:
    """Rice received, and households on lists."""
    for household, from_on, received_on in RICE(ward_id):
        yield household, "CS7", received_on or from_on, received_on is not None, None, Means.ANY, ""
