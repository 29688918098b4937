"""Reading the register of activities."""

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum

from activities.models import Activity, Participation, Taking
from activities.querysets import ActivityQuerySet
from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from programs.models import Agency, Plan, Policy, SubProject
from programs.policies import can_work, own_codes
from programs.querysets import own_agencies


def activities(user: User, ward_id: int) -> ActivityQuerySet:
    """Activities that the person may read, with what their rows show."""
    return Activity.objects.visible_to(user).in_ward(ward_id).select_related("subproject", "policy", "content", "agency")


def with_counts(rows: ActivityQuerySet) -> ActivityQuerySet:
    """With how many are on the list and how much was taken."""
    listed = Participation.objects.counting().filter(activity=OuterRef("pk")).order_by().values("activity")
    taken = Taking.objects.counting().filter(activity=OuterRef("pk")).order_by().values("activity")
    return rows.annotate(
        n_listed=Subquery(listed.annotate(n=Count("pk")).values("n")), taken_dong=Subquery(taken.annotate(n=Sum("amount_dong")).values("n"))
    )


def current_plan(ward_id: int) -> Plan | None:
    """The plan whose (sub-)projects and policies new activities serve."""
    return Plan.objects.in_ward(ward_id).at_work().first()


def own_subjects(user: User, ward_id: int) -> tuple[list[SubProject], list[Policy]]:
    """(Sub-)projects and policies of the standing plan that the person may plan activities for; whoever does the work of a kind
    (communication, fund drives) may do so for all."""
    plan = current_plan(ward_id)
    if plan is None:
        return [], []
    subprojects: QuerySet[SubProject] = (
        SubProject.objects.current().filter(project__programme__plan=plan).order_by("project__order", "order")
    )
    policies: QuerySet[Policy] = Policy.objects.current().filter(plan=plan)
    if can_work(user, ward_id, "COMMUNICATION", "FUND_DRIVE"):
        return list(subprojects), list(policies)
    codes = own_codes(user).get(ward_id, frozenset())
    return list(subprojects.filter(code__in=codes)), list(policies.filter(code__in=codes))


def agencies(user: User, ward_id: int) -> list[Agency]:
    """Agencies of the ward, the person's own first."""
    own = set(own_agencies(user).values_list("agency", flat=True))
    found = list(Agency.objects.in_ward(ward_id).current())
    return sorted(found, key=lambda agency: (agency.pk not in own, agency.order))


def may_plan(user: User, ward_id: int) -> bool:
    """Whether the person can plan any activity."""
    if user.may(Permission.EDIT_PLAN, ward_id):
        return True
    if not user.may(Permission.NOTE_PROGRESS, ward_id):
        return False
    return any(own_subjects(user, ward_id))


def years(rows: ActivityQuerySet) -> list[int]:
    """Years in which activities were planned, newest first."""
    return [day.year for day in rows.order_by().dates("planned_from_on", "year", order="DESC")]


def found_in(rows: ActivityQuerySet, year: int | None) -> ActivityQuerySet:
    """Activities that are planned or took place in a year."""
    if year is None:
        return rows
    planned = Q(planned_from_on__year__lte=year, planned_to_on__year__gte=year)
    return rows.filter(planned | Q(from_on__year=year) | Q(to_on__year=year))
