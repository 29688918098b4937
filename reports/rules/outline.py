"""The outline of the programme report, read from the data file."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from camphucnam.kernel.periods import Period, PeriodKind

DATA = Path(__file__).resolve().parent.parent / "data" / "programme_report.toml"


@dataclass(frozen=True, slots=True)
class Section:
    """A printed section. ``content`` names what the system fills in; ``narrative`` whether the officer writes a text."""

    code: str
    level: int
    label: str
    heading: str
    content: str = ""
    narrative: bool = False
    hint: str = ""

    @property
    def title(self) -> str:
        """Label and heading as printed."""
        return f"{self.label} {self.heading}"


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole outline with the fixed sentences of the document."""

    subject: str
    closing: str
    sections: tuple[Section, ...]

    def section(self, code: str) -> Section | None:
        """The section with this code."""
        return next((section for section in self.sections if section.code == code), None)

    @property
    def narratives(self) -> tuple[Section, ...]:
        """Sections that the officer writes."""
        return tuple(section for section in self.sections if section.narrative)


@cache
def load_outline() -> Outline:
    """The outline of the data file."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return Outline(data["subject"], data["closing"], tuple(Section(**row) for row in data["sections"]))


def period_words(period: Period) -> str:
    """``quý II năm 2023``, ``6 tháng đầu năm 2023``, ``năm 2023``: as it stands inside a sentence."""
    if period.kind is PeriodKind.QUARTERLY:
        return f"quý {('I', 'II', 'III', 'IV')[period.number - 1]} năm {period.year}"
    return f"6 tháng đầu năm {period.year}" if period.kind is PeriodKind.HALF_YEAR else f"năm {period.year}"
