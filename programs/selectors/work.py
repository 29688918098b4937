"""Assignments with their newest note, for the agency's own page and for those who oversee it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import OuterRef, QuerySet, Subquery

from programs.models import Agency, Assignment, ProgressNote
from programs.rules.words import AssignmentState

BADGES = {
    AssignmentState.NOT_STARTED: "waiting",
    AssignmentState.IN_PROGRESS: "running",
    AssignmentState.BLOCKED: "risk",
    AssignmentState.DONE: "done",
}


@dataclass(slots=True)
class WorkItem:
    """An assignment, what was last said about it, and how its state is drawn."""

    assignment: Assignment
    note: ProgressNote | None

    @property
    def badge(self) -> str:
        """Kind of state badge."""
        return BADGES[AssignmentState(self.assignment.state)]

    @property
    def state_label(self) -> str:
        """The word of the state."""
        return AssignmentState(self.assignment.state).label


@dataclass(slots=True)
class AgencyBoard:
    """An agency with its items and how many stand where."""

    agency: Agency
    items: list[WorkItem] = field(default_factory=list)

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """(badge, word, number) of every state that occurs, in the order of the states."""
        found = Counter(item.assignment.state for item in self.items)
        return [(BADGES[state], state.label, found[state]) for state in AssignmentState if found[state]]

    @property
    def led_codes(self) -> list[str]:
        """Codes of the (sub-)projects that the agency leads."""
        return [item.assignment.subproject.code for item in self.items if item.assignment.subproject]

    @property
    def n_done(self) -> int:
        """Assignments reported as done."""
        return sum(item.assignment.state == AssignmentState.DONE for item in self.items)


def boards(assignments: QuerySet[Assignment]) -> list[AgencyBoard]:
    """The assignments by agency with their newest notes, in two queries whatever their number."""
    found: dict[int, AgencyBoard] = {}
    for item in work_items(assignments.select_related("agency", "subproject").order_by("agency__order", "order")):
        agency = item.assignment.agency
        found.setdefault(agency.pk, AgencyBoard(agency)).items.append(item)
    return list(found.values())


def work_items(assignments: QuerySet[Assignment]) -> list[WorkItem]:
    """The assignments in their order, each with its newest note."""
    newest = ProgressNote.objects.filter(assignment=OuterRef("pk")).order_by("-at", "-pk").values("pk")[:1]
    rows = list(assignments.annotate(newest_note=Subquery(newest)))
    notes = _notes(row.newest_note for row in rows if row.newest_note)
    return [WorkItem(row, notes.get(row.newest_note)) for row in rows]


def _notes(keys: Iterable[int]) -> dict[int, ProgressNote]:
    wanted = list(keys)
    return {note.pk: note for note in ProgressNote.objects.filter(pk__in=wanted).select_related("by")} if wanted else {}
