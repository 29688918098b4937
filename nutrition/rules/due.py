"""What a child has not had yet this year."""

from dataclasses import dataclass
from datetime import date

from nutrition.rules.limits import band, limits
from nutrition.rules.words import MALNOURISHED, DoseKind, Due, Round


@dataclass(frozen=True, slots=True)
class ChildYear:
    """A child and what was recorded in the year of ``day`` so far; ``nutrition_class`` is empty when never measured."""

    born: date
    day: date
    nutrition_class: str
    measured: bool
    rounds: frozenset[str]
    dewormed: bool
    supplemented: bool
    has_product: bool
    month_known: bool = True

    def belongs(self, name: str) -> bool:
        """Whether the child is of the age of a measure."""
        return band(name).holds(self.born, self.day, month_known=self.month_known)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is given for something due: kind and round of the dose, the band of its ages, whether only to malnourished children."""

    kind: DoseKind
    band: str
    round: Round | None = None
    malnourished_only: bool = False


MEASURES = {
    Due.VITAMIN_A_FIRST: Measure(DoseKind.VITAMIN_A, "vitamin_a", Round.FIRST),
    Due.VITAMIN_A_SECOND: Measure(DoseKind.VITAMIN_A, "vitamin_a", Round.SECOND),
    Due.MICRONUTRIENTS: Measure(DoseKind.MICRONUTRIENTS, "child", malnourished_only=True),
    Due.PRODUCT: Measure(DoseKind.PRODUCT, "product", malnourished_only=True),
    Due.DEWORMING: Measure(DoseKind.DEWORMING, "deworming"),
}
"""Everything due that is given; being measured is not."""


def newest_round(day: date) -> Round:
    """The round that is under way. One that is over cannot be caught up."""
    _, second_from = limits().round_from_month
    return Round.SECOND if day.month >= second_from else Round.FIRST


def due_of(child: ChildYear) -> list[Due]:
    """What is due on the day."""
    found = [] if child.measured else [Due.MEASURE]
    current = newest_round(child.day)
    if child.belongs("vitamin_a") and current not in child.rounds:
        found.append(Due.VITAMIN_A_SECOND if current is Round.SECOND else Due.VITAMIN_A_FIRST)
    if child.nutrition_class in MALNOURISHED:
        found += [Due.MICRONUTRIENTS] if child.belongs("child") and not child.supplemented else []
        found += [Due.PRODUCT] if child.belongs("product") and not child.has_product else []
    if child.belongs("deworming") and not child.dewormed:
        found.append(Due.DEWORMING)
    return found
