"""Read a workbook in a child process with limits, so that no file can hurt the process that asks."""

import json
import subprocess
import sys
from typing import Any

from django.conf import settings

from camphucnam.kernel.errors import DomainError
from households.rules.workbook.grid import Sheet, load_sheets
from households.services.imports.gate import FileRefused, check_file
from households.services.imports.limits import MAX_SECONDS

CHILD = "households.services.imports.reader_child"
TOO_HEAVY = (
    "Tệp quá lớn hoặc quá phức tạp, đọc quá thời gian hoặc bộ nhớ cho phép nên đã dừng. "
    "Chép riêng phần danh sách (chỉ giá trị) sang một tệp Excel mới rồi tải lại."
)


def read_sheets(data: bytes) -> tuple[list[Sheet], bool]:
    """(sheets, whether the file links to other files); DomainError with the reason and the remedy for a file that is refused."""
    try:
        check_file(data)
    except FileRefused as refusal:
        raise DomainError(str(refusal)) from None
    document = _run_child(data)
    if "refused" in document:
        raise DomainError(document["refused"])
    return load_sheets(document), bool(document.get("links"))


def _run_child(data: bytes) -> dict[str, Any]:
    # An empty environment: the child gets neither keys nor addresses.
    try:
        done = subprocess.run(  # noqa: S603 our own module with fixed arguments
            [sys.executable, "-m", CHILD],
            input=data,
            capture_output=True,
            timeout=MAX_SECONDS,
            cwd=settings.BASE_DIR,
            env={"PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise DomainError(TOO_HEAVY) from None
    try:
        document = json.loads(done.stdout)
    except ValueError:
        raise DomainError(TOO_HEAVY) from None
    return document if isinstance(document, dict) else {"refused": TOO_HEAVY}
