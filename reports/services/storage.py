"""Files on disk. A file is written aside, flushed to disk and renamed: there is never half a file."""

import errno
import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings

from camphucnam.accounts.models import Ward
from camphucnam.kernel.errors import DomainError
from reports.models import ReportFile

FOLDER, PART = "reports", ".part"


def write_file(folder: Path, name: str, content: bytes) -> Path:
    """Write all or nothing; DomainError with the remedy when the disk is full."""
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{name}.{secrets.token_hex(6)}{PART}"
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(settings.FILE_UPLOAD_PERMISSIONS)
        part.replace(folder / name)
    except OSError as error:
        part.unlink(missing_ok=True)
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise DomainError("Ổ đĩa của máy chủ đã đầy nên chưa ghi được tệp. Người quản trị giải phóng chỗ rồi lập lại tệp.") from None
        raise
    return folder / name


def full_path(file: ReportFile) -> Path:
    """Where the file lies."""
    return Path(settings.MEDIA_ROOT) / file.path


def is_whole(file: ReportFile) -> bool:
    """Whether the file is there with the bytes that were written."""
    try:
        return hashlib.sha256(full_path(file).read_bytes()).hexdigest() == file.sha256
    except FileNotFoundError:
        return False


def damaged_files(ward: Ward) -> list[ReportFile]:
    """Files of issued reports that are gone or not what was written (nightly check)."""
    return [file for file in ReportFile.objects.in_ward(ward.pk).filter(issued__isnull=False).order_by("pk") if not is_whole(file)]


def remove_parts(older_than: float) -> int:
    """Remove what killed workers left behind before a moment (seconds since the epoch); how many."""
    parts = [path for path in (Path(settings.MEDIA_ROOT) / FOLDER).glob(f"*/.*{PART}") if path.stat().st_mtime < older_than]
    for path in parts:
        path.unlink(missing_ok=True)
    return len(parts)
