"""Incomes of households in a model, before and after. Whole đồng per person per month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from livelihoods.rules.words import IncomeMoment


@dataclass(frozen=True, slots=True)
class IncomeFact:
    """One answer of a household."""

    household: int
    code: str
    head_name: str
    moment: str
    on: date
    amount_dong: int


@dataclass(frozen=True, slots=True)
class IncomeLine:
    """Before and after, side by side; None where nobody asked."""

    household: int
    code: str
    head_name: str
    before_dong: int | None
    before_on: date | None
    after_dong: int | None
    after_on: date | None

    @property
    def change_dong(self) -> int | None:
        """How much more (or less) there is; None while one side is missing."""
        return None if self.before_dong is None or self.after_dong is None else self.after_dong - self.before_dong


def income_lines(facts: Iterable[IncomeFact]) -> list[IncomeLine]:
    """One line a household, by code: the newest answer of each moment."""
    newest: dict[tuple[int, str], IncomeFact] = {}
    for fact in sorted(facts, key=lambda item: item.on):
        newest[fact.household, fact.moment] = fact
    households = {fact.household: fact for fact in newest.values()}
    found = []
    for key, any_fact in sorted(households.items(), key=lambda item: item[1].code):
        before, after = newest.get((key, IncomeMoment.BEFORE)), newest.get((key, IncomeMoment.AFTER))
        found.append(
            IncomeLine(
                key,
                any_fact.code,
                any_fact.head_name,
                before.amount_dong if before else None,
                before.on if before else None,
                after.amount_dong if after else None,
                after.on if after else None,
            )
        )
    return found
