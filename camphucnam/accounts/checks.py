"""System checks of this app."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError


@register(Tags.database)
def no_demo_accounts(app_configs: Any = None, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Demonstration accounts, whose passwords are printed, must not exist where DEBUG is off."""
    if settings.DEBUG or not databases:
        return []
    try:
        count = apps.get_model("accounts", "User").objects.filter(is_demo=True).count()
    except DatabaseError:  # before the first migration
        return []
    if not count:
        return []
    hint = "Use a database of its own for the demonstration (DATABASE_URL), or start it with DEBUG=1."
    return [Error(f"{count} demonstration accounts exist in this database while DEBUG is off.", hint=hint, id="accounts.E001")]
