"""Uploaded workbooks on disk: encrypted, under a name of our own, written completely or not at all."""

import errno
import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Collection
from pathlib import Path

from django.conf import settings

from camphucnam.kernel.errors import DomainError
from camphucnam.privacy.cipher import decrypt, encrypt

FOLDER = "imports"


def folder() -> Path:
    """Where uploaded workbooks lie."""
    return Path(settings.MEDIA_ROOT) / FOLDER


def _path(stored_name: str) -> Path:
    return folder() / stored_name


def keep(data: bytes) -> str:
    """Store a file and return its name: to a temporary file, flushed to the disk, then renamed. DomainError when the disk is full."""
    name = f"{secrets.token_hex(16)}.bin"
    path = _path(name)
    temporary = path.with_suffix(".tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(encrypt(b64encode(data).decode()).encode())
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise DomainError(
                "Ổ đĩa của máy chủ đã đầy nên chưa nhận được tệp. Người quản trị giải phóng chỗ rồi tải tệp lên lại."
            ) from None
        raise
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


def forget_strays(known: Collection[str], older_than: float) -> int:
    """Remove what no row names any more, for instance after a kill, and older than a moment (seconds since the epoch); how many."""
    strays = [path for path in folder().glob("*") if path.name not in known and path.stat().st_mtime < older_than]
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)
