"""Programmes of the bank for social policies with their dated terms (data/loan_programmes.toml)."""

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.numbers import format_percent
from programs.rules.eligibility import Facts, Reason, Rule, Verdict, judge
from programs.rules.words import BeneficiaryClass, RuleKind, RuleUnit

PROGRAMMES = Path(__file__).resolve().parent.parent / "data" / "loan_programmes.toml"


@dataclass(frozen=True, slots=True)
class Terms:
    """What the bank lends from a day on (both days inside). None: the terms name no single number, see ``max_text``."""

    from_on: date
    max_text: str
    rate: Decimal
    source: str
    max_dong: int | None = None
    months: int | None = None
    to_on: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the terms hold on ``day``."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)

    @property
    def words(self) -> str:
        """``100 triệu đồng một hộ, thời hạn đến 120 tháng, lãi suất 6,6 % một năm``."""
        term = f", thời hạn đến {self.months} tháng" if self.months else ""
        return f"{self.max_text}{term}, lãi suất {format_percent(self.rate)} một năm"


@dataclass(frozen=True, slots=True)
class LoanProgramme:
    """A programme. Empty ``classes``: the class of the household does not decide."""

    code: str
    name: str
    classes: tuple[BeneficiaryClass, ...]
    rule_text: str
    rule_source: str
    terms: tuple[Terms, ...]
    rural_only: bool = False

    def terms_on(self, day: date) -> Terms | None:
        """The terms of a day; None where none are recorded for it."""
        return next((terms for terms in self.terms if terms.covers(day)), None)

    def judge(self, facts: Facts, *, is_rural: bool) -> Verdict:
        """Whether a household belongs to those who may borrow, on the day of the facts."""
        if self.rural_only and not is_rural:
            text = f"{self.name} chỉ dành cho {self.rule_text}; hộ này ở khu vực đô thị."
            return Verdict(False, False, (Reason(text, self.rule_source),))
        if not self.classes:
            text = f"Chương trình dành cho {self.rule_text}; không xét theo phân loại hộ. Ngân hàng xét điều kiện vay."
            return Verdict(True, False, (Reason(text, self.rule_source),))
        rule = Rule(self.code, RuleKind.ELIGIBLE, RuleUnit.HOUSEHOLD, self.classes, (), self.rule_text, self.rule_source)
        found = judge([rule], facts)
        reasons = tuple(_of_the_bank(reason, rule) for reason in found.reasons)
        return Verdict(found.eligible, False, reasons)


def _of_the_bank(reason: Reason, rule: Rule) -> Reason:
    """The passage is the bank's, not the plan's."""
    if reason.text.startswith("Kế hoạch áp dụng cho"):
        return Reason(f"Chương trình cho vay dành cho: “{rule.text}”.", rule.source)
    return reason


@cache
def all_programmes() -> tuple[LoanProgramme, ...]:
    """Every programme in the order of the data file."""
    raw = tomllib.loads(PROGRAMMES.read_text(encoding="utf-8"))["programmes"]
    return tuple(_programme(item) for item in raw)


def _programme(item: dict[str, Any]) -> LoanProgramme:
    terms = tuple(Terms(**{**row, "rate": Decimal(row["rate"])}) for row in item["terms"])
    return LoanProgramme(**{**item, "classes": tuple(BeneficiaryClass(value) for value in item["classes"]), "terms": terms})


def programme(code: str) -> LoanProgramme:
    """The programme with this code; DomainError for an unknown one."""
    for item in all_programmes():
        if item.code == code:
            return item
    raise DomainError(f"Không có chương trình cho vay mã “{code}”. Chọn một chương trình trong danh sách.")


def programme_name(code: str) -> str:
    """The name of a stored code; the code itself for one that has left the file."""
    return next((item.name for item in all_programmes() if item.code == code), code)
