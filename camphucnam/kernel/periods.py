"""Calendar periods of the programme year: quarter, half year, year."""

from dataclasses import dataclass
from datetime import date

from camphucnam.kernel.dates import add_months, day_before
from camphucnam.kernel.enums import LabelledEnum


class PeriodKind(LabelledEnum):
    """Kinds of reporting period (plan 2023, section IV)."""

    QUARTERLY = "quarterly", "Quý"
    HALF_YEAR = "half_year", "6 tháng đầu năm"
    ANNUAL = "annual", "Năm"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A reporting period; ``number`` is the quarter (1–4), 1 for a half year, 0 for a year."""

    year: int
    kind: PeriodKind
    number: int = 0

    def __post_init__(self) -> None:
        allowed = {PeriodKind.QUARTERLY: (1, 2, 3, 4), PeriodKind.HALF_YEAR: (1,), PeriodKind.ANNUAL: (0,)}[self.kind]
        if self.number not in allowed:
            raise ValueError(f"{self.kind} has no number {self.number}")

    @property
    def code(self) -> str:
        """``2026-Q2``, ``2026-H1`` or ``2026``."""
        suffix = {PeriodKind.QUARTERLY: f"-Q{self.number}", PeriodKind.HALF_YEAR: "-H1", PeriodKind.ANNUAL: ""}[self.kind]
        return f"{self.year}{suffix}"

    @property
    def label(self) -> str:
        """``Quý II/2026``, ``6 tháng đầu năm 2026`` or ``Năm 2026``."""
        if self.kind is PeriodKind.QUARTERLY:
            return f"Quý {('I', 'II', 'III', 'IV')[self.number - 1]}/{self.year}"
        return f"6 tháng đầu năm {self.year}" if self.kind is PeriodKind.HALF_YEAR else f"Năm {self.year}"

    @property
    def first_day(self) -> date:
        """First day of the period, inside."""
        return date(self.year, 3 * (self.number - 1) + 1 if self.kind is PeriodKind.QUARTERLY else 1, 1)

    @property
    def last_day(self) -> date:
        """Last day of the period, inside."""
        months = {PeriodKind.QUARTERLY: 3, PeriodKind.HALF_YEAR: 6, PeriodKind.ANNUAL: 12}[self.kind]
        return day_before(add_months(self.first_day, months))


def periods_of(year: int) -> list[Period]:
    """The six periods of a programme year in the order of their due days."""
    quarters = [Period(year, PeriodKind.QUARTERLY, n) for n in (1, 2, 3, 4)]
    return [quarters[0], Period(year, PeriodKind.HALF_YEAR, 1), *quarters[1:3], Period(year, PeriodKind.ANNUAL), quarters[3]]


def parse_period(code: str) -> Period:
    """Read ``2026-Q2``, ``2026-H1`` or ``2026``; ValueError otherwise."""
    year, _, rest = code.partition("-")
    if rest.startswith("Q"):
        return Period(int(year), PeriodKind.QUARTERLY, int(rest[1:]))
    if rest == "H1":
        return Period(int(year), PeriodKind.HALF_YEAR, 1)
    if rest:
        raise ValueError(f"not a period: {code}")
    return Period(int(year), PeriodKind.ANNUAL)
