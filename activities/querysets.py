"""Scope of working records. ``visible_to`` is the only way in for views; which register one may open, the pages ask."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from activities.rules.words import KIND_WORK
from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from programs.policies import other_work
from programs.querysets import own_agencies


class KeptQuerySet(models.QuerySet[Any]):
    """Rows of a register."""

    def visible_to(self, user: User) -> Self:
        """Rows of wards whose households the person reads or where the person notes an agency's work."""
        wards = {*user.ward_ids_with(Permission.VIEW_REGISTER), *user.ward_ids_with(Permission.NOTE_PROGRESS)}
        return self.filter(ward__in=sorted(wards))

    def in_ward(self, ward_id: int) -> Self:
        """Rows of one ward."""
        return self.filter(ward=ward_id)

    def counting(self) -> Self:
        """Rows that were not voided."""
        return self.filter(voided_at__isnull=True)


class ActivityQuerySet(KeptQuerySet):
    """Activities; ``path`` leads from the row to its activity."""

    path = ""

    def visible_to(self, user: User) -> Self:
        """All of the ward for who reads its register or edits its plan; for the others what their agency keeps: activities of
        the (sub-)projects it leads, the policies it owns, and the kinds that are its work."""
        wards = {*user.ward_ids_with(Permission.VIEW_REGISTER), *user.ward_ids_with(Permission.EDIT_PLAN)}
        return self.filter(Q(ward__in=sorted(wards)) | Q(pk__in=self._kept_by(user)))

    def _kept_by(self, user: User) -> Self:
        own = list(own_agencies(user).values_list("agency", "agency__code", "agency__ward"))
        path, agencies = self.path, [pk for pk, _, _ in own]
        kept = Q(**{f"{path}subproject__lead__in": agencies}) | Q(**{f"{path}policy__owners__in": agencies})
        for kind, work in KIND_WORK.items():
            wards = [ward for _, code, ward in own if code in other_work().get(work, ())]
            kept |= Q(**{f"{path}kind": kind, "ward__in": wards})
        return self.model.objects.filter(kept, ward__in=[ward for _, _, ward in own]).order_by().values("pk")


class ActivityChildQuerySet(ActivityQuerySet):
    """Rows that hang on an activity."""

    path = "activity__"
