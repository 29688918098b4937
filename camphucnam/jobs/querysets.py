"""Who sees which background work."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from camphucnam.accounts.roles import Permission

# Who does the work of the ward may see how far the work of colleagues is.
COLLEAGUES = (Permission.IMPORT_REGISTER, Permission.WRITE_REPORT)


class JobQuerySet(models.QuerySet[Any]):
    """Background work."""

    def visible_to(self, user: Any) -> Self:
        """What ``user`` asked for, and what was asked for in the wards whose register or reports ``user`` works on."""
        wards = {ward_id for permission in COLLEAGUES for ward_id in user.ward_ids_with(permission)}
        return self.filter(Q(asked_by=user) | Q(ward_id__in=wards))
