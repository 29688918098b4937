"""The targets of a plan carried into the draft made from it."""

from django.db import transaction

from camphucnam.accounts.models import User
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from indicators.models import Target
from programs.models import Plan
from programs.rules.plan_texts import shift_year
from programs.services.copying import check_may_edit


@transaction.atomic
def targets_carry(plan: Plan, draft: Plan, by: User) -> int:
    """How many standing targets were copied into ``draft``: those of ``plan``, or those that the draft's year has without a plan.

    Values stay as they were until the draft changes them. What another year was assigned by a document does not go with them, and
    neither do observations: they count for every version of their year.
    """
    check_may_edit(by, draft.ward_id)
    alone = Target.objects.in_ward(draft.ward_id).current().filter(plan__isnull=True)
    rows = list(alone.filter(year=draft.year)) or _of(plan)
    for row in rows:
        if row.year != draft.year:
            row.name, row.assigned_document = shift_year(row.name, row.year, draft.year), ""
        row.pk, row.plan, row.year, row.source_line = None, draft, draft.year, None
        row.source_document = f"Kế hoạch năm {draft.year} của phường, lần {draft.version_number}"
    Target.objects.bulk_create(rows)
    if rows:
        label = f"Chỉ tiêu năm {draft.year}, lần {draft.version_number}"
        record(Action.PLAN_CHANGED, by=by, ward_id=draft.ward_id, target_label=label, viec=f"Chép từ {plan}", so_dong=len(rows))
    return len(rows)


def _of(plan: Plan) -> list[Target]:
    """Its own targets; those of its year without a plan where it has none."""
    rows = Target.objects.current()
    return list(rows.filter(plan=plan)) or list(rows.filter(plan__isnull=True, ward=plan.ward_id, year=plan.year))
