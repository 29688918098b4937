"""People, their roles, and the wards they work for."""

from camphucnam.accounts.models.user import RoleGrant, User
from camphucnam.accounts.models.ward import Ward, WardProfile

__all__ = ["RoleGrant", "User", "Ward", "WardProfile"]
