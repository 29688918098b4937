"""The child process that reads a workbook: file on standard input, one JSON document on standard output.

Started as ``python -m households.services.imports.reader_child`` with an empty environment, under limits of memory, time and files.
It never loads Django. Whatever happens to it, the worker that started it goes on.
"""

import io
import json
import resource
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from households.services.imports.gate import REMEDY, FileRefused, check_file, check_unpacked, open_package
from households.services.imports.limits import MAX_CPU_SECONDS, MAX_FILE_BYTES, MAX_MEMORY_BYTES, MAX_SHEETS
from households.services.imports.scan import SheetScan, scan_sheet

ERRORS = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#GETTING_DATA", "#SPILL!", "#CALC!"})


def set_limits() -> None:
    """From here on this process can neither grow, run on nor write files."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_SECONDS, MAX_CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def encode(value: Any) -> Any:
    """A cell that JSON does not know, as a marked pair."""
    if isinstance(value, datetime):
        return ["d", value.date().isoformat()]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    if isinstance(value, (time, timedelta)):
        return ["t", str(value)]
    return value if isinstance(value, (str, int, float, bool)) else str(value)


def read_rows(worksheet: Any) -> list[tuple[int, list[Any]]]:
    """Rows that hold anything, each with its number; trailing blank cells are left out."""
    plain = (str, int, float, bool, type(None))
    rows: list[tuple[int, list[Any]]] = []
    worksheet.reset_dimensions()
    for number, cells in enumerate(worksheet.iter_rows(values_only=True), 1):
        width = len(cells)
        while width and (cells[width - 1] is None or cells[width - 1] == ""):
            width -= 1
        if not width:
            continue
        row = [cell if type(cell) in plain else encode(cell) for cell in cells[:width]]
        for position, cell in enumerate(row):
            if type(cell) is str and cell[:1] == "#" and cell in ERRORS:
                row[position] = ["e", cell]
        rows.append((number, row))
    return rows


def read_workbook(data: bytes) -> dict[str, Any]:
    """The document for the parent; FileRefused with the sentence to show."""
    check_file(data)
    package = open_package(data)
    check_unpacked(package)
    workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    sheets = [sheet for sheet in workbook.worksheets if hasattr(sheet, "_worksheet_path")]
    if not sheets:
        raise FileRefused(f"Tệp bị hỏng: không có trang tính nào đọc được. {REMEDY}")
    if len(sheets) > MAX_SHEETS:
        raise FileRefused(f"Tệp có {len(sheets)} trang tính (giới hạn {MAX_SHEETS}). Xóa các trang không dùng rồi tải lại.")
    scans = [scan_sheet(package, _entry(package, sheet), sheet.title) for sheet in sheets]
    return {
        "from_1904": workbook.epoch == CALENDAR_MAC_1904,
        "links": any(name.lower().startswith("xl/externallinks/") for name in package.namelist()),
        "sheets": [_sheet(sheet, scan) for sheet, scan in zip(sheets, scans, strict=True)],
    }


def _sheet(sheet: Any, scan: SheetScan) -> dict[str, Any]:
    return {
        "name": sheet.title,
        "hidden": sheet.sheet_state != "visible",
        "rows": read_rows(sheet),
        "merges": scan.merges,
        "computed": scan.computed,
        "not_computed": scan.not_computed,
    }


def _entry(package: zipfile.ZipFile, sheet: Any) -> zipfile.ZipInfo:
    # openpyxl tells the part of a read-only sheet only here.
    return package.getinfo(sheet._worksheet_path)  # noqa: SLF001


def main() -> int:
    """Read, print, and say by the exit status whether the document is a refusal (3)."""
    set_limits()
    data = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
    try:
        document = read_workbook(data)
    except FileRefused as refusal:
        document = {"refused": str(refusal)}
    except MemoryError:
        document = {"refused": f"Tệp quá phức tạp để đọc an toàn. {REMEDY}"}
    except Exception as error:  # noqa: BLE001 a broken workbook fails in more ways than openpyxl names
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        document = {"refused": f"Tệp Excel bị hỏng hoặc không đúng chuẩn nên không đọc được. {REMEDY}"}
    sys.stdout.write(json.dumps(document, ensure_ascii=False, separators=(",", ":")))
    return 3 if "refused" in document else 0


if __name__ == "__main__":
    sys.exit(main())
