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
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError, IllegalTransition
from camphucnam.kernel.text import clean
from programs.models import Assignment, AssignmentPartner, Plan, PlanPaper
from programs.rules.versions import refuse_day
from programs.rules.words import PLAN_TRANSITIONS, PlanState
from programs.selectors.drafts import obstacles
from programs.selectors.papers import drawn_paper
from programs.services.copying import check_may_edit
from programs.services.lines import take_draft


@transaction.atomic
def plan_issue(plan: Plan, number: str, signed_on: date, *, version: int, by: User) -> Plan:
    """The draft becomes the plan of its year, its document is frozen; the version that it replaces is no longer in force.

    What was written about the work of a replaced version is read on under the new one; state, due days and partners that were set
    after the draft was made go with it. DomainError names everything that is missing, and why a day
    cannot be that of the signature (``rules.versions``).
    """
    check_may_edit(by, plan.ward_id)
    take_draft(plan, version)
    if PlanState.ISSUED not in PLAN_TRANSITIONS[PlanState(plan.state)]:
        raise IllegalTransition("Chỉ dự thảo mới ban hành được.")
    plan.number, plan.signed_on = clean(number), signed_on
    if not plan.number:
        raise DomainError("Nhập số văn bản do văn thư cấp.")
    former = Plan.objects.select_for_update().filter(ward=plan.ward_id, year=plan.year, state=PlanState.ISSUED).first()
    refuse_day(plan.year, signed_on, timezone.localdate(), former and former.signed_on)
    missing = obstacles(plan)
    if missing:
        raise DomainError("Chưa ban hành được: " + " ".join(missing))
    if former is not None:
        former.state = PlanState.AMENDED
        former.save(update_fields=["state"])
        _carry_work(former, plan)
    _freeze(plan, by)
    plan.state = PlanState.ISSUED
    plan.save(update_fields=["number", "signed_on", "state"])
    record(
        Action.PLAN_CHANGED, by=by, ward_id=plan.ward_id, target=plan, viec="Ban hành", so=plan.printed_number, ngay=format_dmy(signed_on)
    )
    return plan


def _freeze(plan: Plan, by: User) -> None:
    content = frozen(drawn_paper(plan))
    digest = hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    PlanPaper.objects.create(plan=plan, content=content, sha256=digest, frozen_by=by)


def _carry_work(former: Plan, plan: Plan) -> None:
    """How far every task is that the new version still has; due days and partners that the office set while the draft was written,
    unless the draft has its own."""
    before = {row.code: row for row in Assignment.objects.current().filter(plan=former)}
    kept = [(before[row.code], row) for row in Assignment.objects.current().filter(plan=plan) if row.code in before]
    for old, new in kept:
        new.state, new.state_at = old.state, old.state_at
        if old.terms_version > new.terms_version:
            new.rhythm, new.due_on, new.due_source, new.terms_version = old.rhythm, old.due_on, old.due_source, old.terms_version
            _carry_partners(old, new)
    Assignment.objects.bulk_update([new for _, new in kept], ["state", "state_at", "rhythm", "due_on", "due_source", "terms_version"])
    _end_partners([old for old, _ in kept])


def _carry_partners(old: Assignment, new: Assignment) -> None:
    _end_partners([new])
    standing = AssignmentPartner.objects.filter(assignment=old, retired_on__isnull=True)
    AssignmentPartner.objects.bulk_create([AssignmentPartner(assignment=new, agency_id=row.agency_id) for row in standing])


def _end_partners(rows: list[Assignment]) -> None:
    """Whoever works on the task from now on is named by the new version."""
    AssignmentPartner.objects.filter(assignment__in=rows, retired_on__isnull=True).update(retired_on=timezone.localdate())
