"""The board of the ward: every assignment of a plan, overdue first, narrowed by agency, state and due day."""

from dataclasses import dataclass

from programs.models import Assignment, Plan
from programs.rules.words import Timing
from programs.selectors.work import AgencyBoard, WorkItem, boards


@dataclass(frozen=True, slots=True)
class Board:
    """All agencies with their counts, and the items asked for."""

    agencies: list[AgencyBoard]
    items: list[WorkItem]

    def n_in(self, timing: Timing) -> int:
        """Assignments of the whole plan that stand so against their due day."""
        return sum(board.n_in(timing) for board in self.agencies)

    @property
    def n_all(self) -> int:
        """Assignments of the whole plan."""
        return sum(len(board.items) for board in self.agencies)

    @property
    def n_done(self) -> int:
        """Assignments reported as done."""
        return sum(board.n_done for board in self.agencies)


def ward_board(plan: Plan, *, agency: str = "", state: str = "", timing: str = "") -> Board:
    """The board. ``agency`` also finds the assignments in which the agency is a partner."""
    found = boards(Assignment.objects.current().filter(plan=plan))
    items = [item for board in found for item in board.items if _wanted(item, agency, state, timing)]
    return Board(found, sorted(items, key=lambda item: item.urgency))


def _wanted(item: WorkItem, agency: str, state: str, timing: str) -> bool:
    concerned = {item.assignment.agency.code, *(partner.code for partner in item.partners)}
    return (
        (not agency or agency in concerned) and (not state or item.assignment.state == state) and (not timing or item.due.timing == timing)
    )
