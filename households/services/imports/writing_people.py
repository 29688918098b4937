"""Write the members and cards of a plan."""

from collections.abc import Sequence

from camphucnam.kernel.text import fold
from camphucnam.privacy.cipher import blind_index
from households.models import InsuranceCard, Member
from households.rules.importing.plan import HouseholdPlan, MemberPlan, Outcome
from households.services.imports.writing import Writing, add_all, pieces

WRITTEN = ["full_name", "folded_name", "relation", "sex", "birth_on", "birth_precision", "ethnicity", "has_merit", "personal_id",
           "personal_id_index", "is_head", "version"]  # fmt: skip


def write_members(writing: Writing, plans: Sequence[HouseholdPlan]) -> None:
    """Former heads first (a household has one head at a time), then changes, then new members, then cards."""
    known = _load_known(plans)
    _write_former_heads(writing, plans, known)
    _write_changes(writing, plans, known)
    new = [(plan, member) for plan in plans for member in plan.members if member.outcome is Outcome.CREATED]
    rows = add_all(Member, [_new_member(writing, plan, member) for plan, member in new])
    keys = {id(member): row.pk for (_, member), row in zip(new, rows, strict=True)}
    for (plan, _), row in zip(new, rows, strict=True):
        writing.trace_of(plan).add(Member, row.pk)
    _write_cards(writing, plans, keys)


def names_after(plans: Sequence[HouseholdPlan]) -> dict[int, tuple[str, list[str]]]:
    """(head, everybody) of known households whose people change, by household key."""
    names = {}
    for plan in plans:
        if plan.known is None or not any(member.outcome is not Outcome.UNCHANGED for member in plan.members):
            continue
        renamed = {
            member.known.pk: str(member.changes["full_name"]) for member in plan.members if member.known and "full_name" in member.changes
        }
        people = [renamed.get(member.pk, member.name) for member in plan.known.members]
        people += [member.record.name for member in plan.members if member.outcome is Outcome.CREATED]
        head = next((member for member in plan.members if member.record.is_head), None)
        # The register keeps its own spelling of a head who only differs in capitals.
        kept = renamed.get(head.known.pk, head.known.name) if head is not None and head.known is not None else None
        names[plan.known.pk] = (kept or (head.record.name if head is not None else plan.known.head_name), people)
    return names


def _load_known(plans: Sequence[HouseholdPlan]) -> dict[int, Member]:
    keys = [member.known.pk for plan in plans for member in plan.members if member.known is not None and member.changes]
    keys += [key for plan in plans for key in plan.head_changes]
    found: dict[int, Member] = {}
    for some in pieces(sorted(set(keys))):
        found.update(Member.objects.in_bulk(list(some)))
    return found


def _write_former_heads(writing: Writing, plans: Sequence[HouseholdPlan], known: dict[int, Member]) -> None:
    rows = []
    for plan in plans:
        for key in plan.head_changes:
            row = known[key]
            writing.trace_of(plan).keep(row, ["is_head", "relation"])
            row.is_head, row.relation = False, ""
            rows.append(row)
    for some in pieces(rows):
        Member.objects.bulk_update(some, ["is_head", "relation"])


def _write_changes(writing: Writing, plans: Sequence[HouseholdPlan], known: dict[int, Member]) -> None:
    rows = []
    for plan in plans:
        for member in plan.members:
            if member.known is None or not member.changes:
                continue
            row = known[member.known.pk]
            writing.trace_of(plan).keep(row, [name for name in WRITTEN if name != "version"])
            for name, value in member.changes.items():
                setattr(row, name, value)
            row.folded_name = fold(row.full_name)
            row.personal_id_index = blind_index(row.personal_id)
            row.version += 1
            rows.append(row)
    for some in pieces(rows):
        Member.objects.bulk_update(some, WRITTEN)


def _new_member(writing: Writing, plan: HouseholdPlan, member: MemberPlan) -> Member:
    record = member.record
    return Member(
        ward_id=writing.ward.pk,
        household=writing.household_of(plan),
        full_name=record.name,
        folded_name=fold(record.name),
        sort_order=member.sort_order,
        is_head=record.is_head,
        relation=record.relation,
        sex=record.sex,
        birth_on=record.birth_on,
        birth_precision=record.birth_precision,
        ethnicity=record.ethnicity,
        personal_id=record.personal_id,
        personal_id_index=member.id_index,
        has_merit=record.has_merit,
        joined_on=member.joined_on,
    )


def _write_cards(writing: Writing, plans: Sequence[HouseholdPlan], keys: dict[int, int]) -> None:
    owners, rows = [], []
    for plan in plans:
        for member in plan.members:
            if not member.new_card:
                continue
            key = member.known.pk if member.known is not None else keys[id(member)]
            record = member.record
            rows.append(InsuranceCard(member_id=key, number=record.card, number_index=blind_index(record.card), to_on=record.card_to))
            owners.append(plan)
    for plan, row in zip(owners, add_all(InsuranceCard, rows), strict=True):
        writing.trace_of(plan).add(InsuranceCard, row.pk)
