"""What every statutory form is made of: figures with the households behind them, rows, and the table as printed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.enums import LabelledEnum
from camphucnam.kernel.numbers import percent
from reports.layout import Column, HeadCell, Kind, Row, Sheet
from reports.rules.facts import RegisterFacts

TOTAL_NAME = "Tổng cộng"
PROVISIONAL = "Số liệu sơ bộ"
MISSING_NOTE = "Dấu “–”: chưa có số liệu."


class Unit(LabelledEnum):
    """What a line counts."""

    HOUSEHOLDS = "households", "Hộ"
    PERSONS = "persons", "Nhân khẩu"


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell: the number (None: no data) and the codes of the households behind it."""

    value: int | Decimal | None
    behind: tuple[str, ...] = ()


Figures = dict[str, Figure]


@dataclass(frozen=True, slots=True)
class FormRow:
    """One line of a form: the group (its code and printed name), what the line counts, and its figures by column key."""

    group: str
    name: str
    unit: Unit | None
    figures: Figures


@dataclass(frozen=True, slots=True)
class Form:
    """A filled-in statutory form."""

    number: int
    title: str
    first_day: date | None
    last_day: date
    provisional: bool
    rows: tuple[FormRow, ...]
    total: tuple[FormRow, ...]
    notes: tuple[str, ...] = ()

    def line(self, group: str, unit: Unit | None = None) -> FormRow | None:
        """The line of a group; the total line for an empty group code."""
        return next((row for row in (self.rows if group else self.total) if row.group == group and row.unit == unit), None)


@dataclass(frozen=True, slots=True)
class Check:
    """One identity: its sentence in Vietnamese and, where it fails, the households to look at.

    An informational check warns without forbidding the report. ``forms`` are the forms it speaks about.
    """

    code: str
    ok: bool
    message: str
    households: tuple[str, ...] = ()
    informational: bool = False
    forms: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FormType:
    """A statutory form as the registry knows it: number, name of its sheet, columns, printed head, and how it is computed."""

    number: int
    title: str
    short_title: str
    columns: tuple[Column, ...]
    head: Callable[[bool], tuple[HeadCell, ...]]
    collect: Callable[[RegisterFacts, bool], Form]
    needs_period: bool = False

    def sheet(self, form: Form) -> Sheet:
        """The filled-in form as a table."""
        return sheet_of(self, form)


def rate(part: Figure, whole: Figure) -> Figure:
    """``part / whole × 100`` to two places, half up; empty when either is missing or the whole is 0."""
    if not isinstance(part.value, int) or not isinstance(whole.value, int):
        return Figure(None)
    return Figure(percent(part.value, whole.value), part.behind)


def add_up(figures: Iterable[Figure]) -> Figure:
    """The sum; empty when one of the figures is missing, because a sum of known parts is not the whole."""
    total, missing = 0, False
    behind: list[str] = []
    for figure in figures:
        if figure.value is None:
            missing = True
        else:
            total += int(figure.value)
        behind += figure.behind
    return Figure(None if missing else total, tuple(sorted(set(behind))))


def total_of(rows: Iterable[FormRow], keys: Iterable[str], unit: Unit | None = None) -> Figures:
    """Sums of the given columns over the lines that count ``unit``."""
    lines = [row for row in rows if row.unit == unit]
    return {key: add_up(row.figures[key] for row in lines) for key in keys}


def period_text(form: Form) -> str:
    """The line under the title: between which days, or on which day."""
    if form.first_day is not None:
        return f"Từ ngày {format_dmy(form.first_day)} đến hết ngày {format_dmy(form.last_day)}"
    return f"Số liệu tính đến hết ngày {format_dmy(form.last_day)}"


def sheet_of(kind: FormType, form: Form) -> Sheet:
    """Rows numbered in the printed order, the total last; the second line of a group continues the cells before it."""
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for line, total in [*((row, False) for row in form.rows), *((row, True) for row in form.total)]:
        again = line.group in seen and rows[-1].group == line.group
        seen.setdefault(line.group, len(seen) + 1)
        lead = {"A": "" if total else str(seen[line.group]), "B": line.name, "U": line.unit.label if line.unit else ""}
        values = tuple(lead[column.key] if column.key in lead else line.figures[column.key].value for column in kind.columns)
        behind = {key: figure.behind for key, figure in line.figures.items() if figure.behind}
        rows.append(Row(values, total, (0, 1) if again else (), line.group, line.unit or "", behind))
    notes = list(form.notes)
    if any(value is None for row in rows for value in row.values):
        notes.append(MISSING_NOTE)
    subtitles = (period_text(form), *((PROVISIONAL,) if form.provisional else ()))
    code, name, head = f"form{form.number}", f"Biểu {form.number}", kind.head(form.provisional)
    return Sheet(code, name, form.title, subtitles, kind.columns, head, tuple(rows), tuple(notes))


def answer_of(form: Form, checks: Iterable[Check]) -> dict[str, object]:
    """The answer of the ``form`` command: keys of ``values`` are the printed column numbers, an empty cell is null."""

    def line(row: FormRow) -> dict[str, object]:
        return {
            "group": row.name,
            "unit": row.unit.value if row.unit else None,
            "values": {key: figure.value for key, figure in row.figures.items()},
        }

    return {
        "form": form.number,
        "title": form.title,
        "from": form.first_day,
        "to": form.last_day,
        "provisional": form.provisional,
        "rows": [line(row) for row in form.rows],
        "total": [line(row) for row in form.total],
        **checks_answer(checks),
    }


def checks_answer(checks: Iterable[Check]) -> dict[str, object]:
    """Identities as ``checks``; what only warns as ``remarks``, where something is to be said."""
    found = list(checks)
    return {
        "checks": [check_answer(check) for check in found if not check.informational],
        "remarks": [check_answer(check) for check in found if check.informational and not check.ok],
    }


def check_answer(check: Check) -> dict[str, object]:
    """A check as the commands print it."""
    return {"code": check.code, "ok": check.ok, "message": check.message, "households": list(check.households)}


@dataclass(slots=True)
class Tally:
    """Counts households and persons of a cell and remembers who they are."""

    households: int = 0
    persons: int = 0
    codes: set[str] = field(default_factory=set)
    person_codes: set[str] = field(default_factory=set)

    def add(self, code: str, households: int, persons: int) -> None:
        """Count one entry."""
        self.households += households
        self.persons += persons
        if households:
            self.codes.add(code)
        if persons:
            self.person_codes.add(code)

    def figure(self, unit: Unit) -> Figure:
        """The cell on the line that counts ``unit``."""
        if unit is Unit.HOUSEHOLDS:
            return Figure(self.households, tuple(sorted(self.codes)))
        return Figure(self.persons, tuple(sorted(self.person_codes)))


def number_columns(keys: Iterable[str], kinds: Mapping[str, Kind] | None = None, width: int = 9) -> tuple[Column, ...]:
    """Figure columns with the given keys."""
    return tuple(Column(key, (kinds or {}).get(key, Kind.NUMBER), width) for key in keys)
