"""Ages in months, with or without their ends, and the words that a law defines by age (data/terms.toml)."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from camphucnam.kernel.dates import age_in_months, day_before

TERMS = Path(__file__).resolve().parent.parent / "data" / "terms.toml"


@dataclass(frozen=True, slots=True)
class AgeBand:
    """A band of ages. Months are completed months, as health stations count them ("23 tháng tuổi" lasts until the 24th is completed).

    A lower end outside ("trên 6 tháng") begins on the day after that age is completed. Where a month has no corresponding day, its last
    day completes the age (BLDS 2015, Điều 148): whoever was born on 29 February completes years on 28 February. The completed months are
    those of ``age_in_months``, which the pages print.
    """

    lower_months: int | None = None
    lower_inclusive: bool = True
    upper_months: int | None = None
    upper_inclusive: bool = True

    def contains(self, born: date, day: date) -> bool:
        """Whether a child born on ``born`` is in the band on ``day``; False before birth."""
        if day < born:
            return False
        return self._old_enough(born, day) and self._young_enough(born, day)

    def _old_enough(self, born: date, day: date) -> bool:
        if self.lower_months is None:
            return True
        return age_in_months(born, day if self.lower_inclusive else day_before(day)) >= self.lower_months

    def _young_enough(self, born: date, day: date) -> bool:
        return self.ends_before is None or age_in_months(born, day) < self.ends_before

    @property
    def ends_before(self) -> int | None:
        """The completed months that are too old; None where no age is."""
        return None if self.upper_months is None else self.upper_months + self.upper_inclusive

    @property
    def label(self) -> str:
        """``trên 6 tháng đến 23 tháng tuổi``, ``dưới 16 tuổi``."""
        lower = upper = ""
        if self.lower_months is not None:
            lower = f"{'từ' if self.lower_inclusive else 'trên'} {self.lower_months} tháng"
        if self.upper_months is not None:
            upper = f"đến {self.upper_months} tháng" if self.upper_inclusive else f"dưới {_spelled(self.upper_months)}"
        text = " ".join(filter(None, [lower, upper]))
        return f"{text} tuổi".replace("tuổi tuổi", "tuổi") if text else "mọi lứa tuổi"


MONTHS_OF_A_YEAR = 12
# The plan speaks of months ("0 - 72 tháng"), except for whole years at an open end ("dưới 5 tuổi").
MONTHS_SPELLED_OUT = 48


def _spelled(months: int) -> str:
    years, rest = divmod(months, MONTHS_OF_A_YEAR)
    return f"{years} tuổi" if rest == 0 and months >= MONTHS_SPELLED_OUT else f"{months} tháng"


@dataclass(frozen=True, slots=True)
class AgeTerm:
    """A word with its band and the article that defines it."""

    band: AgeBand
    source: str


@cache
def age_terms() -> dict[str, AgeTerm]:
    """``child`` and ``worker``."""
    ages = tomllib.loads(TERMS.read_text(encoding="utf-8"))["ages"]
    return {name: AgeTerm(AgeBand(**{k: v for k, v in item.items() if k != "source"}), item["source"]) for name, item in ages.items()}


@cache
def indicator_names() -> dict[str, str]:
    """Trait → name of the deprivation indicator that answers it."""
    return dict(tomllib.loads(TERMS.read_text(encoding="utf-8"))["indicators"])
