"""A person who signs in, and the roles that the person holds."""

from datetime import date
from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from camphucnam.accounts.models.ward import Ward
from camphucnam.accounts.querysets import RoleGrantQuerySet, UserQuerySet
from camphucnam.accounts.roles import ROLE_PERMISSIONS, Permission, Role


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Creates people; the username is folded to lower case so that one person has one account."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(username=username.strip().lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person. What the person may do stands in RoleGrant rows, never here."""

    username = models.CharField(
        "tên đăng nhập", max_length=60, unique=True, error_messages={"unique": "Tên đăng nhập này đã có người dùng."}
    )
    full_name = models.CharField("họ và tên", max_length=120)
    email = models.EmailField("thư điện tử", blank=True)
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    is_active = models.BooleanField("đang hoạt động", default=True)
    is_demo = models.BooleanField("tài khoản minh họa", default=False)
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]
    objects = UserManager()

    privacy = {
        "id": "open",
        "username": "office",
        "full_name": "office",
        "email": "personal",
        "phone": "personal",
        "password": "secret",
        "last_login": "office",
        "is_active": "open",
        "is_demo": "open",
        "must_change_password": "open",
        "created_at": "open",
        "version": "open",
    }

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.full_name or self.username

    # Grants of one ward, where a selector has read them ahead.
    ward_grants: list["RoleGrant"]

    @cached_property
    def current_grants(self) -> tuple["RoleGrant", ...]:
        """Grants in force today, read once per request."""
        today = timezone.localdate()
        if not self.is_active or self.pk is None:
            return ()
        return tuple(grant for grant in self.grants.select_related("ward").order_by("pk") if grant.covers(today))

    def roles_in(self, ward_id: int) -> frozenset[Role]:
        """Roles held today in a ward."""
        return frozenset(Role(grant.role) for grant in self.current_grants if grant.ward_id == ward_id)

    def permissions_in(self, ward_id: int) -> frozenset[Permission]:
        """Permissions held today in a ward: the union over the roles."""
        return frozenset().union(*(ROLE_PERMISSIONS[role] for role in self.roles_in(ward_id)))

    def may(self, permission: Permission, ward_id: int) -> bool:
        """Whether the person holds ``permission`` in the ward today."""
        return permission in self.permissions_in(ward_id)

    def ward_ids_with(self, permission: Permission) -> list[int]:
        """Wards in which the person holds ``permission`` today."""
        return sorted({grant.ward_id for grant in self.current_grants if permission in ROLE_PERMISSIONS[Role(grant.role)]})


class RoleGrant(models.Model):
    """One role of one person in one ward, from a day until a day (both inside)."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="grants", verbose_name="phường")
    role = models.CharField("vai trò", max_length=20, choices=Role.choices())
    from_on = models.DateField("từ ngày")
    to_on = models.DateField("đến hết ngày", null=True, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    privacy = {"id": "open", "user": "office", "ward": "open", "role": "open", "from_on": "open", "to_on": "open"}

    class Meta:
        ordering = ["user", "from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="role_grant_days_in_order",
                violation_error_message="Ngày hết hạn phải từ ngày bắt đầu trở đi.",
            ),
            models.UniqueConstraint(
                fields=["user", "ward", "role", "from_on"],
                name="role_grant_once",
                violation_error_message="Người này đã có vai trò đó từ ngày này.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.ward_id}"

    @property
    def role_label(self) -> str:
        """The word for the role."""
        return Role(self.role).label

    def covers(self, day: date) -> bool:
        """Whether the grant is in force on ``day``."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)
