"""The gate: what a file must be before anything parses it. Plain Python; runs in the child process.

Each refusal is one Vietnamese sentence with its remedy.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from households.services.imports.limits import MAX_ENTRIES, MAX_FILE_BYTES, MAX_RATIO, MAX_UNPACKED_BYTES, RATIO_COUNTS_FROM

ZIP_MAGIC, OLE_MAGIC = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_NAME: Final = "EncryptedPackage".encode("utf-16-le")
CHUNK: Final = 256 * 1024
_ENTITY = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ARCHIVE_NAME = re.compile(r"\.(?:zip|rar|7z|gz|xlsx|xlsm|docx|jar)$", re.IGNORECASE)
REMEDY: Final = "Mở tệp bằng Excel, chọn Lưu thành (Save As) kiểu “Excel Workbook (*.xlsx)” rồi tải lại."


class FileRefused(Exception):
    """The file is not read at all; the message is shown as it stands."""


def check_file(data: bytes) -> None:
    """Size and kind of the file by its first bytes."""
    if not data:
        raise FileRefused("Tệp rỗng. Chọn lại tệp Excel (.xlsx) có danh sách.")
    if len(data) > MAX_FILE_BYTES:
        raise FileRefused(
            f"Tệp lớn hơn {MAX_FILE_BYTES // 1024 // 1024} MB. Bỏ hình ảnh và các trang không cần, hoặc tách thành nhiều tệp."
        )
    if data.startswith(OLE_MAGIC):
        if ENCRYPTED_NAME in data:
            raise FileRefused(
                "Tệp đang đặt mật khẩu nên không đọc được. Mở bằng Excel, gỡ mật khẩu (Tệp → Thông tin → Bảo vệ), lưu rồi tải lại."
            )
        raise FileRefused(f"Đây là tệp Excel đời cũ (.xls). {REMEDY}")
    if not data.startswith(ZIP_MAGIC):
        raise FileRefused(f"Tệp này không phải tệp Excel .xlsx. {REMEDY}")


def open_package(data: bytes) -> zipfile.ZipFile:
    """The package of a workbook, after its table of contents has been checked."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise FileRefused(f"Tệp bị hỏng hoặc tải lên chưa đủ. {REMEDY}") from None
    entries = package.infolist()
    _check_entries(entries)
    _check_contents({entry.filename for entry in entries})
    return package


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES:
        raise FileRefused(f"Tệp có {len(entries)} thành phần bên trong, nhiều bất thường. {REMEDY}")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise FileRefused("Tệp đang đặt mật khẩu nên không đọc được. Gỡ mật khẩu, lưu rồi tải lại.")
    if len({entry.filename for entry in entries}) != len(entries):
        raise FileRefused(f"Tệp có thành phần trùng tên bên trong. {REMEDY}")
    unpacked = sum(entry.file_size for entry in entries)
    too_dense = any(entry.file_size > RATIO_COUNTS_FROM and entry.file_size > MAX_RATIO * max(1, entry.compress_size) for entry in entries)
    if unpacked > MAX_UNPACKED_BYTES or too_dense:
        raise _bomb()


def _bomb() -> FileRefused:
    return FileRefused(
        f"Tệp nén bất thường: nội dung bung ra quá lớn (giới hạn {MAX_UNPACKED_BYTES // 1024 // 1024} MB). "
        "Chép riêng phần danh sách sang một tệp Excel mới rồi tải lại."
    )


def _check_contents(names: set[str]) -> None:
    lower = {name.lower() for name in names}
    if any(name.endswith("vbaproject.bin") for name in lower):
        raise FileRefused("Tệp có macro nên không được nhận. Lưu lại kiểu “Excel Workbook (*.xlsx)”, không phải .xlsm, rồi tải lại.")
    if any(_ARCHIVE_NAME.search(name) for name in lower):
        raise FileRefused("Trong tệp có nhúng tệp khác. Xóa các đối tượng nhúng trong Excel, lưu rồi tải lại.")
    if "xl/workbook.xml" not in lower or "[content_types].xml" not in lower:
        if "word/document.xml" in lower:
            raise FileRefused("Đây là tệp Word. Chép bảng sang Excel, lưu kiểu .xlsx rồi tải lại.")
        raise FileRefused(f"Tệp này không phải tệp Excel .xlsx. {REMEDY}")


def check_unpacked(package: zipfile.ZipFile) -> None:
    """Unpack every part once, counting: declared sizes may lie, and no part may define entities or hold an archive."""
    total = 0
    for entry in package.infolist():
        is_xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
        tail = b""
        for number, chunk in enumerate(unpacked(package, entry)):
            total += len(chunk)
            if total > MAX_UNPACKED_BYTES:
                raise _bomb()
            if number == 0 and chunk.startswith(ZIP_MAGIC):
                raise FileRefused("Trong tệp có nhúng tệp nén khác. Xóa các đối tượng nhúng trong Excel, lưu rồi tải lại.")
            if is_xml:
                _check_xml(tail + chunk, first=number == 0)
                tail = chunk[-16:]


def unpacked(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content of a part, chunk by chunk."""
    try:
        with package.open(entry) as stream:
            while chunk := stream.read(CHUNK):
                yield chunk
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        raise FileRefused(f"Tệp bị hỏng hoặc tải lên chưa đủ. {REMEDY}") from None


def _check_xml(data: bytes, *, first: bool) -> None:
    if first and b"\x00" in data[:200]:
        raise FileRefused(f"Nội dung tệp dùng bảng mã lạ. {REMEDY}")
    if _ENTITY.search(data):
        raise FileRefused(f"Tệp có khai báo thực thể XML, thường chỉ có ở tệp phá hoại, nên không được nhận. {REMEDY}")
