"""Who sees which people and roles: administrators, those of their wards."""

from typing import Any, Self

from django.db import models

from camphucnam.accounts.roles import Permission


class UserQuerySet(models.QuerySet[Any]):
    """People."""

    def visible_to(self, user: Any) -> Self:
        """People who hold, held or will hold a role in a ward whose people ``user`` manages."""
        return self.filter(
            models.Exists(self._grants().filter(user_id=models.OuterRef("pk"), ward_id__in=user.ward_ids_with(Permission.MANAGE_PEOPLE)))
        )

    def in_ward(self, ward_id: int) -> Self:
        """People with any role in one ward, past or future roles too."""
        return self.filter(models.Exists(self._grants().filter(user_id=models.OuterRef("pk"), ward_id=ward_id)))

    def _grants(self) -> models.QuerySet[Any]:
        return self.model.grants.rel.related_model.objects.all()


class RoleGrantQuerySet(models.QuerySet[Any]):
    """Roles of people."""

    def visible_to(self, user: Any) -> Self:
        """Roles in the wards whose people ``user`` manages."""
        return self.filter(ward_id__in=user.ward_ids_with(Permission.MANAGE_PEOPLE))
