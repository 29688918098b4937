"""Passwords: chosen by their owner, or temporary until the first sign-in."""

import hashlib
import hmac
import secrets

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from camphucnam.accounts import journal, policies
from camphucnam.accounts.models import User
from camphucnam.kernel.errors import DomainError

# Letters and digits without those that are confused when read aloud or copied by hand.
_LETTERS = "abcdefghkmnpqrstuvwxyz2346789"


def temporary_password(person_id: int, nonce: str) -> str:
    """The password that belongs to a nonce. Only the nonce is kept (in the administrator's session, until it was shown)."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"temporary password {person_id} {nonce}".encode(), hashlib.sha256).digest()
    letters = "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:12])
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def set_temporary_password(person: User, *, ward_id: int, by: User) -> str:
    """Set a temporary password that must be changed at the first sign-in; its nonce is returned."""
    nonce = secrets.token_urlsafe(16)
    person.set_password(temporary_password(person.pk, nonce))
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    journal.record("password_changed", by=by, ward_id=ward_id, target=person, kieu="mật khẩu tạm")
    return nonce


@transaction.atomic
def reset_password(person: User, *, ward_id: int, by: User) -> str:
    """Set a temporary password for somebody who forgot the own one; ends all sessions of that person."""
    policies.check_can_change(by, person)
    return set_temporary_password(person, ward_id=ward_id, by=by)


@transaction.atomic
def change_password(*, old: str, new: str, ward_id: int, by: User) -> None:
    """The own password; ends all other sessions. Refused when ``old`` is wrong or ``new`` is weak."""
    if not by.check_password(old):
        raise DomainError("Mật khẩu hiện tại không đúng. Nhập lại mật khẩu đang dùng để đăng nhập.")
    if old == new:
        raise DomainError("Mật khẩu mới phải khác mật khẩu hiện tại.")
    try:
        validate_password(new, by)
    except ValidationError as error:
        raise DomainError(" ".join(error.messages)) from None
    by.set_password(new)
    by.must_change_password = False
    by.save(update_fields=["password", "must_change_password"])
    User.objects.filter(pk=by.pk).update(version=F("version") + 1)
    journal.record("password_changed", by=by, ward_id=ward_id, target=by)
