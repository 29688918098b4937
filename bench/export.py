"""P6: the register as a workbook. Each run is a process of its own, because its largest memory is measured.

``python -m bench.export product|baseline|merge WARD`` prints JSON: seconds, rows and the peak of memory in MB.
"""

import json
import os
import resource
import sys
import time
import zipfile
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "camphucnam.settings")
django.setup()

from django.conf import settings  # noqa: E402 the registry must stand first
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from openpyxl import load_workbook  # noqa: E402

from bench.baseline.exporting import export_by_hand  # noqa: E402
from camphucnam.accounts.models import User, Ward  # noqa: E402
from households.guards import WARD_TABLES  # noqa: E402
from households.models import Household  # noqa: E402
from households.selectors.household_filter import ListFilter, Reader  # noqa: E402
from households.services.list_export import ListExport, list_export  # noqa: E402

SAMPLE_ROWS = 3000


def merge(ward: Ward) -> int:
    """Make one ward of all: its officer then exports every household of the database. Leaves the rest of the data as it is."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE households_household SET code = code || '/' || ward_id, ward_id = %s WHERE ward_id <> %s", [ward.pk, ward.pk]
        )
        for table in WARD_TABLES:
            cursor.execute(f"UPDATE {table} SET ward_id = %s WHERE ward_id <> %s", [ward.pk, ward.pk])
    return Household.objects.filter(ward=ward).count()


def by_product(ward: Ward, path: Path) -> int:
    """What the button of the list does, scope and log included."""
    officer = User.objects.get(username=ward.code.lower())
    asked = ListExport(Reader.of(officer, ward.pk), ListFilter(timezone.localdate(), everyone=True), "Tất cả hộ")
    with list_export(ward, asked) as file, path.open("wb") as target:
        while chunk := file.read(1 << 20):
            target.write(chunk)
    return rows_in(path)


def rows_in(path: Path) -> int:
    """Number of row elements of the first sheet, by streaming."""
    with zipfile.ZipFile(path) as archive, archive.open("xl/worksheets/sheet1.xml") as sheet:
        n_rows, tail = 0, b""
        while chunk := sheet.read(1 << 20):
            n_rows += (tail + chunk).count(b"<row")
            tail = chunk[-3:]
    return n_rows


def households_in(path: Path) -> list[tuple[object, ...]]:
    """Code, head, group and class of the first rows, whatever stands above them."""
    book = load_workbook(path, read_only=True)
    rows = iter(book.worksheets[0].iter_rows(values_only=True))
    heads = next(list(row) for row in rows if "Mã hộ" in row)
    places = [heads.index(name) for name in ("Mã hộ", "Chủ hộ", "Tổ dân phố", "Phân loại", "Số nhân khẩu")]
    return [tuple(row[place] for place in places) for row, _ in zip(rows, range(SAMPLE_ROWS), strict=False)]


def main() -> None:
    """One run."""
    way, ward = sys.argv[1], Ward.objects.get(code=sys.argv[2])
    if way == "merge":
        print(json.dumps({"rows": merge(ward)}))
        return
    path = Path(settings.VAR_DIR) / f"{way}.xlsx"
    started = time.perf_counter()
    n_rows = by_product(ward, path) if way == "product" else export_by_hand(ward.pk, timezone.localdate(), path)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answer = {"seconds": round(seconds, 2), "rows": n_rows, "megabytes": round(peak, 1)}
    if len(sys.argv) > 3:
        answer["sample"] = households_in(path)
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
