"""Encryption at rest (MultiFernet) and the keyed blind index that allows search and uniqueness without decryption."""

import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


@lru_cache(maxsize=4)
def _fernet(keys: tuple[str, ...]) -> MultiFernet:
    try:
        return MultiFernet([Fernet(key.strip()) for key in keys])
    except ValueError:
        raise ImproperlyConfigured("PERSONAL_DATA_KEYS holds a key that is not a Fernet key. Make one with `make secrets`.") from None


def encrypt(text: str) -> str:
    """Encrypt with the newest key; an empty string stays empty."""
    return _fernet(tuple(settings.PERSONAL_DATA_KEYS)).encrypt(text.encode()).decode() if text else ""


def decrypt(token: str) -> str:
    """Decrypt with any known key; ImproperlyConfigured when none fits, never a silent blank."""
    if not token:
        return ""
    try:
        return _fernet(tuple(settings.PERSONAL_DATA_KEYS)).decrypt(token.encode()).decode()
    except InvalidToken:
        raise ImproperlyConfigured(
            "No key in PERSONAL_DATA_KEYS opens this value. Put the key that wrote it back behind the new one."
        ) from None


def rotate(token: str) -> str:
    """Re-encrypt with the newest key."""
    return _fernet(tuple(settings.PERSONAL_DATA_KEYS)).rotate(token.encode()).decode() if token else ""


def blind_index(text: str) -> str:
    """Keyed hash of a normalised identifier: equal inputs give equal hashes, nothing can be read back."""
    normal = "".join(text.split()).upper()
    return hmac.new(settings.PERSONAL_INDEX_KEY.encode(), normal.encode(), hashlib.sha256).hexdigest() if normal else ""
