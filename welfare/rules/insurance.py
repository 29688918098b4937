"""Health insurance of a person on a day: what the register says, and what it does not say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from camphucnam.kernel.dates import add_months, day_after
from camphucnam.kernel.enums import LabelledEnum
from households.rules.classes import HouseholdClass
from welfare.rules.rates import PER_CENT, RateTable, monthly_premium, whole


class Cover(LabelledEnum):
    """Where a person stands. Nothing recorded is unknown, never "no card"."""

    VALID = "valid", "Còn giá trị"
    EXPIRING = "expiring", "Sắp hết hạn"
    ELSEWHERE = "elsewhere", "Thẻ do nơi khác quản lý"
    FUTURE = "future", "Chưa đến ngày có giá trị"
    EXPIRED = "expired", "Đã hết hạn"
    NONE = "none", "Không có thẻ"
    UNKNOWN = "unknown", "Chưa ghi"


HOLDS = (Cover.VALID, Cover.EXPIRING)
"""What T07 counts: a card of the register that is valid on the day."""
LACKS = (Cover.EXPIRED, Cover.NONE, Cover.FUTURE, Cover.UNKNOWN)
"""Who is looked after: no valid card is known."""


@dataclass(frozen=True, slots=True)
class Validity:
    """Days of a card, both inside; None where not stated."""

    from_on: date | None
    to_on: date | None

    def holds(self, day: date) -> bool:
        """Whether the card is valid on ``day``."""
        return (self.from_on is None or self.from_on <= day) and (self.to_on is None or day <= self.to_on)


def _end(card: Validity) -> date:
    return card.to_on or date.max


def cover_on(cards: Iterable[Validity], absence: frozenset[str], day: date, within_days: int) -> tuple[Cover, Validity | None]:
    """Where the person stands and the card that says so. ``absence``: marks of the newest answer why there is no card."""
    known = sorted(cards, key=_end)
    holding = [card for card in known if card.holds(day)]
    if holding:
        soon = _end(holding[-1]) < day + timedelta(days=within_days)
        return (Cover.EXPIRING if soon else Cover.VALID), holding[-1]
    if "insured_elsewhere" in absence:
        return Cover.ELSEWHERE, None
    future = [card for card in known if card.from_on is not None and card.from_on > day]
    if future:
        return Cover.FUTURE, future[0]
    if known:
        return Cover.EXPIRED, known[-1]
    return (Cover.NONE if "absent" in absence else Cover.UNKNOWN), None


SUPPORT: dict[HouseholdClass, str] = {
    HouseholdClass.POOR: "insurance_support_poor",
    HouseholdClass.NEAR_POOR: "insurance_support_near_poor",
    HouseholdClass.AVERAGE: "insurance_support_average",
}
"""The rate that says which share of the premium the budget pays at least."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a purchase list comes to in đồng, at the rates of one day: premiums, what the budget pays of them at least, and how many
    persons' share is not known (no class, or no rate of the day)."""

    premium_dong: int
    total_dong: int
    budget_dong: int
    n_unknown: int


def cost_of(table: RateTable, classes: Iterable[str], from_on: date, to_on: date) -> Cost | None:
    """The cost for persons of these classes; None where the premium of the first day is not known."""
    month = monthly_premium(table, from_on)
    if month is None:
        return None
    premium, people = month * months_paid(from_on, to_on), list(classes)
    shares = [table.number(SUPPORT[HouseholdClass(kind)], from_on) if kind in SUPPORT else None for kind in people]
    known = [share for share in shares if share is not None]
    budget = sum(whole(premium * share / PER_CENT) for share in known)
    return Cost(premium, premium * len(people), budget, len(people) - len(known))


def months_paid(from_on: date, to_on: date) -> int:
    """Months to pay for the days from … to (both inside); a begun month is a month."""
    months = 0
    while add_months(from_on, months) < day_after(to_on):
        months += 1
    return months
