"""Errors and warnings of an import: sheet, row, column, sentence with the remedy."""

from dataclasses import dataclass, field
from typing import Final

MAX_PROBLEMS: Final = 20_000
"""More lines than this help nobody; the rest is only counted."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the error list; None where the problem belongs to no single sheet, row or column."""

    sheet: str | None
    row: int | None
    column: str | None
    message: str


@dataclass(slots=True)
class Problems:
    """Collects errors and warnings in the order in which they were found, up to MAX_PROBLEMS of each."""

    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    n_errors: int = 0
    n_warnings: int = 0

    def error(self, message: str, *, sheet: str | None = None, row: int | None = None, column: str | None = None) -> None:
        """Add an error: nothing will be written."""
        self.n_errors += 1
        if self.n_errors <= MAX_PROBLEMS:
            self.errors.append(Problem(sheet, row, column, message))

    def warn(self, message: str, *, sheet: str | None = None, row: int | None = None, column: str | None = None) -> None:
        """Add a warning: the import may go on."""
        self.n_warnings += 1
        if self.n_warnings <= MAX_PROBLEMS:
            self.warnings.append(Problem(sheet, row, column, message))


@dataclass(slots=True)
class Place:
    """Where the parser is: one row of one sheet; ``titles`` are the headings as typed, by column key."""

    problems: Problems
    sheet: str
    row: int
    titles: dict[str, str]

    def error(self, key: str | None, message: str) -> None:
        """Add an error at a column of this row."""
        self.problems.error(message, sheet=self.sheet, row=self.row, column=self.titles.get(key) if key else None)

    def warn(self, key: str | None, message: str) -> None:
        """Add a warning at a column of this row."""
        self.problems.warn(message, sheet=self.sheet, row=self.row, column=self.titles.get(key) if key else None)
