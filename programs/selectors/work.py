"""Assignments with their newest note, due day, partners and reminders: for the agency's own page and for those who oversee it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db.models import Count, IntegerField, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.working_days import load_holidays
from programs.models import (
    Agency,
    Assignment,
    AssignmentComment,
    AssignmentFile,
    AssignmentNudge,
    AssignmentPartner,
    Plan,
    ProgressNote,
)
from programs.querysets import AssignmentPartQuerySet, own_agencies
from programs.rules.due import Due, Terms, due_on_day, due_settings
from programs.rules.words import AgencyKind, AssignmentState, Rhythm, Timing
from programs.selectors.plans import standing_plan

BADGES = {
    AssignmentState.NOT_STARTED: "waiting",
    AssignmentState.IN_PROGRESS: "running",
    AssignmentState.BLOCKED: "risk",
    AssignmentState.DONE: "done",
}
DUE_BADGES = {Timing.OVERDUE: "late", Timing.DUE_SOON: "risk", Timing.IN_TIME: "waiting"}
ORDER = list(Timing)
Row = TypeVar("Row", ProgressNote, AssignmentNudge)


@dataclass(slots=True)
class WorkItem:
    """An assignment, what was last said about it, how it stands against its due day, and the reminder that is open."""

    assignment: Assignment
    note: ProgressNote | None
    due: Due
    nudge: AssignmentNudge | None = None
    n_comments: int = 0
    n_files: int = 0

    @property
    def badge(self) -> str:
        """Kind of state badge."""
        return BADGES[AssignmentState(self.assignment.state)]

    @property
    def state_label(self) -> str:
        """The word of the state."""
        return AssignmentState(self.assignment.state).label

    @property
    def due_badge(self) -> str:
        """Kind of badge of the due day; empty where there is nothing to say."""
        return DUE_BADGES.get(self.due.timing, "")

    @property
    def due_short(self) -> str:
        """``Quá hạn 3 ngày``, ``Sắp đến hạn, còn 2 ngày``; the word alone without an open due day."""
        if self.due.timing is Timing.OVERDUE:
            return f"Quá hạn {self.due.days} ngày"
        if self.due.day is None:
            return self.due.timing.label
        return f"{self.due.timing.label}, còn {self.due.days} ngày" if self.due.days else f"{self.due.timing.label}: hôm nay"

    @property
    def due_label(self) -> str:
        """``Quá hạn 3 ngày (hạn 19/06/2023)``; empty without an open due day."""
        if self.due.day is None:
            return ""
        moved = f", nội bộ {format_dmy(self.due.internal)}" if self.due.internal != self.due.day else ""
        return f"{self.due_short} (hạn {format_dmy(self.due.day)}{'' if self.due.timing is Timing.OVERDUE else moved})"

    @property
    def partners(self) -> list[Agency]:
        """Agencies that work with the lead agency."""
        return [row.agency for row in self.assignment.partnerships.all()]

    @property
    def urgency(self) -> tuple[int, date, bool, int, int]:
        """Overdue first, oldest due day first, reminded first; then the order of the plan."""
        row = self.assignment
        return ORDER.index(self.due.timing), self.due.day or date.max, self.nudge is None, row.agency.order, row.order


@dataclass(slots=True)
class AgencyBoard:
    """An agency with the items that it leads, those in which it is a partner, and how many stand where."""

    agency: Agency
    items: list[WorkItem] = field(default_factory=list)
    joined: list[WorkItem] = field(default_factory=list)

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

    def n_in(self, timing: Timing) -> int:
        """Assignments that stand so against their due day."""
        return sum(item.due.timing is timing for item in self.items)

    @property
    def n_overdue(self) -> int:
        """Assignments that are late."""
        return self.n_in(Timing.OVERDUE)

    @property
    def n_due_soon(self) -> int:
        """Assignments that are due soon."""
        return self.n_in(Timing.DUE_SOON)

    @property
    def nudged(self) -> list[WorkItem]:
        """Assignments with an open reminder."""
        return [item for item in self.items if item.nudge is not None]


def looked_at_on(plan: Plan) -> date:
    """The day on which the work of a plan is judged: today, the last day of the year for a plan whose year is over."""
    return min(timezone.localdate(), date(plan.year, 12, 31))


def boards(assignments: QuerySet[Assignment]) -> list[AgencyBoard]:
    """The assignments by agency, in the order of the plan, in a fixed number of queries."""
    return _by_agency(work_items(assignments.order_by("agency__order", "order")))


def _by_agency(items: Iterable[WorkItem]) -> list[AgencyBoard]:
    found: dict[int, AgencyBoard] = {}
    for item in items:
        agency = item.assignment.agency
        found.setdefault(agency.pk, AgencyBoard(agency)).items.append(item)
    return list(found.values())


def own_boards(plan: Plan, user: User) -> list[AgencyBoard]:
    """What the agencies of the person lead and work on, overdue first. Agencies without any work are left out."""
    rows = Assignment.objects.current().filter(plan=plan)
    led = _by_agency(sorted(work_items(rows.of_own_agencies(user)), key=lambda item: item.urgency))
    found = {board.agency.pk: board for board in led}
    own = set(own_agencies(user).values_list("agency", flat=True))
    for item in sorted(work_items(rows.partnered_by(user)), key=lambda item: item.urgency):
        for agency in item.partners:
            if agency.pk in own:
                found.setdefault(agency.pk, AgencyBoard(agency)).joined.append(item)
    return sorted(found.values(), key=lambda board: board.agency.order)


def recent_comments(plan: Plan, boards: Iterable[AgencyBoard]) -> list[AssignmentComment]:
    """The newest comments on the work of these boards of ``plan``, each with the assignment as it stands there."""
    own = {item.assignment.code: item.assignment for board in boards for item in (*board.items, *board.joined)}
    written = AssignmentComment.objects.filter(assignment__plan__ward=plan.ward_id, assignment__plan__year=plan.year)
    written = written.filter(assignment__plan__version_number__lte=plan.version_number, assignment__code__in=own)
    found = list(written.select_related("by", "assignment").order_by("-at", "-id")[: due_settings().recent_comments])
    for comment in found:
        comment.assignment = own[comment.assignment.code]
    return found


def files_of(assignment: Assignment) -> list[AssignmentFile]:
    """Evidence of an assignment under this version and those before it, newest first, also what was voided."""
    rows = AssignmentFile.objects.about(assignment).select_related("by", "stored", "voided_by", "assignment__plan")
    return list(rows.order_by("-at", "-pk"))


def group_leaders_work(user: User, ward_id: int, year: int | None = None) -> tuple[Plan | None, list[WorkItem]]:
    """The plan in force (of today, of ``year``) and what it asks of the leaders of the residential groups, for one of them; nothing for
    anybody else."""
    plan = standing_plan(Plan.objects.in_ward(ward_id).in_force(), year)
    if plan is None or not user.may(Permission.VIEW_OWN_GROUP, ward_id):
        return None, []
    return plan, asked_of_leaders(plan)


def asked_of_leaders(plan: Plan) -> list[WorkItem]:
    """What a plan asks of the leaders of the residential groups."""
    rows = Assignment.objects.current().filter(plan=plan, agency__kind=AgencyKind.GROUP_LEADERS)
    return work_items(rows.order_by("agency__order", "order"))


def n_overdue(items: Iterable[WorkItem]) -> int:
    """How many of them are late."""
    return sum(item.due.timing is Timing.OVERDUE for item in items)


def dropped_work(plan: Plan, user: User) -> list[Assignment]:
    """What earlier versions of the plan gave to the agencies of the person and this one no longer does; the newest of each."""
    if plan.version_number == 1:
        return []
    standing = Assignment.objects.current().filter(plan=plan).values("code")
    rows = Assignment.objects.visible_to(user).current().of_own_agencies(user).exclude(code__in=standing)
    earlier = rows.filter(plan__ward=plan.ward_id, plan__year=plan.year, plan__version_number__lt=plan.version_number)
    found = {row.code: row for row in earlier.select_related("plan", "agency").order_by("plan__version_number")}
    return sorted(found.values(), key=lambda row: (row.agency.order, row.order))


def work_items(assignments: QuerySet[Assignment]) -> list[WorkItem]:
    """The assignments in their order with all that a board shows, in a fixed number of queries."""
    newest = ProgressNote.objects.about_outer().order_by("-at", "-pk").values("pk")[:1]
    nudge = AssignmentNudge.objects.about_outer().order_by("-at", "-pk").values("pk")[:1]
    standing = AssignmentPartner.objects.filter(retired_on__isnull=True).select_related("agency")
    rows = assignments.select_related("agency", "subproject", "plan").prefetch_related(Prefetch("partnerships", standing))
    rows = rows.annotate(
        newest_note=Subquery(newest),
        newest_nudge=Subquery(nudge),
        n_comments=_number_of(AssignmentComment.objects.all()),
        n_files=_number_of(AssignmentFile.objects.filter(voided_at__isnull=True)),
    )
    return _items(rows)


def _number_of(parts: AssignmentPartQuerySet) -> Coalesce:
    counted = parts.about_outer().order_by().values("assignment__code").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _items(found: Iterable[Any]) -> list[WorkItem]:
    rows = list(found)
    notes = _found(ProgressNote.objects.select_related("by"), (row.newest_note for row in rows))
    nudges = _found(AssignmentNudge.objects.select_related("by"), (row.newest_nudge for row in rows))
    days = _note_days([row for row in rows if row.rhythm not in (Rhythm.NONE, Rhythm.ONCE)])
    items = []
    for row in rows:
        note, nudge = notes.get(row.newest_note), nudges.get(row.newest_nudge)
        is_open = nudge is not None and row.state != AssignmentState.DONE and (note is None or note.at < nudge.at)
        items.append(WorkItem(row, note, _due(row, days[_key(row)]), nudge if is_open else None, row.n_comments, row.n_files))
    return items


def _due(row: Assignment, noted_on: list[date]) -> Due:
    return due_on_day(
        Terms(Rhythm(row.rhythm), row.due_on, date(row.plan.year, 12, 31)),
        noted_on,
        is_done=row.state == AssignmentState.DONE,
        on=looked_at_on(row.plan),
        holidays=load_holidays().keys(),
        settings=due_settings(),
    )


Key = tuple[int, int, str]
"""Ward, year, code: the same assignment in every version of the plan."""


def _key(row: Assignment) -> Key:
    return row.plan.ward_id, row.plan.year, row.code


def _note_days(rows: Sequence[Assignment]) -> defaultdict[Key, list[date]]:
    found: defaultdict[Key, list[date]] = defaultdict(list)
    if rows:
        wards, years, codes = ({_key(row)[place] for row in rows} for place in range(3))
        notes = ProgressNote.objects.filter(
            assignment__plan__ward__in=wards, assignment__plan__year__in=years, assignment__code__in=codes
        ).order_by("at")
        for ward, year, code, at in notes.values_list("assignment__plan__ward", "assignment__plan__year", "assignment__code", "at"):
            found[ward, year, code].append(timezone.localdate(at))
    return found


def _found(rows: QuerySet[Row], keys: Iterable[int | None]) -> dict[int, Row]:
    wanted = [key for key in keys if key]
    return {row.pk: row for row in rows.filter(pk__in=wanted)} if wanted else {}
