"""What a child has not had yet this year."""

from dataclasses import dataclass

from nutrition.rules.limits import band, limits
from nutrition.rules.words import MALNOURISHED, Due, Round


@dataclass(frozen=True, slots=True)
class ChildYear:
    """A child of ``months`` completed months and what was recorded in the year so far; ``nutrition_class`` is empty when never
    measured."""

    months: int
    nutrition_class: str
    measured: bool
    rounds: frozenset[str]
    dewormed: bool
    supplemented: bool


def due_of(child: ChildYear, month: int) -> list[Due]:
    """What is due in ``month`` (1–12) of the year."""
    found = [] if child.measured else [Due.MEASURE]
    if band("vitamin_a").holds(child.months):
        first, second = limits().round_from_month
        rounds = ((Round.FIRST, first, Due.VITAMIN_A_FIRST), (Round.SECOND, second, Due.VITAMIN_A_SECOND))
        begun = [(number, due) for number, start, due in rounds if month >= start]
        # A round that is over cannot be caught up: only the newest is due.
        number, due = begun[-1]
        found += [] if number in child.rounds else [due]
    if child.nutrition_class in MALNOURISHED and band("micronutrients").holds(child.months) and not child.supplemented:
        found.append(Due.MICRONUTRIENTS)
    if band("deworming").holds(child.months) and not child.dewormed:
        found.append(Due.DEWORMING)
    return found
