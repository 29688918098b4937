"""What the committee's page shows besides the targets: movement, deprivations by group, windows. Figures only, nobody's data."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from households.rules.classes import STANDING_CLASSES, HouseholdClass
from households.rules.escape_window import window_on
from households.rules.movements import DECREASES, INCREASES, stock_on
from indicators.rules.facts import FollowedHousehold, YearFacts


@dataclass(frozen=True, slots=True)
class Movement:
    """Opening, the printed columns 2–8 and closing of one class for the whole ward; every pair is (households, persons)."""

    table: HouseholdClass
    opening: tuple[int, int]
    columns: dict[int, tuple[int, int]]
    closing: tuple[int, int]

    @property
    def balances(self) -> bool:
        """Whether closing = opening − decreases + increases, for households and for persons."""
        return all(
            self.closing[unit]
            == self.opening[unit] - sum(self.columns[c][unit] for c in DECREASES) + sum(self.columns[c][unit] for c in INCREASES)
            for unit in (0, 1)
        )


def _stocks(facts: YearFacts, day: date) -> dict[HouseholdClass, tuple[int, int]]:
    counts = dict.fromkeys(STANDING_CLASSES, (0, 0))
    for household in facts.households:
        stock = stock_on(household.history, day)
        if stock is not None:
            households, persons = counts[stock.table]
            counts[stock.table] = (households + 1, persons + stock.persons)
    return counts


def movements(facts: YearFacts) -> dict[HouseholdClass, Movement]:
    """The movement of the poor and the near-poor from 1 January to the day; empty where the register does not know the opening."""
    if not facts.knows_opening:
        return {}
    columns = {table: dict.fromkeys((*DECREASES, *INCREASES), (0, 0)) for table in STANDING_CLASSES}
    for flow in facts.flows:
        households, persons = columns[flow.table][flow.column]
        columns[flow.table][flow.column] = (households + flow.households, persons + flow.persons)
    opening, closing = _stocks(facts, facts.eve), _stocks(facts, facts.on)
    return {table: Movement(table, opening[table], columns[table], closing[table]) for table in STANDING_CLASSES}


@dataclass(frozen=True, slots=True)
class HeatRow:
    """Deprived households by indicator in one group; ``n_unknown`` have no answers under the standard of the day."""

    group: int | None
    n_households: int
    n_unknown: int
    counts: tuple[int, ...]


def heat_rows(
    facts: YearFacts, groups: Sequence[int], classes: Iterable[HouseholdClass], standard_code: str, numbers: Sequence[int]
) -> list[HeatRow]:
    """One row per group, in the given order, then the total (``group`` None)."""
    by_group: dict[int, list[FollowedHousehold]] = {group: [] for group in groups}
    for household in facts.in_class(*classes):
        by_group.setdefault(household.history.group_on(facts.on), []).append(household)
    rows = [_heat_row(group, found, standard_code, numbers) for group, found in by_group.items()]
    total = tuple(sum(row.counts[n] for row in rows) for n in range(len(numbers)))
    return [*rows, HeatRow(None, sum(row.n_households for row in rows), sum(row.n_unknown for row in rows), total)]


def _heat_row(group: int, households: list[FollowedHousehold], standard_code: str, numbers: Sequence[int]) -> HeatRow:
    masks = [h.answers.deprived_mask for h in households if h.answers and h.answers.standard_code == standard_code and h.answers.known_mask]
    counts = tuple(sum(mask >> (number - 1) & 1 for mask in masks) for number in numbers)
    return HeatRow(group, len(households), len(households) - len(masks), counts)


@dataclass(frozen=True, slots=True)
class Windows:
    """Households inside their 36 months on the day, by kind, and how many windows end within the given days."""

    by_kind: Counter[str]
    n_ending: int

    @property
    def total(self) -> int:
        """All running windows."""
        return sum(self.by_kind.values())


def windows(facts: YearFacts, within_days: int) -> Windows:
    """Running windows on the day; a household that moved away keeps its window."""
    running = [window for household in facts.households if (window := window_on(household.history.periods, facts.on))]
    kinds = Counter(str(window.kind) for window in running if window.kind)
    return Windows(kinds, sum(window.days_left(facts.on) <= within_days for window in running))
