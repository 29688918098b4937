"""Dated rates and norms: what an amount, percentage or coefficient was on a day (data/rates.toml and the ward's own rows)."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from camphucnam.kernel.dates import day_before
from camphucnam.kernel.enums import LabelledEnum
from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.numbers import format_decimal, format_dong

DATA = Path(__file__).resolve().parent.parent / "data" / "rates.toml"
PER_CENT = 100


class RateUnit(LabelledEnum):
    """What a rate counts; money is whole đồng, everything else a decimal number."""

    DONG = "dong", "đồng"
    PERCENT = "percent", "%"
    COEFFICIENT = "coefficient", "hệ số"
    KILOGRAM = "kilogram", "kg"
    MONTHS = "months", "tháng"
    KWH = "kwh", "kWh"


@dataclass(frozen=True, slots=True)
class RateTerm:
    """A rate from a day on, until ``to_on`` (both inside) or until the next one. Exactly one of the two values is given."""

    code: str
    from_on: date
    to_on: date | None
    amount_dong: int | None
    number: Decimal | None
    document: str
    article: str = ""
    is_verified: bool = False

    @property
    def source(self) -> str:
        """``Nghị định số 20/2021/NĐ-CP, Điều 6``."""
        return f"{self.document}, {self.article}" if self.article else self.document


@dataclass(frozen=True, slots=True)
class RateKind:
    """What a code means, and the terms that the data file knows. ``from_age``, ``under_age``: completed years that the words of a group
    state, the first inside and the second outside; None where they state none."""

    code: str
    name: str
    group: str
    unit: RateUnit
    terms: tuple[RateTerm, ...]
    from_age: int | None = None
    under_age: int | None = None

    def words(self, amount_dong: int | None, number: Decimal | None) -> str:
        """``360.000 đồng``, ``4,5 %``, ``hệ số 1,5``, ``15 kg``."""
        if amount_dong is not None:
            return format_dong(amount_dong)
        if number is None:
            return ""
        text = format_decimal(number.normalize(), max(0, -int(number.normalize().as_tuple().exponent)))
        return f"hệ số {text}" if self.unit is RateUnit.COEFFICIENT else f"{text}\u00a0{self.unit.label}"


@cache
def rate_kinds() -> dict[str, RateKind]:
    """Every kind by its code, in the order of the file."""
    raw = tomllib.loads(DATA.read_text(encoding="utf-8"))["rates"]
    return {item["code"]: _kind(item) for item in raw}


def _kind(item: dict[str, Any]) -> RateKind:
    unit = RateUnit(item["unit"])
    terms = tuple(_term(item["code"], unit, term) for term in item["terms"])
    return RateKind(item["code"], item["name"], item["group"], unit, terms, item.get("from_age"), item.get("under_age"))


def _term(code: str, unit: RateUnit, raw: dict[str, Any]) -> RateTerm:
    is_money = unit is RateUnit.DONG
    amount_dong, number = (int(raw["value"]), None) if is_money else (None, Decimal(raw["value"]))
    return RateTerm(code, raw["from_on"], raw.get("to_on"), amount_dong, number, raw["document"], raw.get("article", ""), raw["verified"])


def rate_kind(code: str) -> RateKind:
    """The kind with this code; DomainError for an unknown one."""
    found = rate_kinds().get(code)
    if found is None:
        raise DomainError(f"Không có mức, định mức mã “{code}”. Chọn một mục trong danh sách.")
    return found


def rate_name(code: str) -> str:
    """The name of a stored code; the code itself for one that has left the file."""
    found = rate_kinds().get(code)
    return found.name if found else code


def kinds_in(unit: RateUnit) -> list[RateKind]:
    """Kinds of one unit, in the order of the file."""
    return [kind for kind in rate_kinds().values() if kind.unit is unit]


def check_value(kind: RateKind, amount_dong: int | None, number: Decimal | None) -> None:
    """Money for amounts, a number for the rest, never both and never nothing."""
    is_money = kind.unit is RateUnit.DONG
    given, other = (amount_dong, number) if is_money else (number, amount_dong)
    if given is None or other is not None:
        what = "số tiền" if is_money else f"con số ({kind.unit.label})"
        raise DomainError(f"{kind.name}: chỉ điền ô {what}.")
    if given <= 0 or (kind.unit is RateUnit.PERCENT and given > PER_CENT):
        raise DomainError(f"{kind.name}: con số phải lớn hơn 0{' và không quá 100 %' if kind.unit is RateUnit.PERCENT else ''}.")


class RateTable:
    """The counting terms of a ward: what held on a day."""

    def __init__(self, terms: Iterable[RateTerm]) -> None:
        self._terms: dict[str, list[RateTerm]] = {}
        for term in sorted(terms, key=lambda term: term.from_on, reverse=True):
            self._terms.setdefault(term.code, []).append(term)

    def on(self, code: str, day: date) -> RateTerm | None:
        """The newest term not after ``day``, where it still holds; None where none is known for the day."""
        newest = next((term for term in self._terms.get(code, ()) if term.from_on <= day), None)
        return newest if newest is not None and (newest.to_on is None or day <= newest.to_on) else None

    def dong(self, code: str, day: date) -> int | None:
        """Whole đồng on ``day``."""
        term = self.on(code, day)
        return term.amount_dong if term else None

    def number(self, code: str, day: date) -> Decimal | None:
        """A percentage, coefficient or quantity on ``day``."""
        term = self.on(code, day)
        return term.number if term else None

    def changes(self, codes: Sequence[str], first: date, last: date) -> list[date]:
        """``first``, and every later day up to ``last`` on which one of the rates changes or ends."""
        days = {first}
        for code in codes:
            for term in self._terms.get(code, ()):
                days |= {term.from_on} | ({_after(term.to_on)} if term.to_on else set())
        return sorted(day for day in days if first <= day <= last)


def _after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def last_day(term: RateTerm, others: Iterable[RateTerm]) -> date | None:
    """The last day on which the term holds: its own last day, or the eve of the next term of its code; None for none."""
    later = [other.from_on for other in others if other.code == term.code and other.from_on > term.from_on]
    ends = [day_before(min(later))] if later else []
    return min([*ends, *([term.to_on] if term.to_on else [])], default=None)


def monthly_allowance(table: RateTable, code: str, day: date) -> int | None:
    """Monthly social allowance in đồng: standard × coefficient of the day (NĐ 20/2021); None where one of them is not known."""
    standard, coefficient = table.dong("social_standard", day), table.number(code, day)
    return None if standard is None or coefficient is None else whole(standard * coefficient)


def monthly_premium(table: RateTable, day: date) -> int | None:
    """Health insurance premium of a month in đồng: percentage × base wage of the day; None where one of them is not known."""
    wage, share = table.dong("base_wage", day), table.number("insurance_premium", day)
    return None if wage is None or share is None else whole(wage * share / PER_CENT)


def whole(value: Decimal) -> int:
    """Whole đồng, half away from zero."""
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))
