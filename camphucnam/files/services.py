"""Keep uploaded files, and read them."""

import hashlib
from datetime import timedelta
from typing import IO, Any, Protocol

from django.utils import timezone

from camphucnam.accounts.models import User, Ward
from camphucnam.files.kinds import ENDINGS, MAX_BYTES, PAPERS, FileKind, check_kind
from camphucnam.files.models import StoredFile
from camphucnam.files.photos import clean_photo
from camphucnam.kernel.text import clean
from camphucnam.privacy.vault import Vault

VAULT = Vault("evidence", "Tệp này không còn trên máy chủ. Báo người quản trị khôi phục từ bản sao lưu.")


class Upload(Protocol):
    """What a form field hands over."""

    name: Any

    def read(self, size: int = ...) -> bytes:
        """The next bytes."""


def file_keep(ward: Ward, upload: "Upload | IO[bytes]", *, kinds: tuple[FileKind, ...] = PAPERS, by: User) -> StoredFile:
    """Check and keep a file. DomainError says what is wrong with it; nothing is kept then."""
    data = upload.read(MAX_BYTES + 1)
    kind = check_kind(data, kinds)
    if kind is FileKind.PHOTO:
        data = clean_photo(data)
    stem = clean(str(getattr(upload, "name", "") or "tệp")).replace("/", " ").replace("\\", " ").rsplit(".", 1)[0][:100] or "tệp"
    return StoredFile.objects.create(
        ward=ward,
        kind=kind,
        name=f"{stem}.{ENDINGS[kind]}",
        stored_name=VAULT.keep(data),
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        uploaded_by=by,
    )


def file_content(stored: StoredFile) -> bytes:
    """The file as it was kept; DomainError when it is gone."""
    return VAULT.fetch(stored.stored_name)


def forget_strays(older_than_hours: int = 24) -> int:
    """Remove files whose transaction was rolled back; how many."""
    known = set(StoredFile.objects.values_list("stored_name", flat=True))
    return VAULT.forget_strays(known, (timezone.now() - timedelta(hours=older_than_hours)).timestamp())
