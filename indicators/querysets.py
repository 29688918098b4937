"""Scope of targets. ``visible_to`` is the only way in for views."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from programs.models import Plan
from programs.querysets import own_agencies, who_prepares
from programs.rules.words import PlanState


class TargetQuerySet(models.QuerySet[Any]):
    """Targets: all of the ward for those who see its figures, the own agency's for the others."""

    target_path = ""

    def visible_to(self, user: User) -> Self:
        """Targets whose figures the person may read."""
        ward = f"{self.target_path}ward"
        scope = Q(**{f"{ward}__in": user.ward_ids_with(Permission.VIEW_FIGURES)})
        if user.ward_ids_with(Permission.NOTE_PROGRESS):
            scope |= Q(self._own_agency_reports(user))
        drafted = Q(**{f"{self.target_path}plan__state": PlanState.DRAFT})
        return self.filter(scope).filter(~drafted | Q(**{f"{ward}__in": who_prepares(user)}))

    def binding(self) -> Self:
        """Targets of the version in force of their year; in a year without one, those that were loaded without a plan."""
        in_force = Plan.objects.filter(ward=OuterRef("ward"), year=OuterRef("year"), state=PlanState.ISSUED)
        return self.filter(Q(plan__state=PlanState.ISSUED) | (Q(plan__isnull=True) & ~Exists(in_force)))

    def recordable_by(self, user: User) -> Self:
        """Targets for which the person may enter figures: who edits the plan, for all; an agency, for those it reports on."""
        scope = Q(**{f"{self.target_path}ward__in": user.ward_ids_with(Permission.EDIT_PLAN)})
        return self.filter(scope | Q(self._own_agency_reports(user)))

    def _own_agency_reports(self, user: User) -> Exists:
        agency = {"agency__ward": OuterRef(f"{self.target_path}ward"), "agency__code": OuterRef(f"{self.target_path}source_agency_code")}
        return Exists(own_agencies(user).filter(agency__retired_on__isnull=True, **agency))

    def in_ward(self, ward_id: int) -> Self:
        """Rows of one ward."""
        return self.filter(**{f"{self.target_path}ward": ward_id})

    def current(self) -> Self:
        """Targets that still stand in the plan."""
        return self.filter(**{f"{self.target_path}retired_on__isnull": True})


class ObservationQuerySet(TargetQuerySet):
    """Entered figures."""

    target_path = "target__"

    def counting(self) -> Self:
        """Entries that were not withdrawn."""
        return self.filter(voided_at__isnull=True)

    def up_to(self, day: date) -> Self:
        """Entries about days not after ``day``."""
        return self.filter(on__lte=day)


class IndicatorQuerySet(models.QuerySet[Any]):
    """What is measured."""

    def in_ward(self, ward_id: int) -> Self:
        """Rows of one ward."""
        return self.filter(ward=ward_id)

    def visible_to(self, user: User) -> Self:
        """Indicators of wards whose figures the person may read."""
        return self.filter(ward__in=user.ward_ids_with(Permission.VIEW_FIGURES))
