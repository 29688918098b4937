"""What may be uploaded, told by the content and never by the name."""

import io
import zipfile

from camphucnam.kernel.enums import LabelledEnum
from camphucnam.kernel.errors import DomainError

MAX_BYTES = 15 * 1024 * 1024
MAX_ENTRIES = 2_000
JPEG, PNG, PDF, ZIP = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-", b"PK\x03\x04"


class FileKind(LabelledEnum):
    """Kinds of evidence."""

    PHOTO = "photo", "Ảnh (JPG, PNG)"
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word (.docx)"
    XLSX = "xlsx", "Excel (.xlsx)"


ENDINGS = {FileKind.PHOTO: "jpg", FileKind.PDF: "pdf", FileKind.DOCX: "docx", FileKind.XLSX: "xlsx"}
PAPERS = (FileKind.PHOTO, FileKind.PDF, FileKind.DOCX, FileKind.XLSX)
"""Everything that may be evidence."""
PHOTOS = (FileKind.PHOTO,)


def kind_of(data: bytes) -> FileKind | None:
    """The kind of a file by its content; None for anything else."""
    if data.startswith((JPEG, PNG)):
        return FileKind.PHOTO
    if data.startswith(PDF):
        return FileKind.PDF
    return _package_kind(data) if data.startswith(ZIP) else None


def _package_kind(data: bytes) -> FileKind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = {name.lower() for name in package.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    if len(names) > MAX_ENTRIES or any(name.endswith("vbaproject.bin") for name in names):
        return None
    return FileKind.DOCX if "word/document.xml" in names else FileKind.XLSX if "xl/workbook.xml" in names else None


def check_kind(data: bytes, allowed: tuple[FileKind, ...]) -> FileKind:
    """The kind; DomainError says what is allowed and what to do."""
    words = ", ".join(kind.label for kind in allowed)
    if not data:
        raise DomainError("Tệp rỗng. Chọn lại tệp.")
    if len(data) > MAX_BYTES:
        raise DomainError(f"Tệp lớn hơn {MAX_BYTES // 1024 // 1024} MB. Chụp hoặc quét lại ở cỡ nhỏ hơn rồi tải lên.")
    kind = kind_of(data)
    if kind not in allowed:
        raise DomainError(f"Tệp này không dùng được: chỉ nhận {words}, không có macro và không đặt mật khẩu.")
    return kind
