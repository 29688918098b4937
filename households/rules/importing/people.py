"""What the file changes about the members of a household."""

from camphucnam.kernel.text import fold
from households.rules.importing.matching import match_former, match_member, same_birth
from households.rules.importing.plan import HouseholdPlan, MemberPlan, Outcome, Value
from households.rules.importing.register import Index, KnownHousehold, KnownMember
from households.rules.workbook.members import HEAD_RELATION
from households.rules.workbook.problems import Place
from households.rules.workbook.records import MemberRecord

FINENESS = {"year": 0, "month": 1, "day": 2}


def plan_members(plan: HouseholdPlan, place: Place, index: Index) -> None:
    """Fill the member plans of a household. Nobody is ever removed; a member missing in the file is a warning."""
    if plan.known is None:
        plan.members = [
            MemberPlan(record, Outcome.CREATED, index(record.personal_id), new_card=bool(record.card), sort_order=order)
            for order, record in enumerate(plan.record.members)
        ]
        return
    taken: set[int] = set()
    next_order = max((member.sort_order for member in plan.known.members), default=-1) + 1
    for record in plan.record.members:
        member = _plan_member(plan, record, plan.known, taken, index, place)
        if member.outcome is Outcome.CREATED:
            member.sort_order, next_order = next_order, next_order + 1
        if member.known is not None:
            taken.add(member.known.pk)
        plan.members.append(member)
    missing = [member.name for member in plan.known.members if member.pk not in taken]
    if missing:
        place.warn(
            None,
            f"Danh sách không còn {', '.join(missing)} của hộ {plan.known.code}. Người này vẫn được giữ; nếu đã rời hộ thì ghi ở trang hộ.",
        )
    _plan_head(plan, place)


def _plan_member(
    plan: HouseholdPlan, record: MemberRecord, household: KnownHousehold, taken: set[int], index: Index, place: Place
) -> MemberPlan:
    id_index = index(record.personal_id)
    known = match_member(record, id_index, household, taken)
    if known is None:
        former = match_former(record, id_index, household)
        if former is not None and former.left_on is not None and former.left_on > plan.decision.effective_on:
            # An older list from before the person left: nothing to add.
            return MemberPlan(record, Outcome.UNCHANGED, id_index)
        return MemberPlan(record, Outcome.CREATED, id_index, new_card=bool(record.card), joined_on=plan.decision.effective_on)
    member = MemberPlan(record, Outcome.UNCHANGED, id_index, known, member_changes(record, id_index, known, place))
    member.new_card = bool(record.card) and _is_new_card(record, known, index)
    if member.changes or member.new_card:
        member.outcome = Outcome.UPDATED
    return member


def _is_new_card(record: MemberRecord, known: KnownMember, index: Index) -> bool:
    number = index(record.card)
    return not any(card == number and record.card_to in (None, until) for card, until in known.cards)


def member_changes(record: MemberRecord, id_index: str, known: KnownMember, place: Place) -> dict[str, Value]:
    """Fields that the file knows better than the register; blank cells change nothing."""
    changes: dict[str, Value] = {}
    at = _at(place, record)
    if fold(record.name) != known.folded:
        changes["full_name"] = record.name
        at.warn("member_name", f"Số định danh này đang ghi tên {known.name}; sẽ đổi thành {record.name}.")
    if not record.is_head and not known.is_head and _says_otherwise(record.relation, known.relation):
        changes["relation"] = record.relation
    for name in ("sex", "ethnicity"):
        if _says_otherwise(getattr(record, name), getattr(known, name)):
            changes[name] = getattr(record, name)
    if _better_birth(record, known):
        changes["birth_on"], changes["birth_precision"] = record.birth_on, record.birth_precision
    if record.has_merit and not known.has_merit:
        changes["has_merit"] = True
    if id_index and id_index != known.id_index:
        _change_id(changes, record, known, at)
    return changes


def _change_id(changes: dict[str, Value], record: MemberRecord, known: KnownMember, at: Place) -> None:
    changes["personal_id"] = record.personal_id
    if known.id_index:
        at.warn("personal_id", f"Số định danh của {known.name} khác với số đang ghi; sẽ đổi theo tệp. Kiểm tra lại giấy tờ.")


def _says_otherwise(said: str, known: str) -> bool:
    return bool(said) and fold(said) != fold(known)


def _better_birth(record: MemberRecord, known: KnownMember) -> bool:
    if record.birth_on is None:
        return False
    same = known.birth_on is not None and same_birth(record.birth_on, record.birth_precision, known.birth_on, known.birth_precision)
    return not same or FINENESS[record.birth_precision] > FINENESS[known.birth_precision]


def _plan_head(plan: HouseholdPlan, place: Place) -> None:
    """Another head than the known one: the old head stays a member without that mark."""
    new_head = next((member for member in plan.members if member.record.is_head), None)
    old_head = next((member for member in plan.known.members if member.is_head), None) if plan.known else None
    if new_head is None or (new_head.known is None and new_head.outcome is Outcome.UNCHANGED):
        return
    if old_head is not None and new_head.known is not None and new_head.known.pk == old_head.pk:
        return
    if old_head is not None:
        plan.head_changes.append(old_head.pk)
        _at(place, new_head.record).warn("relation", f"Chủ hộ đổi từ {old_head.name} sang {new_head.record.name}.")
    if new_head.known is not None:
        new_head.changes["is_head"], new_head.changes["relation"] = True, HEAD_RELATION
        new_head.outcome = Outcome.UPDATED


def _at(place: Place, record: MemberRecord) -> Place:
    return Place(place.problems, place.sheet, record.row, place.titles)
