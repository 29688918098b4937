"""Freezing a value: one canonical JSON text per value, and its checksum.

Keys are sorted, text is NFC, decimals and days are strings, floats are refused: the same value gives the same bytes on every
machine and day.
"""

import hashlib
import json
import unicodedata
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The canonical text of a value and the SHA-256 of its UTF-8 bytes."""

    text: str
    sha256: str


def plain(value: Any) -> Any:
    """The value in JSON's own types. TypeError for floats, moments and whatever has no one spelling."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, int):
        return value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return _plain_container(value)


def _plain_container(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("a snapshot has text keys only")
        return {plain(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical form in a snapshot")


def canonical(value: Any) -> str:
    """The one JSON text of a value."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def checksum(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def freeze(value: Any) -> Snapshot:
    """Freeze a value."""
    text = canonical(value)
    return Snapshot(text, checksum(text))


def load(text: str, sha256: str | None = None) -> Any:
    """The frozen value in JSON's own types; ValueError when the text does not have the given checksum."""
    if sha256 is not None and checksum(text) != sha256:
        raise ValueError("the snapshot does not have its checksum")
    return json.loads(text)
