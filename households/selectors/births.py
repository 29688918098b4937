"""What a birth that is known in part leaves open."""

from datetime import date

from camphucnam.kernel.dates import add_months, day_before
from households.models.member import BirthPrecision


def birth_range(birth_on: date | None, precision: str) -> tuple[date | None, date | None]:
    """First and last day on which the person may have been born."""
    if birth_on is None or precision == BirthPrecision.DAY:
        return birth_on, birth_on
    if precision == BirthPrecision.MONTH:
        first = birth_on.replace(day=1)
        return first, day_before(add_months(first, 1))
    return date(birth_on.year, 1, 1), date(birth_on.year, 12, 31)
