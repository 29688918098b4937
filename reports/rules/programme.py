"""What the programme report says besides the statutory forms: frozen facts of plan, targets and events."""

from dataclasses import dataclass
from datetime import date

from camphucnam.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class Said:
    """The newest thing an agency reported."""

    agency: str
    text: str
    on: date


@dataclass(frozen=True, slots=True)
class SubProjectFact:
    """A (sub-)project with its lead and what the lead last reported."""

    code: str
    name: str
    lead: str
    state: str
    said: Said | None


@dataclass(frozen=True, slots=True)
class TaskFact:
    """A task that the plan gives to an agency, and what the agency last reported."""

    agency: str
    text: str
    state: str
    said: Said | None


@dataclass(frozen=True, slots=True)
class TargetFact:
    """A line of the target table, in words; ``readings`` are (code, figure) where one target is read in several ways."""

    code: str
    name: str
    source: str
    assigned: str
    wanted: str
    actual: str
    state: str
    readings: tuple[tuple[str, int | None], ...] = ()


@dataclass(frozen=True, slots=True)
class ResultFact:
    """A result line of a (sub-)project or policy in the period, as its desk shows it; ``households`` are codes."""

    subject: str
    label: str
    value: int
    unit: str
    note: str
    households: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventFact:
    """Events of one type reported in the period."""

    name: str
    n_reported: int
    n_answered: int
    n_waiting: int


@dataclass(frozen=True, slots=True)
class IndicatorFact:
    """An indicator of the standard in force."""

    number: int
    dimension: str
    name: str


@dataclass(frozen=True, slots=True)
class Office:
    """The names that stand on a document of a day."""

    parent: str
    authority: str
    name: str
    symbol: str
    place: str
    addressee: str
    recipients: tuple[str, ...]
    signing_lines: tuple[str, ...]
    signer_name: str
    is_demo: bool


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """Everything besides the register that a programme report needs. ``silent``: (sub-)projects and policies about which the working
    registers hold nothing in the period."""

    period: Period
    office: Office
    plan_citation: str
    subprojects: tuple[SubProjectFact, ...]
    tasks: tuple[TaskFact, ...]
    targets: tuple[TargetFact, ...]
    results: tuple[ResultFact, ...]
    silent: tuple[str, ...]
    events: tuple[EventFact, ...]
    indicators: tuple[IndicatorFact, ...]
    narratives: dict[str, str]
    standard_name: str
