"""The assessments that hold on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from households.models import Assessment


@dataclass(frozen=True, slots=True)
class Marks:
    """What the newest assessment says: B1 points and bit masks (bit ``n − 1`` for the indicator printed as ``n``)."""

    household: int
    assessed_on: date
    standard_code: str
    area_type: str
    income_score: int | None
    deprived_mask: int
    known_mask: int

    @property
    def deprived(self) -> list[int]:
        """Printed numbers of the deprived indicators."""
        return [n + 1 for n in range(self.deprived_mask.bit_length()) if self.deprived_mask >> n & 1]

    def is_deprived(self, number: int) -> bool | None:
        """Yes, no, or None where the indicator was not answered."""
        bit = 1 << (number - 1)
        return bool(self.deprived_mask & bit) if self.known_mask & bit else None


def latest_marks(households: Iterable[int], day: date) -> dict[int, Marks]:
    """The newest counting assessment not after ``day`` of each household that has one. One query."""
    rows = (
        Assessment.objects.counting()
        .filter(household__in=households, assessed_on__lte=day)
        .order_by("assessed_on", "pk")
        .values_list("household_id", "assessed_on", "standard_code", "area_type", "income_score", "deprived_mask", "known_mask")
    )
    return {row[0]: Marks(*row) for row in rows}
