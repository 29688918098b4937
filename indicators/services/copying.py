"""Targets of a year carried into another, when the plan is."""

from django.db import transaction

from camphucnam.accounts.models import User, Ward
from camphucnam.accounts.roles import Permission
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.errors import NotAllowed
from indicators.models import Target
from programs.rules.plan_texts import shift_year


@transaction.atomic
def targets_copy(ward: Ward, from_year: int, to_year: int, source_document: str, *, by: User) -> int:
    """How many standing targets of ``from_year`` were copied into ``to_year``; a year that has targets already is left alone.

    Values stay as they were until the new plan changes them; ``source_document`` names that plan. Observations are not copied.
    """
    if not by.may(Permission.EDIT_PLAN, ward.pk):
        raise NotAllowed("Chỉ cán bộ được giao sửa kế hoạch mới chép chỉ tiêu sang năm khác.")
    rows = Target.objects.in_ward(ward.pk)
    if rows.filter(year=to_year).exists():
        return 0
    made = []
    for row in rows.current().filter(year=from_year):
        row.pk, row.year, row.source_line, row.source_document, row.assigned_document = None, to_year, None, source_document, ""
        row.name = shift_year(row.name, from_year, to_year)
        made.append(row)
    Target.objects.bulk_create(made)
    label = f"Chỉ tiêu năm {to_year}"
    record(Action.PLAN_CHANGED, by=by, ward_id=ward.pk, target_label=label, viec=f"Chép từ năm {from_year}", so_dong=len(made))
    return len(made)
