"""Issue a draft: from then on nobody changes it."""

import hashlib
import json
from datetime import date

from django.db import transaction
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.documents.official import frozen
from camphucnam.kernel.errors import DomainError, IllegalTransition
from camphucnam.kernel.text import clean
from programs.models import Assignment, Plan, PlanPaper, ProgressNote
from programs.rules.words import PLAN_TRANSITIONS, PlanState
from programs.selectors.drafts import obstacles
from programs.selectors.papers import drawn_paper
from programs.services.copying import check_may_edit
from programs.services.lines import take_draft


@transaction.atomic
def plan_issue(plan: Plan, number: str, signed_on: date, *, version: int, by: User) -> Plan:
    """The draft becomes the plan of its year, its document is frozen; the version that it replaces is no longer in force.

    What agencies reported about a replaced version goes on under the new one. DomainError names everything that is missing.
    """
    check_may_edit(by, plan.ward_id)
    take_draft(plan, version)
    if PlanState.ISSUED not in PLAN_TRANSITIONS[PlanState(plan.state)]:
        raise IllegalTransition("Chỉ dự thảo mới ban hành được.")
    plan.number, plan.signed_on = clean(number), signed_on
    if not plan.number:
        raise DomainError("Nhập số văn bản do văn thư cấp.")
    if signed_on > timezone.localdate():
        raise DomainError("Ngày ký không thể sau hôm nay.")
    missing = obstacles(plan)
    if missing:
        raise DomainError("Chưa ban hành được: " + " ".join(missing))
    former = Plan.objects.select_for_update().filter(ward=plan.ward_id, year=plan.year, state=PlanState.ISSUED).first()
    if former is not None:
        former.state = PlanState.AMENDED
        former.save(update_fields=["state"])
        _carry_progress(former, plan)
    _freeze(plan, by)
    plan.state = PlanState.ISSUED
    plan.save(update_fields=["number", "signed_on", "state"])
    record(
        Action.PLAN_CHANGED, by=by, ward_id=plan.ward_id, target=plan, viec="Ban hành", so=plan.printed_number, ngay=signed_on.isoformat()
    )
    return plan


def _freeze(plan: Plan, by: User) -> None:
    content = frozen(drawn_paper(plan))
    digest = hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    PlanPaper.objects.create(plan=plan, content=content, sha256=digest, frozen_by=by)


def _carry_progress(former: Plan, plan: Plan) -> None:
    """State and notes of every task that the new version still has."""
    before = {row.code: row for row in Assignment.objects.filter(plan=former)}
    after = {row.code: row for row in Assignment.objects.current().filter(plan=plan)}
    kept = [code for code in after if code in before]
    for code in kept:
        after[code].state, after[code].state_at = before[code].state, before[code].state_at
    Assignment.objects.bulk_update([after[code] for code in kept], ["state", "state_at"])
    codes = {before[code].pk: code for code in kept}
    notes = ProgressNote.objects.filter(assignment__in=codes).order_by("at", "pk")
    ProgressNote.objects.bulk_create(
        [
            ProgressNote(assignment=after[codes[note.assignment_id]], text=note.text, state=note.state, by_id=note.by_id, at=note.at)
            for note in notes
        ]
    )
