"""Who sees which reports."""

from typing import Any, Self

from django.db import models

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission

READERS: tuple[Permission, ...] = (Permission.WRITE_REPORT, Permission.SIGN_REPORT, Permission.VIEW_FIGURES)
WORKERS: tuple[Permission, ...] = (Permission.WRITE_REPORT, Permission.SIGN_REPORT)


def wards_with(user: User, permissions: tuple[Permission, ...]) -> set[int]:
    """Wards in which the person holds one of the permissions today."""
    return {ward_id for permission in permissions for ward_id in user.ward_ids_with(permission)}


class ReportQuerySet(models.QuerySet[Any]):
    """Periods, drafts, issued reports and files of a ward; ``ward_path`` leads from the row to its ward."""

    ward_path = "ward"
    readers = READERS

    def visible_to(self, user: User) -> Self:
        """Rows of wards in which the person reads or works on reports."""
        return self.filter(**{f"{self.ward_path}__in": wards_with(user, self.readers)})

    def in_ward(self, ward_id: int) -> Self:
        """Rows of one ward."""
        return self.filter(**{self.ward_path: ward_id})


class DraftQuerySet(ReportQuerySet):
    """Drafts: for those who write and those who sign."""

    ward_path = "period__ward"
    readers = WORKERS


class NarrativeQuerySet(DraftQuerySet):
    """Texts of a draft."""

    ward_path = "draft__period__ward"


class ReminderQuerySet(ReportQuerySet):
    """Reminders that were sent."""

    ward_path = "period__ward"
    readers = WORKERS


class NoticeQuerySet(models.QuerySet[Any]):
    """Notices."""

    def visible_to(self, user: User) -> Self:
        """The person's own notices."""
        return self.filter(user=user)

    def unread(self) -> Self:
        """Notices that were not put away."""
        return self.filter(read_at__isnull=True)
