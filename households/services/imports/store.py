"""Uploaded workbooks on disk: encrypted, under a name of our own, written completely or not at all."""

import os
import secrets
from base64 import b64decode, b64encode
from pathlib import Path

from django.conf import settings

from camphucnam.kernel.errors import DomainError
from camphucnam.privacy.cipher import decrypt, encrypt

FOLDER = "imports"


def _path(stored_name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER / stored_name


def keep(data: bytes) -> str:
    """Store a file and return its name: to a temporary file, flushed to the disk, then renamed."""
    name = f"{secrets.token_hex(16)}.bin"
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = path.with_suffix(".tmp")
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(encrypt(b64encode(data).decode()).encode())
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)
    return name


def fetch(stored_name: str) -> bytes:
    """The content of a stored file; DomainError when it is gone."""
    try:
        return b64decode(decrypt(_path(stored_name).read_text()))
    except FileNotFoundError:
        raise DomainError("Tệp đã tải lên không còn trên máy chủ. Bỏ lần nhập này và tải tệp lên lại.") from None


def forget(stored_name: str) -> None:
    """Remove a stored file; nothing happens when it is gone already."""
    if stored_name:
        _path(stored_name).unlink(missing_ok=True)
