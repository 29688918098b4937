"""Scope of the plan. ``visible_to`` is the only way in for views."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Subquery, When
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from programs.rules.words import PlanState


def covers(day: date, prefix: str = "") -> Q:
    """Rows whose ``from_on`` … ``to_on`` hold on ``day``; an open end holds for ever."""
    return (Q(**{f"{prefix}from_on__isnull": True}) | Q(**{f"{prefix}from_on__lte": day})) & (
        Q(**{f"{prefix}to_on__isnull": True}) | Q(**{f"{prefix}to_on__gte": day})
    )


def own_agencies(user: User) -> models.QuerySet[Any]:
    """Primary keys of the agencies that the person belongs to today, in wards where a role that may note progress still holds; an agency
    that was ended gives nothing."""
    today = timezone.localdate()
    return (
        user.agency_memberships.filter(
            covers(today), agency__ward__in=user.ward_ids_with(Permission.NOTE_PROGRESS), agency__retired_on__isnull=True
        )
        .order_by()
        .values("agency")
    )


def partnered(user: User, **which: Any) -> models.QuerySet[Any]:
    """Memberships of the person through which an agency works with a lead agency today; ``which``: conditions on the same
    partnership (one call of filter: another would mean another partnership)."""
    return user.agency_memberships.filter(
        covers(timezone.localdate()),
        agency__ward__in=user.ward_ids_with(Permission.NOTE_PROGRESS),
        agency__retired_on__isnull=True,
        agency__partnerships__isnull=False,
        agency__partnerships__retired_on__isnull=True,
        **which,
    ).order_by()


def wards_in_full(user: User) -> list[int]:
    """Wards in which the person sees the work of every agency: who edits the plan, leads or signs."""
    return sorted({*user.ward_ids_with(Permission.EDIT_PLAN), *user.ward_ids_with(Permission.VIEW_FIGURES)})


def who_prepares(user: User) -> list[int]:
    """Wards whose drafts the person reads: who edits the plan and who signs it."""
    return sorted({*user.ward_ids_with(Permission.EDIT_PLAN), *user.ward_ids_with(Permission.SIGN_REPORT)})


class PlanScopedQuerySet(models.QuerySet[Any]):
    """Rows of a plan; ``ward_path`` leads to the ward, ``state_path`` to the state of the plan where there is one."""

    ward_path = "plan__ward"
    state_path = "plan__state"

    def visible_to(self, user: User) -> Self:
        """Rows of wards whose plan the person may read; drafts only for those who prepare them."""
        rows = self.filter(**{f"{self.ward_path}__in": user.ward_ids_with(Permission.VIEW_PLAN)})
        return rows.filter(self._ready_for(user))

    def _ready_for(self, user: User) -> Q:
        if not self.state_path:
            return Q()
        return ~Q(**{self.state_path: PlanState.DRAFT}) | Q(**{f"{self.ward_path}__in": who_prepares(user)})

    def in_force(self) -> Self:
        """Rows of plans that bind somebody: no drafts."""
        return self.exclude(**{self.state_path: PlanState.DRAFT})

    def in_ward(self, ward_id: int) -> Self:
        """Rows of one ward."""
        return self.filter(**{self.ward_path: ward_id})

    def current(self) -> Self:
        """Rows that still stand in the plan."""
        return self.filter(retired_on__isnull=True)


class PlanQuerySet(PlanScopedQuerySet):
    """Versions of yearly plans."""

    ward_path = "ward"
    state_path = "state"

    def at_work(self) -> Self:
        """The plan by which each ward works today: the version in force of this year; of the nearest year before that has one where
        this year has none, else of the nearest after. Never a draft, never a version that was replaced."""
        year = timezone.localdate().year
        distance = Case(When(year__lte=year, then=-1 * F("year")), default=F("year"), output_field=IntegerField())
        nearest = self.model.objects.filter(ward=OuterRef("ward"), state=PlanState.ISSUED).order_by(distance)
        return self.filter(pk=Subquery(nearest.values("pk")[:1]))


class ProjectQuerySet(PlanScopedQuerySet):
    """Projects of a programme."""

    ward_path = "programme__plan__ward"
    state_path = "programme__plan__state"


class SubProjectQuerySet(PlanScopedQuerySet):
    """(Sub-)projects."""

    ward_path = "project__programme__plan__ward"
    state_path = "project__programme__plan__state"


class SubProjectChildQuerySet(PlanScopedQuerySet):
    """Parts of a (sub-)project."""

    ward_path = "subproject__project__programme__plan__ward"
    state_path = "subproject__project__programme__plan__state"


class AgencyQuerySet(PlanScopedQuerySet):
    """Agencies of a ward."""

    ward_path = "ward"
    state_path = ""


class AgencyAliasQuerySet(PlanScopedQuerySet):
    """Other names of agencies."""

    ward_path = "agency__ward"
    state_path = ""


class MembershipQuerySet(models.QuerySet[Any]):
    """Who belongs to which agency."""

    def visible_to(self, user: User) -> Self:
        """Memberships of wards whose people the person manages or whose work the person sees in full, and those of the own agencies."""
        wards = [*user.ward_ids_with(Permission.MANAGE_PEOPLE), *wards_in_full(user)]
        return self.filter(Q(agency__ward__in=wards) | Q(agency__in=own_agencies(user)))

    def covering(self, day: date) -> Self:
        """Memberships that hold on ``day``."""
        return self.filter(covers(day))


class AssignmentQuerySet(PlanScopedQuerySet):
    """Assignments: all of the ward for those who oversee it, those that the own agency leads or works on for the others.

    An assignment is the same in every version of the plan of a year: same ward, year and code.
    """

    path = ""

    def visible_to(self, user: User) -> Self:
        """Assignments whose progress the person may read; a partner of a later version reads also the versions before it."""
        path, partnership = self.path, "agency__partnerships__assignment__"
        same = {
            f"{partnership}code": OuterRef(f"{path}code"),
            f"{partnership}plan__ward": OuterRef(f"{path}plan__ward"),
            f"{partnership}plan__year": OuterRef(f"{path}plan__year"),
            f"{partnership}plan__version_number__gte": OuterRef(f"{path}plan__version_number"),
        }
        own = Q(**{f"{path}agency__in": own_agencies(user)}) | Q(Exists(partnered(user, **same)))
        return self.filter(Q(**{f"{self.ward_path}__in": wards_in_full(user)}) | own).filter(self._ready_for(user))

    def of_own_agencies(self, user: User) -> Self:
        """Assignments that the agencies of the person lead today."""
        return self.filter(**{f"{self.path}agency__in": own_agencies(user)})

    def partnered_by(self, user: User) -> Self:
        """Assignments in which an agency of the person is a partner."""
        return self.filter(**{f"{self.path}pk__in": partnered(user).values("agency__partnerships__assignment")})

    def as_in_force(self, row: Any) -> Any:
        """The assignment ``row`` in the version in force of its year; None where that version has dropped it."""
        same = {"plan__ward": row.plan.ward_id, "plan__year": row.plan.year, "code": row.code}
        return self.current().filter(plan__state=PlanState.ISSUED, **same).select_related("agency", "plan").first()


class AssignmentPartQuerySet(AssignmentQuerySet):
    """Rows that hang on an assignment: seen by whoever sees it, and read with it in every later version of the plan."""

    ward_path = "assignment__plan__ward"
    state_path = "assignment__plan__state"
    path = "assignment__"

    def about(self, row: Any) -> Self:
        """What was written about the assignment ``row`` under its own version of the plan and those before it."""
        plan = row.plan
        return self._same(row.code, plan.ward_id, plan.year, plan.version_number)

    def about_outer(self) -> Self:
        """The same for the assignments of an outer query."""
        return self._same(*(OuterRef(name) for name in ("code", "plan__ward", "plan__year", "plan__version_number")))

    def _same(self, code: Any, ward: Any, year: Any, version: Any) -> Self:
        return self.filter(
            assignment__code=code, assignment__plan__ward=ward, assignment__plan__year=year, assignment__plan__version_number__lte=version
        )


class ProgressNoteQuerySet(AssignmentPartQuerySet):
    """Progress notes."""
