"""The day that a page is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from camphucnam.accounts.requests import OfficeRequest
from camphucnam.kernel.dates import format_dmy, parse_dmy
from indicators.selectors.targets import default_day

PARAMETER = "ngay"
EARLIEST, LATEST = 2000, 2100


@dataclass(frozen=True, slots=True)
class DayChoice:
    """The day, the years that have targets (newest first), and what was wrong with the address."""

    day: date
    years: tuple[int, ...]
    problem: str = ""

    @property
    def query(self) -> str:
        """``?ngay=31/12/2023``."""
        return f"?{PARAMETER}={format_dmy(self.day)}"

    @property
    def links(self) -> list[tuple[int, str, bool]]:
        """Year, its last day as typed, and whether it is the one looked at."""
        today = timezone.localdate()
        return [(year, format_dmy(min(today, date(year, 12, 31))), year == self.day.year) for year in self.years if year <= today.year]


def chosen_day(request: OfficeRequest, years: Iterable[int]) -> DayChoice:
    """The day of the address; the default day, with a sentence, for one that is not real."""
    known = tuple(sorted(set(years), reverse=True))
    default = default_day(known, timezone.localdate())
    asked = request.GET.get(PARAMETER, "").strip()
    if not asked:
        return DayChoice(default, known)
    day = parse_dmy(asked)
    if day is None or not EARLIEST <= day.year <= LATEST:
        return DayChoice(default, known, f"‘{asked[:30]}’ không phải ngày dùng được. Nhập theo dạng ngày/tháng/năm, ví dụ 30/06/2023.")
    return DayChoice(day, known)
