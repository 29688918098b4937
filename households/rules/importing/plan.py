"""The plan of an import: what would be written, household by household."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from camphucnam.kernel.enums import LabelledEnum
from households.rules.classes import HouseholdClass
from households.rules.importing.register import KnownHousehold, KnownMember
from households.rules.transitions import Step, Transition
from households.rules.workbook.problems import Problems
from households.rules.workbook.records import HouseholdRecord, MemberRecord, SheetRecord

Value = str | date | bool | None
DecisionKey = tuple[str, date]


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the person chose: the decision for rows without one, the day of the review, and three ticks."""

    decision_number: str = ""
    signed_on: date | None = None
    effective_on: date | None = None
    reviewed_on: date | None = None
    complete: bool = False
    create_groups: bool = False


class Outcome(LabelledEnum):
    """What happens to a household or a member."""

    CREATED = "created", "Thêm mới"
    UPDATED = "updated", "Cập nhật"
    UNCHANGED = "unchanged", "Không thay đổi"


@dataclass(frozen=True, slots=True)
class DecisionUse:
    """A decision as used by the file; ``known_pk`` is None for one that will be added."""

    number: str
    signed_on: date
    effective_on: date
    known_pk: int | None = None

    @property
    def key(self) -> DecisionKey:
        """What identifies a decision within a ward."""
        return self.number, self.signed_on


@dataclass(frozen=True, slots=True)
class GroupUse:
    """A group as used by the file; ``pk`` is None for one that will be created."""

    name: str
    code: str
    pk: int | None = None
    to_on: date | None = None


@dataclass(slots=True)
class MemberPlan:
    """One person: ``changes`` are field values to write on a known member."""

    record: MemberRecord
    outcome: Outcome
    id_index: str = ""
    known: KnownMember | None = None
    changes: dict[str, Value] = field(default_factory=dict)
    new_card: bool = False
    joined_on: date | None = None
    sort_order: int = 0


@dataclass(frozen=True, slots=True)
class AssessmentPlan:
    """Values of an assessment to add; ``replaces`` is the one of the same day that is voided."""

    on: date
    standard_code: str
    area_type: str
    b1: int | None
    deprived_mask: int
    known_mask: int
    reported_b2: int | None
    replaces: int | None = None


@dataclass(slots=True)
class HouseholdPlan:
    """One household of the file, matched or new, and all that would be written for it."""

    record: HouseholdRecord
    household_class: HouseholdClass
    decision: DecisionUse
    group: GroupUse | None
    known: KnownHousehold | None = None
    code: str = ""
    transition: Transition = field(default_factory=lambda: Transition(Step.NOTHING))
    members: list[MemberPlan] = field(default_factory=list)
    changes: dict[str, Value] = field(default_factory=dict)
    head_changes: list[int] = field(default_factory=list)
    moves_from: date | None = None
    assessment: AssessmentPlan | None = None

    @property
    def outcome(self) -> Outcome:
        """Created, updated where anything at all is written, else unchanged."""
        if self.known is None:
            return Outcome.CREATED
        touched = self.changes or self.head_changes or self.moves_from or self.assessment or self.transition.step is not Step.NOTHING
        touched = touched or any(member.outcome is not Outcome.UNCHANGED for member in self.members)
        return Outcome.UPDATED if touched else Outcome.UNCHANGED


@dataclass(slots=True)
class ImportPlan:
    """The whole plan. Nothing may be written while ``problems`` holds an error."""

    sheets: list[SheetRecord]
    problems: Problems
    area_type: str
    households: list[HouseholdPlan] = field(default_factory=list)
    new_groups: list[GroupUse] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)

    @property
    def changed(self) -> list[HouseholdPlan]:
        """Households for which something is written."""
        return [plan for plan in self.households if plan.outcome is not Outcome.UNCHANGED]

    @property
    def decisions(self) -> Iterator[DecisionUse]:
        """Decisions of households that are written, once each."""
        return iter({plan.decision.key: plan.decision for plan in self.changed}.values())
