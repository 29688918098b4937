"""Password sign-in. Unknown names cost the same hashing time as wrong passwords."""

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from camphucnam.accounts.models import User
from camphucnam.accounts.signed_in import person_with_grants


class OfficeBackend(BaseBackend):
    """Signs in an active person who holds at least one role today."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: object
    ) -> User | None:
        if not username or password is None:
            return None
        user = User.objects.filter(username=username.strip().lower()).first()
        if user is None:
            User().set_password(password)  # the same hashing time as for a known name
            return None
        return user if user.check_password(password) and self.user_can_sign_in(user) else None

    @staticmethod
    def user_can_sign_in(user: User) -> bool:
        """Active, with a role today, and not a demonstration account outside a demonstration."""
        return user.is_active and (settings.DEBUG or not user.is_demo) and bool(user.current_grants)

    def get_user(self, user_id: int) -> User | None:
        """The person of a session; None ends it (locked, last role over)."""
        user = person_with_grants(user_id)
        return user if user is not None and self.user_can_sign_in(user) else None
