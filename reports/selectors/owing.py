"""Who owes something for a period that is open: the officer, the leader who signs, the agencies that have not reported."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from camphucnam.accounts.models import RoleGrant, User
from camphucnam.accounts.roles import ROLE_PERMISSIONS, Permission
from programs.models import AgencyMembership, Assignment, Plan, ProgressNote
from programs.rules.words import AssignmentKind
from programs.selectors.plans import standing_plan
from reports.models import ReportDraft, ReportingPeriod
from reports.rules.outline import period_words
from reports.rules.states import DraftState


@dataclass(frozen=True, slots=True)
class Owing:
    """A person and what the person owes; ``page`` is the name of the page where it is done."""

    user: User
    what: str
    page: str


def holders(ward_id: int, permission: Permission, today: date) -> list[User]:
    """Active people who hold a permission in the ward today."""
    roles = [role for role, permissions in ROLE_PERMISSIONS.items() if permission in permissions]
    grants = RoleGrant.objects.filter(ward=ward_id, role__in=roles, from_on__lte=today, user__is_active=True)
    rows = grants.filter(Q(to_on__isnull=True) | Q(to_on__gte=today)).select_related("user").order_by("user")
    return list({grant.user_id: grant.user for grant in rows}.values())


def silent_agencies(period: ReportingPeriod) -> list[int]:
    """Agencies that lead a (sub-)project and reported nothing since the period began."""
    plan = standing_plan(Plan.objects.in_ward(period.ward_id).in_force(), period.year)
    if plan is None:
        return []
    began = timezone.make_aware(datetime.combine(period.period.first_day, time()))
    leads = Assignment.objects.current().filter(plan=plan, kind=AssignmentKind.LEAD)
    notes = ProgressNote.objects.in_ward(plan.ward_id).filter(assignment__plan__year=plan.year, at__gte=began)
    spoke = notes.filter(assignment__code__in=leads.order_by().values("code")).order_by().values_list("assignment__agency", flat=True)
    return sorted(set(leads.order_by().values_list("agency", flat=True)) - set(spoke))


def _members(agencies: Iterable[int], may_note: set[int], today: date) -> list[User]:
    rows = (
        AgencyMembership.objects.covering(today)
        .filter(agency__in=list(agencies), user__in=may_note)
        .select_related("user")
        .order_by("user")
    )
    return list({row.user_id: row.user for row in rows}.values())


def who_owes(period: ReportingPeriod, today: date) -> list[Owing]:
    """Everybody who still owes something for an open period, each person once."""
    draft = ReportDraft.objects.filter(period=period).first()
    label = period_words(period.period)
    if draft is not None and draft.state == DraftState.WAITING:
        return [
            Owing(user, f"Báo cáo {label} đang chờ ký", "reports:to_sign")
            for user in holders(period.ward_id, Permission.SIGN_REPORT, today)
        ]
    owing = {
        user.pk: Owing(user, f"Báo cáo {label}", "reports:calendar") for user in holders(period.ward_id, Permission.WRITE_REPORT, today)
    }
    may_note = {user.pk for user in holders(period.ward_id, Permission.NOTE_PROGRESS, today)}
    for user in _members(silent_agencies(period), may_note, today):
        owing.setdefault(user.pk, Owing(user, f"Tiến độ nhiệm vụ của đơn vị cho {label}", "programs:my_work"))
    return list(owing.values())
