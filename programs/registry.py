"""The working registers behind the plan: where records of a (sub-)project or policy are kept, and what they add up to.

Higher applications offer theirs as ``REGISTERS`` in their own ``registry`` module; the project installs them on top.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from households.registry import HouseholdTab
from households.rules.needs import NeedKind
from programs.models import Plan
from programs.rules.plan_differences import Line
from programs.rules.words import ProvidedRow


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One result of a period, as the desk shows it and the report prints it.

    ``value`` None: nobody recorded anything, so there is no figure (never a zero). ``households`` are the primary keys of the
    households behind the figure, empty where it is not about households.
    """

    code: str
    label: str
    value: int | None
    unit: str
    households: tuple[int, ...] = ()
    note: str = ""


Results = Callable[[int, date, date], Sequence[ResultLine]]
"""(primary key of the ward, first day, last day; both inside) → lines."""


Provided = Callable[[int], Iterable[ProvidedRow]]
"""Primary key of the ward → one per counting row, by ``values_list``: what households and people have had or are promised. Read for
everybody at once."""


InHand = Callable[[int, Collection[int]], Collection[int]]
"""(primary key of the ward, people, or households for what a household needs) → those whose need is being dealt with."""


@dataclass(frozen=True, slots=True)
class NeedDesk:
    """Where a kind of need is answered. ``url_name`` is the address of the form whose ``word`` it takes, or of a list without one;
    ``codes``: whose keepers write there. ``in_hand`` None: the register does not tell."""

    kind: NeedKind
    label: str
    url_name: str
    word: str
    codes: tuple[str, ...]
    in_hand: InHand | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """A working register. ``codes`` are local codes of the (sub-)projects and policies that it serves; the first page of the
    register is ``url_name`` (an address without arguments). ``about`` says in one sentence what is kept there. ``measures``: codes of
    those result lines that targets of the year are measured by. ``works``: names in data/work.toml of other work kept here.
    ``is_confidential``: opens to those who keep it, not to everybody who reads the ward's list. ``needs``: kinds of needs that are
    answered here."""

    url_name: str
    label: str
    about: str
    codes: tuple[str, ...]
    results: Results | None = None
    provided: Provided | None = None
    measures: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    is_confidential: bool = False
    needs: tuple[NeedDesk, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanPart:
    """Rows that belong to a version of the plan and are kept above this application. ``carry`` copies them from a plan into the
    draft made from it (plan, draft, who); ``lines`` tells what a version says in them, for the comparison of versions."""

    carry: Callable[[Plan, Plan, User], object]
    lines: Callable[[Plan], Iterable[Line]]


HOUSEHOLD_TABS: tuple[HouseholdTab, ...] = (
    HouseholdTab("quyen-loi", "Quyền lợi", "programs:entitlements", frozenset({Permission.VIEW_REGISTER})),
)

_REGISTERS: list[Register] = []
_PLAN_PARTS: list[PlanPart] = []


def install(registers: Iterable[Register]) -> None:
    """Set the registers of this deployment; called once per process, by the project."""
    _REGISTERS[:] = registers


def install_parts(parts: Iterable[PlanPart]) -> None:
    """Set what higher applications keep with a plan; called once per process, by the project."""
    _PLAN_PARTS[:] = parts


def carry_parts(plan: Plan, draft: Plan, *, by: User) -> None:
    """Copy what higher applications keep with ``plan`` into the draft made from it."""
    for part in _PLAN_PARTS:
        part.carry(plan, draft, by)


def part_lines(plan: Plan) -> list[Line]:
    """What a version of the plan says in the parts that higher applications keep."""
    return [line for part in _PLAN_PARTS for line in part.lines(plan)]


def registers() -> tuple[Register, ...]:
    """All of them, in the order in which they were installed."""
    return tuple(_REGISTERS)


def pages(codes: frozenset[str] | None) -> list[tuple[Register, tuple[str, ...]]]:
    """Every page of a register once, with all (sub-)projects and policies that it serves; ``codes`` leaves only those that serve
    one of them, or one of these works."""
    found: dict[str, tuple[Register, dict[str, None]]] = {}
    for item in _REGISTERS:
        found.setdefault(item.url_name, (item, {}))[1].update(dict.fromkeys(item.codes))
    return [(item, tuple(served)) for item, served in found.values() if codes is None or not codes.isdisjoint({*served, *item.works})]


def need_desks() -> tuple[NeedDesk, ...]:
    """Where every kind of need is answered; the first register that says so."""
    found: dict[NeedKind, NeedDesk] = {}
    for item in _REGISTERS:
        for desk in item.needs:
            found.setdefault(desk.kind, desk)
    return tuple(found.values())


def registers_of(code: str) -> tuple[Register, ...]:
    """Those that serve a (sub-)project or policy."""
    return tuple(item for item in _REGISTERS if code in item.codes)


def provided_in(ward_id: int) -> Iterator[ProvidedRow]:
    """What everybody of the ward has had or is promised, from every register."""
    for item in _REGISTERS:
        if item.provided is not None:
            yield from item.provided(ward_id)


def measured(names: Collection[str], ward_id: int, first: date, last: date) -> dict[str, tuple[Register, ResultLine]]:
    """Code → the register and its result line of a period, for these codes; registers that measure none of them are not asked."""
    return {
        line.code: (item, line)
        for item in _REGISTERS
        if item.results is not None and not set(item.measures).isdisjoint(names)
        for line in item.results(ward_id, first, last)
        if line.code in item.measures and line.code in names
    }


def results_of(code: str, ward_id: int, first: date, last: date) -> list[ResultLine]:
    """Every result line of a (sub-)project or policy in a period."""
    return [line for item in registers_of(code) if item.results is not None for line in item.results(ward_id, first, last)]
