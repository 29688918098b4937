"""Reading the plan of inspection, visits, recommendations and evaluations."""

from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, OuterRef, Subquery
from django.db.models.functions import Coalesce

from activities.selectors.activities import current_plan
from camphucnam.accounts.models import User
from oversight.models import Evaluation, Finding, PlanItem, Recommendation, Reminder, Visit, VisitHousehold
from oversight.querysets import FollowedQuerySet, RecommendationQuerySet, VisitQuerySet
from oversight.rules.following import item_state
from oversight.rules.words import ItemState, OversightKind
from programs.models import Agency, Plan, Policy, SubProject
from programs.querysets import own_agencies
from programs.selectors.plans import standing_plan, years_of


def _count(table: Any, path: str) -> Subquery:
    rows = table.objects.counting().filter(**{path: OuterRef("pk")}).order_by().values(path)
    return Subquery(rows.annotate(n=Count("pk")).values("n"))


def plan_items(user: User, ward_id: int) -> FollowedQuerySet:
    """Items with how many visits they have had, and on which days the first and the last were."""
    visits = Visit.objects.counting().filter(item=OuterRef("pk")).order_by().values("item")
    return (
        PlanItem.objects.visible_to(user)
        .in_ward(ward_id)
        .select_related("agency")
        .prefetch_related("subprojects", "policies", "groups")
        .annotate(
            n_visits=_count(Visit, "item"),
            first_held_on=Subquery(visits.annotate(n=Min("held_on")).values("n")),
            last_held_on=Subquery(visits.annotate(n=Max("held_on")).values("n")),
        )
    )


def state_of_item(row: Any, today: date) -> ItemState:
    """Where an item read by ``plan_items`` stands."""
    return item_state(row.planned_to_on, today, n_visits=row.n_visits or 0, is_dropped=bool(row.drop_reason))


def in_state(rows: FollowedQuerySet, state: str, today: date) -> FollowedQuerySet:
    """Items in a state; all of them for none."""
    if state == ItemState.DROPPED:
        return rows.exclude(drop_reason="")
    rows = rows.filter(drop_reason="") if state else rows
    if state == ItemState.HELD:
        return rows.filter(n_visits__isnull=False)
    if state == ItemState.LATE:
        return rows.filter(n_visits__isnull=True, planned_to_on__lt=today)
    return rows.filter(n_visits__isnull=True, planned_to_on__gte=today) if state == ItemState.PLANNED else rows


def visits(user: User, ward_id: int) -> VisitQuerySet:
    """Visits with how many households were seen, and what was found and recommended."""
    return (
        Visit.objects.visible_to(user)
        .in_ward(ward_id)
        .select_related("agency", "group", "item")
        .annotate(
            n_households=Coalesce(_count(VisitHousehold, "visit"), 0),
            n_findings=Coalesce(_count(Finding, "visit"), 0),
            n_recommendations=Coalesce(_count(Recommendation, "visit"), 0),
        )
    )


def recommendations(user: User, ward_id: int) -> RecommendationQuerySet:
    """Recommendations with their state, overdue first, and the last reminder."""
    reminded = Reminder.objects.counting().filter(recommendation=OuterRef("pk")).order_by().values("recommendation")
    return (
        Recommendation.objects.visible_to(user)
        .in_ward(ward_id)
        .with_state()
        .select_related("agency", "visit__agency", "finding__household")
        .annotate(n_reminders=_count(Reminder, "recommendation"), last_reminded_on=Subquery(reminded.annotate(n=Max("on")).values("n")))
        .order_by("urgency", "due_on", "pk")
    )


def evaluations(user: User, ward_id: int) -> FollowedQuerySet:
    """Evaluations of the plan."""
    return Evaluation.objects.visible_to(user).in_ward(ward_id)


def agencies(user: User, ward_id: int) -> list[Agency]:
    """Agencies of the ward, the person's own first."""
    own = set(own_agencies(user).values_list("agency", flat=True))
    return sorted(Agency.objects.in_ward(ward_id).current(), key=lambda agency: (agency.pk not in own, agency.order))


def subprojects_now(ward_id: int) -> Any:
    """(Sub-)projects of the standing plan that new items may look at."""
    plan = current_plan(ward_id)
    found = SubProject.objects.current().filter(project__programme__plan=plan).select_related("project__programme__plan")
    return found.order_by("project__order", "order")


def policies_now(ward_id: int) -> Any:
    """Policies of the standing plan."""
    return Policy.objects.current().filter(plan=current_plan(ward_id)).select_related("plan").order_by("order")


def open_items(user: User, ward_id: int, kinds: list[OversightKind]) -> FollowedQuerySet:
    """Counting items of these kinds for which visits may be recorded, the newest period first."""
    rows = PlanItem.objects.visible_to(user).in_ward(ward_id).counting().filter(drop_reason="", kind__in=kinds)
    return rows.order_by("-planned_to_on", "pk")


def years(rows: FollowedQuerySet) -> list[int]:
    """Years in which something is planned, newest first."""
    return [day.year for day in rows.order_by().dates("planned_to_on", "year", order="DESC")]


def plan_of(ward_id: int, year: int) -> Plan | None:
    """The standing plan of a year; None without one."""
    return standing_plan(Plan.objects.in_ward(ward_id), year)


def subjects(plan: Plan) -> list[SubProject | Policy]:
    """(Sub-)projects and policies of a plan in its order."""
    found = SubProject.objects.current().filter(project__programme__plan=plan).select_related("project", "lead")
    return [*found.order_by("project__order", "order"), *Policy.objects.current().filter(plan=plan).order_by("order")]


def plan_years(ward_id: int) -> list[int]:
    """Years that have a plan, newest first."""
    return years_of(Plan.objects.in_ward(ward_id))


def given_to(subject: SubProject | Policy) -> str:
    """What the plan gives to a (sub-)project or policy, a line each: the beginning of an evaluation, to be adapted."""
    if isinstance(subject, SubProject):
        lines = list(subject.contents.filter(retired_on__isnull=True).values_list("text", flat=True))
    else:
        lines = [str(one) for one in subject.paragraphs]
    return "\n".join(lines)[:3000]
