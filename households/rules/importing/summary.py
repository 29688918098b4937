"""The plan in figures and in sentences: what the command prints and what the preview lists."""

import hashlib
from collections.abc import Iterator
from typing import Any

from camphucnam.kernel.dates import format_dmy
from households.rules.importing.plan import HouseholdPlan, ImportPlan, MemberPlan, Outcome
from households.rules.transitions import Step
from households.rules.workbook.problems import Problem

FIELD_WORDS = {
    "address": "địa chỉ",
    "phone": "điện thoại",
    "causes": "nguyên nhân nghèo",
    "note": "ghi chú",
    "minority": "hộ dân tộc thiểu số",
    "no_labour": "không có khả năng lao động",
    "has_merit": "có người có công",
    "full_name": "họ tên",
    "relation": "quan hệ với chủ hộ",
    "sex": "giới tính",
    "birth_on": "ngày sinh",
    "ethnicity": "dân tộc",
    "personal_id": "số định danh",
    "is_head": "chủ hộ",
}
COUNTED = (Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED)


def counts(plan: ImportPlan) -> dict[str, Any]:
    """The figures of commands.md: sheets, households, members, status periods, absent."""
    households = [household.outcome for household in plan.households]
    members = [member.outcome for household in plan.households for member in household.members]
    steps = [household.transition.step for household in plan.households]
    return {
        "sheets": [
            {"name": sheet.name, "kind": sheet.kind.value if sheet.kind else None, "rows": sheet.rows, "skipped": sheet.skipped}
            for sheet in plan.sheets
        ],
        "households": {outcome.value: households.count(outcome) for outcome in COUNTED},
        "members": {outcome.value: members.count(outcome) for outcome in COUNTED},
        "status_periods": {
            "opened": steps.count(Step.OPEN) + steps.count(Step.CHANGE),
            "closed": steps.count(Step.CHANGE),
        },
        "absent": plan.absent,
    }


def problem_dicts(problems: list[Problem]) -> list[dict[str, Any]]:
    """Problems as the command prints them."""
    return [{"sheet": item.sheet, "row": item.row, "column": item.column, "message": item.message} for item in problems]


def change_lines(plan: ImportPlan) -> Iterator[tuple[HouseholdPlan, str]]:
    """For each household that would be written, one sentence with all that changes."""
    for household in plan.changed:
        yield household, "; ".join(_parts(household)) + "."


def _parts(household: HouseholdPlan) -> Iterator[str]:
    if household.known is None:
        group = household.group.name if household.group else ""
        yield f"Thêm hộ mới, {len(household.members)} nhân khẩu, {group}"
    yield from _status_parts(household)
    if household.known is None:
        return
    if household.moves_from is not None and household.group is not None:
        yield f"chuyển đến {household.group.name} từ {format_dmy(household.moves_from)}"
    if household.changes:
        yield "sửa " + ", ".join(FIELD_WORDS[name] for name in household.changes)
    if household.assessment is not None:
        yield f"{'thay' if household.assessment.replaces else 'thêm'} phiếu rà soát ngày {format_dmy(household.assessment.on)}"
    for member in household.members:
        if member.outcome is not Outcome.UNCHANGED:
            yield _member_part(member)


def _status_parts(household: HouseholdPlan) -> Iterator[str]:
    transition, label = household.transition, household.household_class.label.lower()
    by = f"QĐ {household.decision.number}, hiệu lực {format_dmy(household.decision.effective_on)}"
    if transition.step is Step.OPEN:
        yield f"ghi là {label} ({transition.opened_as.label.lower() if transition.opened_as else ''}) theo {by}"
    elif transition.step is Step.CHANGE and transition.closes is not None:
        word = transition.opened_as.label.lower() if transition.opened_as else ""
        yield f"đổi từ {transition.closes.household_class.label.lower()} thành {label} ({word}) theo {by}"
    elif transition.step is Step.RENEW:
        yield f"công nhận lại là {label} theo {by}"


def _member_part(member: MemberPlan) -> str:
    if member.outcome is Outcome.CREATED:
        return f"thêm {member.record.name}"
    parts = [FIELD_WORDS[name] for name in member.changes if name in FIELD_WORDS] + (["thẻ BHYT"] if member.new_card else [])
    return f"sửa {', '.join(parts)} của {member.record.name}"


def fingerprint(plan: ImportPlan) -> str:
    """SHA-256 over all that would be written: a preview whose fingerprint no longer holds is stale."""
    digest = hashlib.sha256()
    for household, sentence in change_lines(plan):
        assessment = household.assessment
        facts = (
            household.code,
            household.known.pk if household.known else 0,
            sentence,
            assessment,
            household.changes,
            household.head_changes,
        )
        digest.update(repr(facts).encode())
        digest.update(
            repr([(member.known.pk if member.known else 0, member.changes, member.record.name) for member in household.members]).encode()
        )
    digest.update(repr(plan.absent).encode())
    return digest.hexdigest()
