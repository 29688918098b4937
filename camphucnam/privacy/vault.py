"""Files that hold people: encrypted on disk, under names of our own, written completely or not at all."""

import errno
import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Collection
from pathlib import Path

from django.conf import settings

from camphucnam.kernel.errors import DomainError
from camphucnam.privacy.cipher import decrypt, encrypt


class Vault:
    """A folder of encrypted files. ``gone`` is the sentence for a file that is no longer there."""

    def __init__(self, folder: str, gone: str) -> None:
        self._folder, self._gone = folder, gone

    @property
    def folder(self) -> Path:
        """Where the files lie."""
        return Path(settings.MEDIA_ROOT) / self._folder

    def keep(self, data: bytes) -> str:
        """Store a file and return its name: to a temporary file, flushed to the disk, then renamed. DomainError when the disk is full."""
        name = f"{secrets.token_hex(16)}.bin"
        path = self.folder / name
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

    def fetch(self, name: str) -> bytes:
        """The content of a stored file; DomainError when it is gone."""
        try:
            return b64decode(decrypt((self.folder / name).read_text()))
        except FileNotFoundError:
            raise DomainError(self._gone) from None

    def forget(self, name: str) -> None:
        """Remove a stored file; nothing happens when it is gone already."""
        if name:
            (self.folder / name).unlink(missing_ok=True)

    def forget_strays(self, known: Collection[str], older_than: float) -> int:
        """Remove what no row names any more, for instance after a kill, and older than a moment (seconds since the epoch); how many."""
        strays = [path for path in self.folder.glob("*") if path.name not in known and path.stat().st_mtime < older_than]
        for path in strays:
            path.unlink(missing_ok=True)
        return len(strays)
