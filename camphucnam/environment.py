"""Readers of environment variables for the settings: what is wrong is refused with the remedy."""

import os
from base64 import urlsafe_b64decode
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

FERNET_KEY_BYTES = 32


def env_bool(name: str, default: bool) -> bool:
    """A yes/no variable."""
    raw = os.environ.get(name, "1" if default else "0").strip().lower()
    if raw in {"1", "true", "yes", "on"}:
        return True
    if raw in {"0", "false", "no", "off", ""}:
        return False
    raise ImproperlyConfigured(f"{name}={raw!r} is not a yes/no value. Set {name}=1 or {name}=0.")


def env_int(name: str, default: int, least: int = 0) -> int:
    """A whole number of ``least`` or more."""
    raw = os.environ.get(name, str(default))
    try:
        value = int(raw)
    except ValueError:
        raise ImproperlyConfigured(f"{name}={raw!r} is not a whole number. Set {name} to digits only.") from None
    if value < least:
        raise ImproperlyConfigured(f"{name}={raw!r} is too small. Set {name} to {least} or more.")
    return value


def env_list(name: str, default: str = "") -> list[str]:
    """Parts between commas, blanks left out."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def fernet_keys(raw: str) -> list[str]:
    """The keys of a comma-separated list; one that is no key is refused now, not when the first person is written."""
    keys = [key.strip() for key in raw.split(",") if key.strip()]
    try:
        right = all(len(urlsafe_b64decode(key)) == FERNET_KEY_BYTES for key in keys)
    except ValueError:
        right = False
    if not keys or not right:
        raise ImproperlyConfigured("PERSONAL_DATA_KEYS holds a key that is not a Fernet key. Make one with `make secrets`.")
    return keys


def database(url: str) -> dict[str, object]:
    """Turn ``sqlite:///path`` or ``postgresql://user:pass@host:port/name`` into Django's dictionary."""
    example = "sqlite:///path/to/file.sqlite3 or postgresql://user:password@host:5432/name"
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        raise ImproperlyConfigured(
            f"The port in DATABASE_URL is not a number. Use {example}; write @ : / of a password as %40 %3A %2F."
        ) from None
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path)[1:] if parts.path.startswith("//") else unquote(parts.path).lstrip("/") or ":memory:",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
                    "PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY;"
                ),
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        if not parts.path.strip("/"):
            raise ImproperlyConfigured(f"DATABASE_URL names no database. Use {example}.")
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(port or ""),
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
            # Our statements take milliseconds; compiling one costs PostgreSQL 80 ms and more.
            "OPTIONS": {"options": "-c jit=off"},
        }
    raise ImproperlyConfigured(f"DATABASE_URL begins with {parts.scheme!r}. Use {example}.")
