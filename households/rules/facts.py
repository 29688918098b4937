"""Dated facts of members and dwellings: kinds, what may be answered, whom they can concern (data/facts.toml)."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from camphucnam.kernel.dates import age_on
from camphucnam.kernel.enums import LabelledEnum
from camphucnam.kernel.errors import DomainError
from camphucnam.kernel.numbers import format_decimal

DATA = Path(__file__).resolve().parent.parent / "data" / "facts.toml"
YES, NO = "yes", "no"


class FactKind(LabelledEnum):
    """Facts of a member."""

    WORK = "work", "Việc làm"
    CONTRACT = "contract", "Hợp đồng lao động"
    TRAINING = "training", "Đào tạo nghề"
    STABLE_LIVELIHOOD = "stable_livelihood", "Có sinh kế ổn định"
    LOW_INCOME_WORKER = "low_income_worker", "Người lao động có thu nhập thấp"
    SCHOOLING = "schooling", "Học vấn"
    FITTING_SCHOOL_LEVEL = "fitting_school_level", "Đi học đúng bậc, cấp học theo độ tuổi"
    DISABILITY = "disability", "Khuyết tật"
    INSURANCE_ABSENCE = "insurance_absence", "Lý do không có thẻ BHYT"
    SOCIAL_PROTECTION_ELIGIBLE = "social_protection_eligible", "Thuộc đối tượng bảo trợ xã hội"
    SOCIAL_ALLOWANCE = "social_allowance", "Hưởng trợ cấp xã hội hằng tháng"
    FINANCIAL_HARDSHIP = "financial_hardship", "Có khó khăn về tài chính"
    PREGNANT = "pregnant", "Có thai"
    PLANNING_PREGNANCY = "planning_pregnancy", "Chuẩn bị mang thai"
    NURSING = "nursing", "Mẹ nuôi con nhỏ"
    CAREGIVER = "caregiver", "Người nuôi, chăm sóc trẻ"
    NUTRITION = "nutrition", "Dinh dưỡng của trẻ"


class DwellingKind(LabelledEnum):
    """Facts of a dwelling and of the household as a whole."""

    HOUSE_OWNERSHIP = "house_ownership", "Quyền ở"
    HOUSE_STATE = "house_state", "Tình trạng nhà"
    WALL = "wall", "Tường"
    COLUMN = "column", "Cột"
    ROOF = "roof", "Mái"
    AREA = "area_m2", "Diện tích nhà ở"
    WATER = "water", "Nguồn nước sinh hoạt"
    LATRINE = "latrine", "Nhà tiêu"
    INTERNET = "internet", "Có người dùng internet"
    DEVICES = "devices", "Phương tiện tiếp cận thông tin"
    HUNGER_RISK = "hunger_risk", "Có nguy cơ thiếu đói"


Kind = FactKind | DwellingKind


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that a kind allows; ``marks`` are what it means to the rules."""

    code: str
    label: str
    marks: frozenset[str] = frozenset()


YES_OR_NO = (Answer(YES, "Có", frozenset({YES})), Answer(NO, "Không", frozenset({NO})))


@dataclass(frozen=True, slots=True)
class KindRule:
    """What may be recorded of a kind. Ages are completed years: from ``from_years`` on, not yet ``under_years``."""

    kind: Kind
    group: str
    source: str
    answers: tuple[Answer, ...] = YES_OR_NO
    number: bool = False
    unit: str = ""
    maximum: int = 0
    from_years: int | None = None
    under_years: int | None = None
    sex: str = ""
    source_needed: bool = False

    def concerns(self, born: date | None, sex: str, day: date) -> bool:
        """Whether the fact can be about this person on ``day``; what is not known of the person does not exclude."""
        if self.sex and sex and sex != self.sex:
            return False
        if born is None:
            return True
        age = age_on(born, day)
        return (self.from_years is None or age >= self.from_years) and (self.under_years is None or age < self.under_years)

    def checked(self, value: str) -> str:
        """The value as it is stored; DomainError for one that the kind does not allow."""
        if self.number:
            return self._number(value)
        if value not in {answer.code for answer in self.answers}:
            allowed = "; ".join(answer.label for answer in self.answers)
            raise DomainError(f"{self.kind.label}: câu trả lời không có trong danh mục. Chọn một trong: {allowed}.")
        return value

    def _number(self, value: str) -> str:
        try:
            number = Decimal(value)
        except InvalidOperation:
            raise DomainError(f"{self.kind.label}: phải là một số, ví dụ 45,5.") from None
        if not number.is_finite() or not 0 < number <= self.maximum:
            raise DomainError(f"{self.kind.label}: phải lớn hơn 0 và không quá {self.maximum} {self.unit}.")
        return format(number.normalize(), "f")

    def label(self, value: str) -> str:
        """The stored value in words: ``Khuyết tật nặng``, ``45,5 m²``."""
        if self.number:
            return f"{format_decimal(Decimal(value), 2)}\u00a0{self.unit}"
        return next((answer.label for answer in self.answers if answer.code == value), "")

    def marks(self, value: str) -> frozenset[str]:
        """What a stored value means to the rules."""
        return next((answer.marks for answer in self.answers if answer.code == value), frozenset())


@cache
def kind_rules() -> dict[Kind, KindRule]:
    """The rule of every kind, in the order of the data file: members first, then dwellings."""
    raw = tomllib.loads(DATA.read_text(encoding="utf-8"))
    found: dict[Kind, KindRule] = {}
    for kinds, entries in ((FactKind, raw["member"]), (DwellingKind, raw["dwelling"])):
        for entry in entries:
            values = dict(entry)
            kind = kinds(values.pop("kind"))
            answers = tuple(Answer(item["code"], item["label"], frozenset(item["marks"])) for item in values.pop("answers", ()))
            found[kind] = KindRule(kind=kind, answers=answers or YES_OR_NO, **values)
    return found


def kind_rule(kind: Kind) -> KindRule:
    """The rule of one kind."""
    return kind_rules()[kind]


def member_rules(born: date | None, sex: str, day: date) -> list[KindRule]:
    """Rules of the kinds that can concern a person on ``day``."""
    return [rule for kind, rule in kind_rules().items() if isinstance(kind, FactKind) and rule.concerns(born, sex, day)]


def dwelling_rules() -> list[KindRule]:
    """Rules of all kinds of dwellings."""
    return [rule for kind, rule in kind_rules().items() if isinstance(kind, DwellingKind)]


def values_marked(kind: Kind, mark: str) -> tuple[str, ...]:
    """Codes of the answers that carry a mark, for queries: ``values_marked(FactKind.DISABILITY, "disabled")``."""
    return tuple(answer.code for answer in kind_rule(kind).answers if mark in answer.marks)


def by_group(rules: Iterable[KindRule]) -> dict[str, list[KindRule]]:
    """Rules under the headings of the forms."""
    found: dict[str, list[KindRule]] = {}
    for rule in rules:
        found.setdefault(rule.group, []).append(rule)
    return found
