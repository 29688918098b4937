"""Which budget year a period is of, and on which days money of a year is paid (data/budget_year.toml)."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from camphucnam.kernel.dates import format_dmy

DATA = Path(__file__).resolve().parent.parent / "data" / "budget_year.toml"


@dataclass(frozen=True, slots=True)
class LastPayment:
    """The day of the next year until which money of a year is paid, and the paper that says so."""

    month: int
    day: int
    text: str
    source: str
    verified: bool


@cache
def last_payment() -> LastPayment:
    """As the data file says."""
    return LastPayment(**tomllib.loads(DATA.read_text(encoding="utf-8"))["last_payment"])


def budget_year(first: date, last: date) -> int:
    """The year of a period; of one that reaches into another year, the year in which its middle lies."""
    return (first + (last - first) / 2).year


def paid_until(year: int) -> date:
    """The last day on which money of a year is paid."""
    rule = last_payment()
    return date(year + 1, rule.month, rule.day)


def unfit(year: int, paid_on: date) -> str:
    """Why money of a year is not paid on a day, with the remedy; empty where it may be."""
    if paid_on < date(year, 1, 1):
        return f"Kinh phí của năm {year}, ngày chi {format_dmy(paid_on)} sớm hơn. Sửa ngày, hoặc chọn lại năm ngân sách."
    if paid_on > paid_until(year):
        return (
            f"Kinh phí của năm {year} chỉ chi đến hết ngày {format_dmy(paid_until(year))} ({last_payment().source}), ngày chi "
            f"{format_dmy(paid_on)} muộn hơn. Sửa ngày, hoặc chi từ kinh phí của năm sau."
        )
    return ""
