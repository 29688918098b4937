"""Scope of activities: the whole ward for its officers, the own work for agencies."""

from typing import Self

from django.db.models import Q

from activities.rules.words import KIND_WORK
from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from programs.policies import other_work
from programs.querysets import own_agencies
from registers.querysets import KeptQuerySet


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
