"""Scope of grants: the whole ward for its officers and the finance section, the own work for other agencies."""

from typing import Self

from django.db.models import Q

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from programs.models import Agency
from programs.policies import other_work
from programs.querysets import own_agencies
from registers.querysets import KeptQuerySet
from support.rules.sources import all_sources


class GrantQuerySet(KeptQuerySet):
    """Grants and lists of grants: both have ``code`` and ``line``."""

    def visible_to(self, user: User) -> Self:
        """All of the ward for who reads its register or edits its plan and for the finance section; for other agencies the codes
        that they lead or own, and the sources that they keep."""
        wards = {*user.ward_ids_with(Permission.VIEW_REGISTER), *user.ward_ids_with(Permission.EDIT_PLAN)}
        scope = Q(ward__in=sorted(wards))
        agencies = Agency.objects.filter(pk__in=own_agencies(user), retired_on__isnull=True)
        for agency in agencies.prefetch_related("led_subprojects", "policies"):
            scope |= Q(ward=agency.ward_id) & _work_of(agency)
        return self.filter(scope)


def _work_of(agency: Agency) -> Q:
    if agency.code in other_work().get("FUNDS", ()):
        return Q()
    codes = {row.code for row in [*agency.led_subprojects.all(), *agency.policies.all()] if row.retired_on is None}
    kept = [item.code for item in all_sources() if item.keeper and agency.code in other_work().get(item.keeper, ())]
    return Q(code__in=sorted(codes)) | Q(line__source__in=kept)
