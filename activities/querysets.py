"""Scope of activities: the whole ward for its officers, the own work for agencies."""

from typing import Self

from django.db.models import Q

from activities.rules.words import KIND_WORK
from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from programs.policies import own_codes
from registers.querysets import KeptQuerySet


class ActivityQuerySet(KeptQuerySet):
    """Activities; ``path`` leads from the row to its activity."""

    path = ""

    def visible_to(self, user: User) -> Self:
        """All of the ward for who reads its register or edits its plan; for the others what their agency keeps: activities of
        the (sub-)projects it leads and the policies it owns today, of any year, and the kinds that are its work."""
        wards = {*user.ward_ids_with(Permission.VIEW_REGISTER), *user.ward_ids_with(Permission.EDIT_PLAN)}
        return self.filter(Q(ward__in=sorted(wards)) | Q(pk__in=self._kept_by(user)))

    def _kept_by(self, user: User) -> Self:
        path, kept = self.path, Q(pk__in=[])
        for ward, codes in own_codes(user).items():
            kinds = [kind for kind, work in KIND_WORK.items() if work in codes]
            of_code = Q(**{f"{path}subproject__code__in": codes}) | Q(**{f"{path}policy__code__in": codes})
            kept |= Q(ward=ward) & (of_code | Q(**{f"{path}kind__in": kinds}))
        return self.model.objects.filter(kept).order_by().values("pk")


class ActivityChildQuerySet(ActivityQuerySet):
    """Rows that hang on an activity."""

    path = "activity__"
