"""Set when an assignment is due and who works on it besides the lead agency."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.kernel.dates import format_dmy
from camphucnam.kernel.errors import DomainError, EditConflict
from camphucnam.kernel.text import clean
from programs.models import Agency, Assignment, AssignmentPartner
from programs.policies import check_can_arrange
from programs.rules.words import Rhythm


@dataclass(frozen=True, slots=True)
class NewTerms:
    """How often, the (first) last day in time, and where that day comes from."""

    rhythm: Rhythm
    due_on: date | None
    source: str = ""


@transaction.atomic
def assignment_arrange(assignment: Assignment, terms: NewTerms, partners: Collection[Agency], *, version: int, by: User) -> Assignment:
    """Set the due days and the partner agencies; EditConflict when somebody else changed them after the form was opened."""
    check_can_arrange(by, assignment)
    if not Assignment.objects.filter(pk=assignment.pk, terms_version=version).update(terms_version=F("terms_version") + 1):
        raise EditConflict(
            "Hạn và đơn vị phối hợp vừa được người khác sửa, nên lần ghi của bạn chưa được lưu. Xem lại rồi ghi lại nếu cần."
        )
    assignment.refresh_from_db()
    before = _told(assignment)
    _set_terms(assignment, terms)
    _set_partners(assignment, partners)
    after = _told(assignment)
    record(
        Action.PLAN_CHANGED, by=by, ward_id=assignment.plan.ward_id, target=assignment,
        target_label=f"{assignment.agency.name}: {assignment.title}", truoc=before, sau=after,
    )  # fmt: skip
    return assignment


def _set_terms(assignment: Assignment, terms: NewTerms) -> None:
    year = assignment.plan.year
    if terms.due_on is not None and terms.due_on.year != year:
        raise DomainError(f"Hạn phải trong năm {year} của kế hoạch.")
    assignment.rhythm, assignment.due_on, assignment.due_source = terms.rhythm, terms.due_on, clean(terms.source)
    try:
        assignment.validate_constraints()
    except ValidationError as error:
        raise DomainError(" ".join(error.messages)) from None
    assignment.save(update_fields=["rhythm", "due_on", "due_source"])


def _set_partners(assignment: Assignment, partners: Collection[Agency]) -> None:
    wanted = {agency.pk: agency for agency in partners}
    if assignment.agency_id in wanted:
        raise DomainError(f"{assignment.agency.name} là đơn vị chủ trì nên không đồng thời là đơn vị phối hợp.")
    for agency in wanted.values():
        if agency.ward_id != assignment.plan.ward_id or agency.retired_on is not None:
            raise DomainError(f"{agency.name} không còn trong danh sách đơn vị của phường. Chọn đơn vị khác.")
    standing = {row.agency_id: row for row in assignment.partnerships.filter(retired_on__isnull=True)}
    for agency_id, row in standing.items():
        if agency_id not in wanted:
            row.retired_on = timezone.localdate()
            row.save(update_fields=["retired_on"])
    for agency_id in wanted:
        if agency_id not in standing:
            AssignmentPartner.objects.create(assignment=assignment, agency_id=agency_id)


def _told(assignment: Assignment) -> str:
    due = f", {format_dmy(assignment.due_on)}" if assignment.due_on else ""
    rows = assignment.partnerships.filter(retired_on__isnull=True).select_related("agency")
    partners = ", ".join(row.agency.code for row in rows)
    return f"{Rhythm(assignment.rhythm).label}{due}; phối hợp: {partners or 'không'}"
