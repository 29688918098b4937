"""Who sees which lines of the log."""

from typing import Any, Self

from django.db import models

from camphucnam.accounts.roles import Permission

DEPLOYMENT = 0  # the chain of what belongs to no ward: keys, reference data, sign-in under an unknown name


class AuditEventQuerySet(models.QuerySet[Any]):
    """Lines of the log."""

    def visible_to(self, user: Any) -> Self:
        """Lines of the wards whose log ``user`` may see; those of the deployment only for who manages people."""
        wards = list(user.ward_ids_with(Permission.VIEW_AUDIT))
        if user.ward_ids_with(Permission.MANAGE_PEOPLE):
            wards.append(DEPLOYMENT)
        return self.filter(ward_id__in=wards)
