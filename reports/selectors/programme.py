"""Plan, targets and events for the programme report, as frozen facts."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from camphucnam.accounts.models import Ward, WardProfile
from camphucnam.kernel.periods import Period
from camphucnam.kernel.text import clean
from households.models import HouseholdEvent
from households.models.event import EventState
from households.rules.event_types import all_event_types
from households.rules.standards import standard_on
from indicators.rules.table import TargetRow
from indicators.selectors.targets import target_table
from programs.models import Assignment, Plan
from programs.rules.words import AssignmentKind
from programs.selectors.plans import standing_plan
from programs.selectors.work import WorkItem, work_items
from reports.rules.programme import EventFact, IndicatorFact, Office, ProgrammeFacts, Said, SubProjectFact, TargetFact, TaskFact
from reports.selectors.results import printed_name, result_facts

FILE_COPY = "Lưu: VT"


def office_on(ward: Ward, day: date) -> Office:
    """The names in force on the day of the figures. One query."""
    profile: WardProfile = ward.profile_on(day)
    recipients = [line.strip().rstrip(";.") for line in profile.recipients if FILE_COPY not in line]
    return Office(
        profile.parent_name,
        profile.authority_name,
        profile.name,
        f"BC-{profile.document_suffix}",
        profile.place_name,
        profile.report_to,
        (*(f"{line};" for line in recipients), f"{FILE_COPY}."),
        tuple(profile.signing_lines),
        profile.signer_name,
        ward.is_demo,
    )


def _said(item: WorkItem, until: date) -> Said | None:
    """The newest note, if it was written by the day the report was due."""
    note = item.note
    if note is None or timezone.localdate(note.at) > until:
        return None
    return Said(item.assignment.agency.name, note.text, timezone.localdate(note.at))


def plan_facts(plan: Plan | None, until: date) -> tuple[tuple[SubProjectFact, ...], tuple[TaskFact, ...]]:
    """(Sub-)projects with their leads, and the tasks of the agencies, each with the newest note. Two queries."""
    if plan is None:
        return (), ()
    rows = Assignment.objects.current().filter(plan=plan).select_related("agency", "subproject__project").order_by("agency__order", "order")
    items = work_items(rows)
    leads = [(part, item) for item in items if item.assignment.kind == AssignmentKind.LEAD and (part := item.assignment.subproject)]
    leads.sort(key=lambda lead: (lead[0].project.order, lead[0].order))
    subprojects = tuple(
        SubProjectFact(part.code, printed_name(part), item.assignment.agency.name, item.state_label, _said(item, until))
        for part, item in leads
    )
    tasks = [item for item in items if item.assignment.kind == AssignmentKind.TASK]
    return subprojects, tuple(
        TaskFact(item.assignment.agency.name, item.assignment.title, item.state_label, _said(item, until)) for item in tasks
    )


def _target(row: TargetRow) -> TargetFact:
    readings = tuple((str(reading), part.figure.value if part.figure.is_whole else None) for reading, part in row.readings)
    target = row.target
    return TargetFact(
        target.code,
        target.name,
        target.source,
        target.assigned_type.label,
        target.wanted,
        row.actual_text,
        row.verdict.state.label,
        readings,
    )


def events_between(ward: Ward, first: date, last: date) -> tuple[EventFact, ...]:
    """Events reported from ``first`` to ``last``, by type. One query."""
    start = timezone.make_aware(datetime.combine(first, time()))
    end = timezone.make_aware(datetime.combine(last + timedelta(days=1), time()))
    rows = HouseholdEvent.objects.filter(household__ward=ward, reported_at__gte=start, reported_at__lt=end).order_by()
    counts: Counter[tuple[str, bool]] = Counter(
        (code, state == EventState.ANSWERED) for code, state in rows.values_list("type_code", "state")
    )
    return tuple(
        EventFact(kind.name, yes + no, yes, no)
        for kind in all_event_types()
        if (yes := counts[kind.code, True]) + (no := counts[kind.code, False])
    )


def load_programme(
    ward: Ward, period: Period, first: date, cutoff: date, said_until: date, narratives: Mapping[str, str]
) -> ProgrammeFacts:
    """Facts of a programme report. A fixed number of queries, and those of the working registers."""
    plan = standing_plan(Plan.objects.in_ward(ward.pk).in_force(), period.year)
    subprojects, tasks = plan_facts(plan, said_until)
    results, silent = result_facts(plan, first, cutoff)
    standard = standard_on(cutoff)
    return ProgrammeFacts(
        period,
        office_on(ward, cutoff),
        plan.citation if plan else "",
        subprojects,
        tasks,
        tuple(map(_target, target_table(ward, period.year, cutoff))),
        results,
        silent,
        events_between(ward, first, cutoff),
        tuple(IndicatorFact(item.number, item.dimension, item.name) for item in standard.deprivations),
        {code: text for code, text in narratives.items() if clean(text)},
        standard.name,
    )
