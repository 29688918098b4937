"""Scope of working records. ``visible_to`` is the only way in for views; which register one may open, the pages ask."""

from typing import Any, Self

from django.db import models

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission


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
