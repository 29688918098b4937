"""Months and quarters in which something is planned: chosen as a word, kept as two days."""

from datetime import date

from camphucnam.kernel.dates import add_months, day_before

MONTHS = [(f"t{month:02d}", f"Tháng {month}") for month in range(1, 13)]
QUARTERS = [(f"q{number}", f"Quý {roman}") for number, roman in enumerate(("I", "II", "III", "IV"), 1)]
CHOICES: list[tuple[str, list[tuple[str, str]]]] = [("Tháng", MONTHS), ("Quý", QUARTERS)]
WORDS = dict(MONTHS + QUARTERS)


def days_of(year: int, code: str) -> tuple[date, date]:
    """First and last day (inside) of a month or quarter; KeyError for an unknown code."""
    length = 1 if WORDS[code].startswith("Tháng") else 3
    number = int(code[1:])
    first = date(year, (number - 1) * length + 1, 1)
    return first, day_before(add_months(first, length))


def code_of(first: date, last: date) -> str:
    """The month or quarter that two days are; empty for others."""
    return next((code for code in WORDS if days_of(first.year, code) == (first, last)), "")


def label_of(first: date, last: date) -> str:
    """``Tháng 3/2023`` or ``Quý II/2023``; the days where they are neither."""
    code = code_of(first, last)
    return f"{WORDS[code]}/{first.year}" if code else f"{first:%d/%m/%Y} đến {last:%d/%m/%Y}"
