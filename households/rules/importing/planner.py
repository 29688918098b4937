"""The one function that plans an import; preview, dry run and commit all ask it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError
from households.rules.classes import STANDING_CLASSES, HouseholdClass, Opening
from households.rules.history import class_on
from households.rules.importing.assessing import plan_assessment
from households.rules.importing.coding import give_codes
from households.rules.importing.deciding import DecisionBook
from households.rules.importing.groups import GroupBook
from households.rules.importing.joining import Entry, check_personal_ids, join_households, place_of
from households.rules.importing.people import plan_members
from households.rules.importing.plan import DecisionKey, DecisionUse, HouseholdPlan, ImportOptions, ImportPlan, Value
from households.rules.importing.register import Index, KnownHousehold, Register
from households.rules.transitions import Step, plan_transition
from households.rules.workbook.problems import Place
from households.rules.workbook.records import HouseholdRecord, SheetKind, Workbook

EXITS = {SheetKind.ESCAPED_POVERTY: Opening.ESCAPED_POVERTY, SheetKind.ESCAPED_NEAR_POVERTY: Opening.ESCAPED_NEAR_POVERTY}
LEFT_CLASS = {SheetKind.ESCAPED_POVERTY: HouseholdClass.POOR, SheetKind.ESCAPED_NEAR_POVERTY: HouseholdClass.NEAR_POOR}
TEXT_FIELDS = ("address", "phone", "causes", "note")
FLAG_FIELDS = ("minority", "no_labour", "has_merit")
SLOW_STEP = 500
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Planning:
    """What every step of the plan needs."""

    register: Register
    options: ImportOptions
    index: Index
    today: date
    progress: Progress


def plan_import(
    book: Workbook,
    register: Register,
    options: ImportOptions,
    *,
    index: Index,
    today: date,
    progress: Progress = lambda done, total: None,
) -> ImportPlan:
    """Plan everything that the workbook would write. Errors stand in ``plan.problems``; with any of them nothing may be written."""
    planning = Planning(register, options, index, today, progress)
    groups = GroupBook(register.groups, create=options.create_groups)
    decisions = DecisionBook(book, register.decisions, options)
    entries = join_households(book, register, groups, index)
    check_personal_ids(entries, register, index, book.problems)
    plan = ImportPlan(book.sheets, book.problems, register.area_type, new_groups=groups.new)
    for number, entry in enumerate(entries):
        if number % SLOW_STEP == 0:
            progress(number, len(entries))
        household = _plan_household(entry, decisions, planning, place_of(entry.record, book.problems))
        if household is not None:
            plan.households.append(household)
    give_codes(plan, register)
    _find_absent(plan, entries, planning)
    return plan


def _plan_household(entry: Entry, decisions: DecisionBook, planning: Planning, place: Place) -> HouseholdPlan | None:
    record = entry.record
    decision = decisions.of(record, place)
    household_class = record.household_class if record.sheet.kind is SheetKind.STANDING else HouseholdClass.NOT_POOR
    if entry.known is None and entry.group is None and not record.group_name:
        place.error("group", "Hộ mới nhưng không rõ thuộc tổ dân phố nào. Ghi cột Tổ dân phố, hoặc ghi tên tổ trong địa chỉ.")
        return None
    if decision is None or household_class is None:
        return None
    plan = HouseholdPlan(record, household_class, decision, entry.group, entry.known)
    if entry.group is not None and entry.group.to_on is not None and decision.effective_on > entry.group.to_on:
        place.error("group", f"{entry.group.name} chỉ hoạt động đến hết {format_dmy(entry.group.to_on)}. Ghi tổ tiếp nhận.")
    _warn_days(decision, planning.today, place)
    _plan_status(plan, entry, place)
    plan_members(plan, place, planning.index)
    if entry.known is not None:
        plan.changes = _field_changes(record, entry.known)
        _plan_move(plan, entry.known, planning, place)
        _warn_code(record, entry.known, place)
    area_type = entry.known.area_type if entry.known is not None else planning.register.area_type
    plan_assessment(plan, planning.options.reviewed_on or decision.signed_on, area_type, place)
    return plan


def _warn_days(decision: DecisionUse, today: date, place: Place) -> None:
    if decision.signed_on > today:
        place.warn("signed_on", f"Ngày ban hành {format_dmy(decision.signed_on)} ở sau ngày hôm nay. Kiểm tra lại năm.")


def _plan_status(plan: HouseholdPlan, entry: Entry, place: Place) -> None:
    kind = plan.record.sheet.kind
    known = entry.known
    history = known.history if known is not None else []
    exit_as = EXITS.get(kind) if kind is not None else None
    try:
        plan.transition = plan_transition(history, plan.household_class, plan.decision.key, plan.decision.effective_on, exit_as)
    except DomainError as error:
        place.error("class" if "class" in place.titles else "decision", error.message)
        return
    closes = plan.transition.closes
    if plan.transition.step is Step.CHANGE and closes is not None and closes.to_on is not None:
        place.error(
            "decision",
            f"Hộ đã ghi rời danh sách sau ngày {format_dmy(closes.to_on)}, "
            f"nên không ghi được quyết định hiệu lực {format_dmy(plan.decision.effective_on)}. "
            "Kiểm tra ngày hiệu lực, hoặc đính chính ở trang hộ.",
        )
    elif plan.transition.step is Step.CHANGE and (later := _later_decision(plan)):
        place.error(
            "decision",
            f"Quyết định số {later[0]} ngày {format_dmy(later[1])}, sau ngày hiệu lực {format_dmy(plan.decision.effective_on)}, "
            "đã công nhận lại phân loại đang ghi. Danh sách cũ hơn phải nhập trước; nếu lần ghi trước sai thì dùng chức năng đính chính.",
        )
    elif plan.transition.step is not Step.NOTHING:
        _warn_status(plan, entry, place)


def _later_decision(plan: HouseholdPlan) -> DecisionKey | None:
    """A decision that renewed the period which this plan would close, signed after the plan's effective day."""
    history = plan.known.history if plan.known is not None else []
    keys = [key for item in history if item.fact is plan.transition.closes for key in item.decisions]
    return next((key for key in sorted(keys, key=lambda key: key[1]) if key[1] > plan.decision.effective_on), None)


def _warn_status(plan: HouseholdPlan, entry: Entry, place: Place) -> None:
    kind = plan.record.sheet.kind
    before = class_on((item.fact for item in entry.known.history), plan.decision.effective_on) if entry.known is not None else None
    if entry.shadow is not None and before is not HouseholdClass.POOR:
        place.warn(
            None,
            f"Trang {entry.shadow.sheet.name}, dòng {entry.shadow.row} ghi hộ này thoát nghèo, "
            "nhưng danh sách đang quản lý không ghi hộ là hộ nghèo. Nếu thiếu danh sách năm trước thì nhập năm trước rồi mới nhập tệp này.",
        )
    if kind not in LEFT_CLASS:
        return
    if before in STANDING_CLASSES and before is not LEFT_CLASS[kind]:
        place.warn(None, f"Danh sách đang quản lý ghi hộ này là {before.label.lower()}; diễn biến được ghi theo danh sách đang quản lý.")
    elif plan.transition.step is Step.RENEW:
        place.warn(None, "Hộ đã ra khỏi danh sách từ trước; quyết định này chỉ được ghi thêm, thời hạn 36 tháng không tính lại.")


def _field_changes(record: HouseholdRecord, known: KnownHousehold) -> dict[str, Value]:
    """Household fields that the file fills and the register holds otherwise."""
    changes: dict[str, Value] = {}
    for name in TEXT_FIELDS:
        said = getattr(record, name)
        if said and said != getattr(known, name):
            changes[name] = said
    for name in FLAG_FIELDS:
        said = getattr(record, name)
        if said is not None and said != getattr(known, name) and (said or getattr(known, name)):
            changes[name] = said
    return changes


def _plan_move(plan: HouseholdPlan, known: KnownHousehold, planning: Planning, place: Place) -> None:
    """A household listed in another group lives there from the effective day on, unless it moved later than that."""
    if plan.group is None or not plan.record.group_name or plan.group.pk == known.group_id:
        return
    day = plan.decision.effective_on
    old = next((group.name for group in planning.register.groups if group.pk == known.group_id), "tổ cũ")
    since = known.stay[1] if known.stay is not None else None
    if since is not None and since >= day:
        place.warn("group", f"Tệp ghi {plan.group.name}, nhưng hộ đã chuyển đến {old} từ ngày {format_dmy(since)}; giữ {old}.")
        return
    plan.moves_from = day
    place.warn("group", f"Hộ {known.code} đang ở {old}; sẽ ghi chuyển đến {plan.group.name} từ ngày {format_dmy(day)}.")


def _warn_code(record: HouseholdRecord, known: KnownHousehold, place: Place) -> None:
    if record.code and record.code != known.code:
        place.warn("code", f"Tệp ghi mã hộ {record.code}, nhưng hộ này đang mang mã {known.code}; giữ mã {known.code}.")


def _find_absent(plan: ImportPlan, entries: Sequence[Entry], planning: Planning) -> None:
    """Households that stand on the list on the newest effective day of the file and are on none of its sheets."""
    days = [household.decision.effective_on for household in plan.households]
    if not days:
        return
    present = {entry.known.pk for entry in entries if entry.known is not None}
    absent = [known for known in planning.register.households.values() if known.pk not in present and known.stands_on(max(days))]
    plan.absent = sorted(known.code for known in absent)
    if not absent:
        return
    if planning.options.complete:
        for known in sorted(absent, key=lambda item: item.code):
            plan.problems.error(
                f"Hộ {known.code} ({known.head_name}) đang có trong danh sách nhưng không có ở trang nào. "
                "Thêm hộ vào trang phù hợp, hoặc ghi rời danh sách ở trang hộ, hoặc bỏ chọn “Danh sách đầy đủ”."
            )
    else:
        shown = ", ".join(plan.absent[:10]) + (" …" if len(absent) > 10 else "")
        plan.problems.warn(f"{len(absent)} hộ đang có trong danh sách nhưng không có ở trang nào: {shown}. Các hộ này được giữ nguyên.")
