"""What a birth that is known in part leaves open."""

from datetime import date

from households.models.member import BirthPrecision, possible_births


def birth_range(birth_on: date | None, precision: str) -> tuple[date | None, date | None]:
    """First and last day on which the person may have been born."""
    return (None, None) if birth_on is None else possible_births(birth_on, BirthPrecision(precision))
