"""Scope of grants: the whole ward for its officers and the finance section, the own work for other agencies."""

from typing import Self

from django.db.models import Q

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from programs.policies import own_codes
from registers.querysets import KeptQuerySet
from support.rules.sources import all_sources


class GrantQuerySet(KeptQuerySet):
    """Grants and lists of grants: both have ``code`` and ``line``."""

    def visible_to(self, user: User) -> Self:
        """All of the ward for who reads its register or edits its plan and for the finance section; for other agencies the codes
        that they lead or own today, and the sources that they keep."""
        wards = {*user.ward_ids_with(Permission.VIEW_REGISTER), *user.ward_ids_with(Permission.EDIT_PLAN)}
        scope = Q(ward__in=sorted(wards))
        for ward, codes in own_codes(user).items():
            scope |= Q(ward=ward) & _work_of(codes)
        return self.filter(scope)


def _work_of(codes: frozenset[str]) -> Q:
    if "FUNDS" in codes:
        return Q()
    kept = [item.code for item in all_sources() if item.keeper in codes]
    return Q(code__in=sorted(codes)) | Q(line__source__in=kept)
