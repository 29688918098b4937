"""Which plan counts for a year, and on which days a version can be signed: the day of its signature decides from when it rules."""

from collections.abc import Collection
from datetime import date

from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError

FIRST_MONTH = 7
"""A plan is signed from July of the year before on, as long as its year lasts. A choice of this product, not of a law."""


def year_that_counts(years: Collection[int], year: int) -> int | None:
    """Of the years that have a plan the one whose plan counts in ``year``: itself, else the nearest before, else the nearest after."""
    past = [one for one in years if one <= year]
    return max(past) if past else min(years, default=None)


def signing_span(year: int) -> tuple[date, date]:
    """First and last day on which the plan of a year may be signed."""
    return date(year - 1, FIRST_MONTH, 1), date(year, 12, 31)


def refuse_day(year: int, signed_on: date, today: date, former_on: date | None) -> None:
    """DomainError for a day that is not yet, lies outside the span of the year, or is not after the day of the version replaced."""
    first, last = signing_span(year)
    if signed_on > today:
        raise DomainError("Ngày ký không thể sau hôm nay.")
    if former_on is not None and signed_on <= former_on:
        raise DomainError(
            f"Ngày ký {format_dmy(signed_on)} phải sau ngày ký {format_dmy(former_on)} của lần đang có hiệu lực mà bản này thay thế."
        )
    if not first <= signed_on <= last:
        raise DomainError(
            f"Ngày ký {format_dmy(signed_on)} không hợp với kế hoạch năm {year}: "
            f"ký trong khoảng từ {format_dmy(first)} đến {format_dmy(last)}. Kiểm tra lại ngày trên văn bản."
        )
