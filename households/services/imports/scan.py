"""A streaming look at the cells of a sheet before it is parsed: how far they reach, merged cells, formulas.

Plain Python over bytes; runs in the child process. ``check_unpacked`` has already bounded the size and excluded entities and
encodings in which these patterns would not be seen.
"""

import re
import zipfile
from dataclasses import dataclass, field

from households.services.imports.gate import FileRefused, unpacked
from households.services.imports.limits import MAX_CELLS, MAX_COLUMNS, MAX_MERGES, MAX_ROWS

_ROW = re.compile(rb"<(?:\w+:)?row\b(?:[^>]*?\sr=[\"'](\d+)[\"'])?")
# Only references that may lie too far: three letters, two letters from G on, or five digits.
_FAR = re.compile(rb"\sr=[\"'](?=[A-Za-z]{3}|[G-Zg-z][A-Za-z]|[A-Za-z]+\d{5})([A-Za-z]+)(\d+)[\"']")
_CELL_STARTS = (b"<c ", b"<c>", b"<c/", b":c ", b":c>", b":c/")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\sref=[\"']([A-Za-z]{1,3})(\d{1,7}):([A-Za-z]{1,3})(\d{1,7})[\"']")
_FORMULA_CELL = re.compile(
    rb"<(?:\w+:)?c\b[^>]*?\sr=[\"']([A-Za-z]{1,3})(\d{1,7})[\"'][^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*(<(?:\w+:)?v>[^<]+|<(?:\w+:)?is>)?"
)
OVERLAP = 400


@dataclass(slots=True)
class SheetScan:
    """What a sheet holds beside its values. Places are (row, column) from 1."""

    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    computed: list[tuple[int, int]] = field(default_factory=list)
    not_computed: list[tuple[int, int]] = field(default_factory=list)


def column_number(letters: bytes) -> int:
    """``A`` → 1, ``XFD`` → 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def scan_sheet(package: zipfile.ZipFile, entry: zipfile.ZipInfo, sheet_name: str) -> SheetScan:
    """Refuse a sheet that reaches too far; FileRefused names the sheet and the limit."""
    tail, n_rows, n_cells, has_formula = b"", 0, 0, False
    parts: list[bytes] = []
    for chunk in unpacked(package, entry):
        data = tail + chunk
        # The end of a chunk may cut a tag: only what lies before the last complete tag is looked at now.
        cut = data.rfind(b">") + 1
        data, tail = data[:cut], data[cut:]
        n_rows += _check_reach(data, sheet_name)
        n_cells += sum([data.count(start) for start in _CELL_STARTS])
        if n_rows > MAX_ROWS:
            raise _too_many_rows(sheet_name, n_rows)
        if n_cells > MAX_CELLS or len(tail) > 4 * 1024 * 1024:
            raise FileRefused(
                f"Trang ‘{sheet_name}’ có quá nhiều ô (giới hạn {MAX_CELLS:,} ô). Xóa các cột, dòng thừa rồi tải lại.".replace(",", ".")
            )
        has_formula = has_formula or ((b"<f" in data or b":f" in data) and _FORMULA.search(data) is not None)
        parts.append(data)
    return _details(b"".join(parts), has_formula)


def _check_reach(data: bytes, sheet_name: str) -> int:
    """Rows opened in this piece of the sheet."""
    n_rows = 0
    for match in _ROW.finditer(data):
        n_rows += 1
        if match[1] and (len(match[1]) > 7 or int(match[1]) > MAX_ROWS):
            raise _too_many_rows(sheet_name, int(match[1][:9]))
    for letters, row in _FAR.findall(data):
        if len(letters) > 3 or column_number(letters) > MAX_COLUMNS:
            shown = letters.decode("ascii", "replace")[:5]
            raise FileRefused(
                f"Trang ‘{sheet_name}’ có ô ở tận cột {shown} (giới hạn {MAX_COLUMNS} cột). "
                "Xóa các cột trống thừa bên phải danh sách rồi lưu và tải lại."
            )
        if len(row) > 7 or int(row) > MAX_ROWS:
            raise _too_many_rows(sheet_name, int(row[:9]))
    return n_rows


def _too_many_rows(sheet_name: str, row: int) -> FileRefused:
    limit, reached = f"{MAX_ROWS:,}".replace(",", "."), f"{row:,}".replace(",", ".")
    return FileRefused(
        f"Trang ‘{sheet_name}’ kéo dài đến dòng {reached} (giới hạn {limit} dòng). Xóa các dòng trống thừa ở cuối "
        "(chọn các dòng, chuột phải, Delete), lưu rồi tải lại; danh sách dài hơn thì tách thành nhiều tệp."
    )


def _details(data: bytes, has_formula: bool) -> SheetScan:
    scan = SheetScan()
    for left, first, right, last in _MERGE.findall(data, max(0, data.rfind(b"sheetData>"))):
        if len(scan.merges) == MAX_MERGES:
            raise FileRefused(f"Trang có quá nhiều ô gộp (giới hạn {MAX_MERGES}). Bỏ gộp ô (Unmerge Cells) rồi tải lại.")
        scan.merges.append((int(first), column_number(left), min(int(last), MAX_ROWS), column_number(right)))
    if has_formula:
        for letters, row, value in _FORMULA_CELL.findall(data):
            (scan.computed if value else scan.not_computed).append((int(row), column_number(letters)))
    return scan
