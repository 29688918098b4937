"""How many took part: counted on the spot, else those on the list who came."""

from collections.abc import Iterable
from dataclasses import dataclass

FEMALE = "female"  # households.models.member.Sex


@dataclass(frozen=True, slots=True)
class Turnout:
    """One activity that is over. ``headcount`` None: nobody counted on the spot. ``sexes``: of those on the list who came, "" unknown."""

    headcount: int | None
    headcount_women: int | None
    sexes: tuple[str, ...]
    has_marks: bool = True


@dataclass(frozen=True, slots=True)
class Turnouts:
    """Sums; None where not a single activity says. ``n_unknown`` / ``n_unknown_women``: activities that do not say."""

    people: int | None
    women: int | None
    n_unknown: int
    n_unknown_women: int


def people_of(one: Turnout) -> int | None:
    """How many came; None where nobody counted and nobody marked attendance."""
    if one.headcount is not None:
        return one.headcount
    return len(one.sexes) if one.has_marks else None


def women_of(one: Turnout) -> int | None:
    """How many women came; None where not everybody's sex is known."""
    if one.headcount is not None:
        return one.headcount_women
    return None if not one.has_marks or "" in one.sexes else one.sexes.count(FEMALE)


def add_up(turnouts: Iterable[Turnout]) -> Turnouts:
    """Sums over activities that say, and how many do not."""
    found = list(turnouts)
    people, women = [people_of(one) for one in found], [women_of(one) for one in found]
    return Turnouts(_sum(people), _sum(women), people.count(None), women.count(None))


def _sum(values: list[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
