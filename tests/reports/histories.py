"""Random histories and an independent way to count them, for the identities of the movement tables."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import strategies as st

from households.rules.classes import STANDING_CLASSES, HouseholdClass, Opening
from households.rules.history import PeriodFact, suggest_opening
from households.rules.movements import HouseholdHistory, Presence, Stay
from reports.rules.facts import Answers, Baseline, GroupFact, RegisterFacts, Standing

START = date(2022, 1, 1)
DAYS = 730
GROUPS = (1, 2, 3)


def day(number: int) -> date:
    return START + timedelta(days=number)


@st.composite
def histories(draw: st.DrawFn, number: int = 0) -> HouseholdHistory:
    """Periods with gaps and every class, moves between groups, people who come and go."""
    cuts = sorted(draw(st.sets(st.integers(0, DAYS), min_size=2, max_size=8)))
    periods: list[PeriodFact] = []
    for first, after in pairwise(cuts):
        household_class = draw(st.sampled_from([*HouseholdClass, None]))
        if household_class is None:
            continue
        opened = draw(st.sampled_from([suggest_opening(periods, household_class, day(first)), Opening.OTHER_IN]))
        periods.append(PeriodFact(household_class, day(first), day(after - 1), opened))
    if periods and draw(st.booleans()):
        last = periods.pop()
        periods.append(PeriodFact(last.household_class, last.from_on, None, last.opened_as))
    moves = sorted(draw(st.sets(st.integers(0, DAYS), max_size=3)))
    starts: list[int | None] = [None, *moves]
    stays = tuple(
        Stay(
            draw(st.sampled_from(GROUPS)), day(start) if start is not None else None, day(following - 1) if following is not None else None
        )
        for start, following in zip(starts, [*moves, None], strict=True)
    )
    people = draw(st.lists(st.tuples(st.none() | st.integers(0, DAYS), st.none() | st.integers(0, DAYS)), max_size=6))
    presences = tuple(
        Presence(day(joined) if joined is not None else None, day(max(left, joined or 0)) if left is not None else None)
        for joined, left in people
    )
    return HouseholdHistory(f"H{number:02d}", tuple(periods), stays, presences)


@st.composite
def registers(draw: st.DrawFn) -> RegisterFacts:
    """A few households and a period to report about."""
    households = tuple(draw(histories(number)) for number in range(draw(st.integers(1, 6))))
    first, last = sorted(draw(st.lists(st.integers(1, DAYS), min_size=2, max_size=2)))
    return facts_of(households, day(first), day(last))


@dataclass(frozen=True)
class Census:
    """Counting by walking through the raw rows, without any of the movement rules."""

    households: tuple[HouseholdHistory, ...]

    def on(self, when: date) -> tuple[Standing, ...]:
        found = []
        for household in self.households:
            classes = [p.household_class for p in household.periods if p.from_on <= when and (p.to_on is None or when <= p.to_on)]
            if not classes or classes[0] not in (*STANDING_CLASSES, HouseholdClass.AVERAGE):
                continue
            groups = [s.group for s in household.stays if (s.from_on or START) <= when and (s.to_on is None or when <= s.to_on)]
            persons = [
                p for p in household.presences if (p.joined_on is None or p.joined_on <= when) and (p.left_on is None or p.left_on > when)
            ]
            found.append(Standing(household.code, classes[0], groups[0], len(persons)))
        return tuple(found)


def facts_of(households: tuple[HouseholdHistory, ...], first: date, last: date) -> RegisterFacts:
    census = Census(households)
    return RegisterFacts(
        first,
        last,
        tuple(GroupFact(pk, f"T{pk}", f"TDP 0{pk} (ví dụ)") for pk in GROUPS),
        households,
        census.on(first - timedelta(days=1)),
        census.on(last),
        {pk: Baseline(250, 1000, START) for pk in GROUPS},
        {household.code: Answers(START, 0b101, 4095) for household in households},
        knows_average=True,
    )
