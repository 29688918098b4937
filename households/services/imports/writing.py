"""Write a plan: everything in the caller's transaction, in bulk, every step noted for the undo."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model

from camphucnam.accounts.models import User, Ward
from camphucnam.kernel.dates import day_before
from camphucnam.kernel.text import clean, fold
from households.models import Decision, Household, HouseholdStay, ResidentialGroup
from households.rules.importing.plan import DecisionKey, GroupUse, HouseholdPlan, ImportPlan
from households.services.imports.traces import Trace
from households.services.naming import apply_names

M = TypeVar("M", bound=Model)
BATCH = 500
FIELD_OF = {
    "address": "address",
    "phone": "phone",
    "minority": "is_ethnic_minority",
    "no_labour": "lacks_labour",
    "has_merit": "has_merit_person",
    "causes": "poverty_causes",
    "note": "note",
}
NAME_FIELDS = ["head_name", "head_sort_key", "search_text"]


@dataclass(slots=True)
class Writing:
    """State of one commit: who and when, keys of groups, decisions and households, and the traces by household key."""

    ward: Ward
    by: User | None
    now: datetime
    area_type: str
    groups: dict[str, int] = field(default_factory=dict)
    decisions: dict[DecisionKey, int] = field(default_factory=dict)
    households: dict[int, Household] = field(default_factory=dict)
    traces: dict[int, Trace] = field(default_factory=dict)
    new_groups: list[int] = field(default_factory=list)
    new_decisions: list[int] = field(default_factory=list)

    def household_of(self, plan: HouseholdPlan) -> Household:
        """The row of a planned household, new or known."""
        return self.households[id(plan)]

    def trace_of(self, plan: HouseholdPlan) -> Trace:
        """The trace of a planned household."""
        return self.traces[self.household_of(plan).pk]

    def group_pk(self, group: GroupUse) -> int:
        """The key of a group, known or just created."""
        return group.pk if group.pk is not None else self.groups[group.code]


def add_all(model: type[M], rows: Sequence[M]) -> list[M]:
    """Insert rows in bulk."""
    return model._default_manager.bulk_create(rows, batch_size=BATCH) if rows else []  # noqa: SLF001 Django's own name


def pieces(items: Sequence[Any], size: int = BATCH) -> Iterator[Sequence[Any]]:
    """A list in pieces that every database takes as parameters."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def write_groups(writing: Writing, plans: Iterable[HouseholdPlan]) -> None:
    """Create the groups that planned households live in and that do not exist yet."""
    wanted = {plan.group.code: plan.group for plan in plans if plan.group is not None and plan.group.pk is None}
    if not wanted:
        return
    last = ResidentialGroup.objects.in_ward(writing.ward.pk).order_by("-sort_order").values_list("sort_order", flat=True).first() or 0
    rows = [
        ResidentialGroup(ward=writing.ward, code=group.code, name=clean(group.name), folded_name=fold(group.name), sort_order=last + number)
        for number, group in enumerate(wanted.values(), 1)
    ]
    for row in add_all(ResidentialGroup, rows):
        writing.groups[row.code] = row.pk
        writing.new_groups.append(row.pk)


def write_decisions(writing: Writing, plan: ImportPlan) -> None:
    """Add the decisions that are new."""
    rows = []
    for use in plan.decisions:
        if use.known_pk is not None:
            writing.decisions[use.key] = use.known_pk
        else:
            rows.append(Decision(ward=writing.ward, number=use.number, signed_on=use.signed_on, effective_on=use.effective_on))
    for row in add_all(Decision, rows):
        writing.decisions[row.number, row.signed_on] = row.pk
        writing.new_decisions.append(row.pk)


def write_new_households(writing: Writing, plans: Sequence[HouseholdPlan]) -> None:
    """Add households that the register does not know, each with its stay since before the register."""
    rows = [_new_household(writing, plan) for plan in plans]
    for plan, row in zip(plans, add_all(Household, rows), strict=True):
        writing.households[id(plan)] = row
        writing.traces[row.pk] = Trace(row.code, is_new=True)
    add_all(HouseholdStay, [HouseholdStay(household=row, group_id=row.group_id) for row in rows])


def _new_household(writing: Writing, plan: HouseholdPlan) -> Household:
    record = plan.record
    assert plan.group is not None, "the planner gives every new household a group"  # noqa: S101
    row = Household(ward=writing.ward, code=plan.code, group_id=writing.group_pk(plan.group), created_by=writing.by)
    for name, field_name in FIELD_OF.items():
        setattr(row, field_name, getattr(record, name))
    row.area_type = writing.area_type
    return apply_names(row, record.head_name, [member.name for member in record.members])


def take_known_households(writing: Writing, plans: Sequence[HouseholdPlan]) -> None:
    """Load the rows of known households that will change, and start their traces."""
    by_key = {plan.known.pk: plan for plan in plans if plan.known is not None}
    for keys in pieces(list(by_key)):
        for key, row in Household.objects.in_bulk(list(keys)).items():
            writing.households[id(by_key[key])] = row
            writing.traces[key] = Trace(row.code, version_after=row.version + 1)


def write_household_changes(writing: Writing, plans: Sequence[HouseholdPlan], names: dict[int, tuple[str, list[str]]]) -> None:
    """Write fields, group, derived names and the version of known households. ``names`` are (head, people) by household key."""
    columns = [*FIELD_OF.values(), *NAME_FIELDS, "group", "version"]
    rows = []
    for plan in plans:
        row, trace = writing.household_of(plan), writing.trace_of(plan)
        trace.keep(row, [name if name != "group" else "group_id" for name in columns if name != "version"])
        for name, value in plan.changes.items():
            setattr(row, FIELD_OF[name], value)
        if plan.moves_from is not None and plan.group is not None:
            row.group_id = writing.group_pk(plan.group)
        if row.pk in names:
            apply_names(row, *names[row.pk])
        row.version += 1
        rows.append(row)
    for some in pieces(rows):
        Household.objects.bulk_update(some, columns)


def write_moves(writing: Writing, plans: Sequence[HouseholdPlan]) -> None:
    """Close the stay in the old group the day before and open one in the new group."""
    moving = [plan for plan in plans if plan.moves_from is not None]
    if not moving:
        return
    keys = [writing.household_of(plan).pk for plan in moving]
    open_stays = {
        stay.household_id: stay for some in pieces(keys) for stay in HouseholdStay.objects.filter(household__in=some, to_on__isnull=True)
    }
    rows = []
    for plan in moving:
        household, trace = writing.household_of(plan), writing.trace_of(plan)
        assert plan.moves_from is not None  # noqa: S101
        stay = open_stays.get(household.pk)
        if stay is not None:
            trace.keep(stay, ["to_on"])
            stay.to_on = day_before(plan.moves_from)
        rows.append(HouseholdStay(household=household, group_id=household.group_id, from_on=plan.moves_from))
    for some in pieces(list(open_stays.values())):
        HouseholdStay.objects.bulk_update(some, ["to_on"])
    for plan, row in zip(moving, add_all(HouseholdStay, rows), strict=True):
        writing.trace_of(plan).add(HouseholdStay, row.pk)
