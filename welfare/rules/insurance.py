"""Health insurance of a person on a day: what the register says, and what it does not say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from camphucnam.kernel.dates import add_months, day_after
from camphucnam.kernel.enums import LabelledEnum


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


def months_paid(from_on: date, to_on: date) -> int:
    """Months to pay for the days from … to (both inside); a begun month is a month."""
    months = 0
    while add_months(from_on, months) < day_after(to_on):
        months += 1
    return months
