"""Whether a health insurance card (thẻ BHYT) holds on a day, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.enums import LabelledEnum


class Validity(LabelledEnum):
    """What the cards of a person say on a day."""

    HOLDS = "holds", "Còn giá trị"
    NOT_YET = "not_yet", "Chưa đến ngày có giá trị"
    EXPIRED = "expired", "Đã hết hạn"
    UNKNOWN = "unknown", "Chưa có số liệu"


@dataclass(frozen=True, slots=True)
class Cover:
    """The validity and its sentence."""

    validity: Validity
    words: str


Days = tuple[date | None, date | None]
"""First and last day of a card, both inside; None where the card does not state it."""


def cover_on(cards: Sequence[Days], day: date) -> Cover:
    """What the cards say on ``day``. The one that holds longest decides, else the one that ended last, else the next one."""
    holding = [to_on for from_on, to_on in cards if (from_on is None or from_on <= day) and (to_on is None or day <= to_on)]
    if holding:
        last = None if None in holding else max(to_on for to_on in holding if to_on is not None)
        until = f", đến hết ngày {format_dmy(last)}" if last else ", không ghi ngày hết hạn"
        return Cover(Validity.HOLDS, Validity.HOLDS.label + until)
    ended = [to_on for _, to_on in cards if to_on is not None and to_on < day]
    if ended:
        return Cover(Validity.EXPIRED, f"{Validity.EXPIRED.label} từ sau ngày {format_dmy(max(ended))}")
    ahead = [from_on for from_on, _ in cards if from_on is not None and from_on > day]
    if ahead:
        return Cover(Validity.NOT_YET, f"Có giá trị từ ngày {format_dmy(min(ahead))}")
    return Cover(Validity.UNKNOWN, Validity.UNKNOWN.label)
