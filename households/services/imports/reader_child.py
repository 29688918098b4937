"""The child process that reads a workbook: file on standard input, one JSON document on standard output.

Started as ``python -m households.services.imports.reader_child`` with an empty environment, under limits of memory, time and files.
It never loads Django. Whatever happens to it, the worker that started it goes on.
"""

import io
import json
import resource
import sys
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

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


def encode_rows(rows: Iterable[tuple[int, list[Any]]]) -> list[tuple[int, list[Any]]]:
    """Rows that hold anything, for JSON; trailing blank cells are left out."""
    plain = (str, int, float, bool, type(None))
    encoded: list[tuple[int, list[Any]]] = []
    for number, cells in rows:
        width = len(cells)
        while width and (cells[width - 1] is None or cells[width - 1] == ""):
            width -= 1
        if not width:
            continue
        row = [cell if type(cell) in plain else encode(cell) for cell in cells[:width]]
        for position, cell in enumerate(row):
            if type(cell) is str and cell[:1] == "#" and cell in ERRORS:
                row[position] = ["e", cell]
        encoded.append((number, row))
    return encoded


def read_workbook(data: bytes) -> dict[str, Any]:
    """The document for the parent; FileRefused with the sentence to show."""
    check_file(data)
    package = open_package(data)
    check_unpacked(package)
    book = ExcelReader(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    book.read_manifest()
    book.read_strings()
    book.read_workbook()
    apply_stylesheet(book.archive, book.wb)
    sheets = [
        (sheet, rel.target) for sheet, rel in book.parser.find_sheets() if rel.target in book.valid_files and "chartsheet" not in rel.Type
    ]
    if not sheets:
        raise FileRefused(f"Tệp bị hỏng: không có trang tính nào đọc được. {REMEDY}")
    if len(sheets) > MAX_SHEETS:
        raise FileRefused(f"Tệp có {len(sheets)} trang tính (giới hạn {MAX_SHEETS}). Xóa các trang không dùng rồi tải lại.")
    scans = [scan_sheet(package, package.getinfo(path), sheet.name) for sheet, path in sheets]
    return {
        "from_1904": book.wb.epoch == CALENDAR_MAC_1904,
        "links": any(name.lower().startswith("xl/externallinks/") for name in package.namelist()),
        "sheets": [_sheet(book, sheet, path, scan) for (sheet, path), scan in zip(sheets, scans, strict=True)],
    }


def _sheet(book: ExcelReader, sheet: Any, path: str, scan: SheetScan) -> dict[str, Any]:
    worksheet = ReadOnlyWorksheet(book.wb, sheet.name, path, book.shared_strings)
    worksheet.reset_dimensions()
    rows = ((number, list(cells)) for number, cells in enumerate(worksheet.iter_rows(values_only=True), 1))
    return {
        "name": sheet.name,
        "hidden": sheet.state != "visible",
        "rows": encode_rows(rows),
        "merges": scan.merges,
        "computed": scan.computed,
        "not_computed": scan.not_computed,
    }


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
