"""The two movement tables (diễn biến): one way of computing, two printed forms."""

from collections import defaultdict

from households.rules.classes import HouseholdClass
from households.rules.movements import DECREASES, INCREASES
from reports.definitions.base import TOTAL_NAME, Figure, Figures, Form, FormRow, Tally, Unit, total_of
from reports.layout import Column, Kind
from reports.rules.facts import RegisterFacts

OPENING, CLOSING = 1, 9
COLUMN_NUMBERS = (OPENING, *DECREASES, *INCREASES, CLOSING)
KEYS = tuple(str(number) for number in COLUMN_NUMBERS)
CLOSING_FORMULA = "9=1-2-3-4+5+6+7+8"
# The columns of other reasons carry long heads, the last one its formula.
WIDTHS = {"4": 18, "5": 11, "8": 18, "9": 14}
COLUMNS = (
    Column("A", Kind.TEXT, 4),
    Column("B", Kind.TEXT, 18),
    Column("U", Kind.TEXT, 11),
    *(Column(key, Kind.NUMBER, WIDTHS.get(key, 9)) for key in KEYS),
)


def expected_closing(figures: Figures) -> int:
    """Column 9 by the printed formula."""
    values = {number: int(figures[str(number)].value or 0) for number in COLUMN_NUMBERS}
    return values[OPENING] - sum(values[n] for n in DECREASES) + sum(values[n] for n in INCREASES)


def tallies(facts: RegisterFacts, table: HouseholdClass) -> dict[tuple[int, int], Tally]:
    """Cells of a table by (group, column), from the histories."""
    cells: dict[tuple[int, int], Tally] = defaultdict(Tally)
    for stocks, column in ((facts.opening_stocks, OPENING), (facts.closing_stocks, CLOSING)):
        for stock in stocks:
            if stock.table is table:
                cells[stock.group, column].add(stock.code, 1, stock.persons)
    for flow in facts.flows:
        if flow.table is table:
            cells[flow.group, flow.column].add(flow.code, flow.households, flow.persons)
    return cells


def collect(facts: RegisterFacts, provisional: bool, *, number: int, title: str, table: HouseholdClass) -> Form:
    """Two lines per group: households and persons."""
    cells = tallies(facts, table)
    empty = Tally()
    rows = [
        FormRow(group.code, group.name, unit, {str(n): cells.get((group.pk, n), empty).figure(unit) for n in COLUMN_NUMBERS})
        for group in facts.groups
        for unit in Unit
    ]
    total = tuple(FormRow("", TOTAL_NAME, unit, total_of(rows, KEYS, unit)) for unit in Unit)
    return Form(number, title, facts.first_day, facts.last_day, provisional, tuple(rows), total)


def figure(form: Form, column: int, unit: Unit = Unit.HOUSEHOLDS, group: str = "") -> Figure:
    """A cell of a movement table; of the total line without a group."""
    line = form.line(group, unit)
    return line.figures[str(column)] if line else Figure(None)
