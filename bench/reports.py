"""P5: the annual report of one ward from the request to the files, against WeasyPrint on the same static HTML.

Run as ``python -m bench.reports``; prints goals as JSON.
"""

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "camphucnam.settings")
django.setup()

from django.template.loader import render_to_string  # noqa: E402 the registry must stand first
from django.utils import timezone  # noqa: E402
from openpyxl import load_workbook  # noqa: E402
from pypdf import PdfReader  # noqa: E402

import reports.tasks  # noqa: E402, F401 registers the handlers that a worker would find
from bench.baseline.printing import print_naively, static_page  # noqa: E402
from bench.dataset import add_officer  # noqa: E402
from bench.results import AT_MOST, Goal, must_equal, slower  # noqa: E402
from bench.timing import Sample, interleave  # noqa: E402
from camphucnam.accounts.models import User, Ward  # noqa: E402
from camphucnam.documents.pdf import font_folder  # noqa: E402
from camphucnam.jobs.models import Job  # noqa: E402
from camphucnam.jobs.services import enqueue  # noqa: E402
from camphucnam.jobs.tasks import run_job  # noqa: E402
from camphucnam.kernel.periods import Period, PeriodKind  # noqa: E402
from camphucnam.office.demo.seed import seed  # noqa: E402
from households.selectors.household_filter import ListFilter, Reader  # noqa: E402
from households.selectors.household_list import ListRow, list_all  # noqa: E402
from reports.layout import Column, Document, HeadCell, Kind, Registration, Row, Sheet  # noqa: E402
from reports.models import ReportDraft, ReportFile  # noqa: E402
from reports.models.report import FileFormat  # noqa: E402
from reports.renderers import pdf, xlsx  # noqa: E402
from reports.services.issuing import built_to_show  # noqa: E402
from reports.services.periods import draft_of, period_open  # noqa: E402
from reports.services.storage import full_path  # noqa: E402

N_HOUSEHOLDS, YEAR, SEED = 3000, 2023, 2023
N_LISTED = 475
QUICK = bool(os.environ.get("BENCH_QUICK"))
HEADS = ("TT", "Mã hộ", "Chủ hộ", "Tổ dân phố", "Phân loại", "Từ ngày", "Quyết định", *map(str, range(1, 13)))
WIDTHS = (4, 13, 24, 16, 16, 11, 14, *(3,) * 12)


def prepare() -> tuple[ReportDraft, User]:
    """The demonstration ward of 3,000 households and the open annual report of its year."""
    seed(N_HOUSEHOLDS, SEED, YEAR, accounts=False)
    ward = Ward.objects.get()
    row = period_open(ward, Period(YEAR, PeriodKind.ANNUAL), by=None, today=timezone.localdate())
    return draft_of(row), add_officer(ward)


def ask_and_run(draft: ReportDraft, officer: User) -> Job:
    """What happens between the button and the files: job row, lease, one reading, freeze, PDF, XLSX, rename into place, log."""
    formats = [FileFormat.PDF, FileFormat.XLSX]
    job = enqueue("report_preview", by=officer, ward=draft.period.ward, subject_id=draft.pk, formats=formats)
    run_job(job.pk)
    job.refresh_from_db()
    if job.message:
        raise SystemExit(f"bench: the report was not made: {job.message}")
    return job


def page_of(document: Document) -> str:
    """The static HTML of a document for the naive way."""
    html = pdf.html_of(document, Registration(), preview=True)
    return static_page(html, render_to_string("documents/document.css"), font_folder())


def text_of(content: bytes) -> list[str]:
    """Words of every page."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def compare(draft: ReportDraft, document: Document, page: str) -> int:
    """Both PDFs say the same, the workbook holds the figures of the document; the number of pages."""
    files = {row.file_format: Path(full_path(row)).read_bytes() for row in ReportFile.objects.filter(draft=draft)}
    naive, product = text_of(print_naively(page)), text_of(files[FileFormat.PDF])
    must_equal("words of the PDF", sorted(" ".join(naive).split()), sorted(" ".join(product).split()))
    book = load_workbook(BytesIO(files[FileFormat.XLSX]))
    for sheet in document.annexes:
        found = {_numbers(row) for row in book[sheet.name].iter_rows(values_only=True)}
        for row in sheet.rows:
            # The workbook may number its lines.
            figures = _numbers(row.values)
            must_equal(
                f"figures of {sheet.name}, {figures}",
                True,
                any(seen[-len(figures) :] == figures for seen in found if figures) or not figures,
            )
    return len(product)


def _numbers(values: Iterable[object]) -> tuple[float, ...]:
    return tuple(float(value) for value in values if isinstance(value, int | float | Decimal) and not isinstance(value, bool))


def with_list(document: Document, ward: Ward, officer: User) -> Document:
    """The report with the first 475 households as one more annex, a real table like the others."""
    reader = Reader.of(officer, ward.pk)
    listed = [row for row, _ in zip(list_all(reader, ListFilter(date(YEAR, 12, 31), everyone=True)), range(N_LISTED), strict=False)]
    columns = tuple(Column(str(n), Kind.TEXT, width) for n, width in enumerate(WIDTHS))
    head = tuple(HeadCell(text, 0, n) for n, text in enumerate(HEADS))
    rows = tuple(Row(_line(number, row)) for number, row in enumerate(listed, 1))
    sheet = Sheet("bench", "Danh sách", "DANH SÁCH HỘ", (), columns, head, rows)
    return replace(document, annexes=(*document.annexes, sheet))


def _line(number: int, row: ListRow) -> tuple[str, ...]:
    marks = ("x" if row.deprived_mask >> n & 1 else "" for n in range(12))
    label = row.household_class.label if row.household_class else ""
    since = row.since.strftime("%d/%m/%Y") if row.since else ""
    return (str(number), row.code, row.head_name, row.group_name, label, since, row.decision_number, *marks)


def listed_goal(document: Document, repeats: int) -> Goal:
    """P5b: PDF and XLSX of the long document."""
    page = page_of(document)
    must_equal(
        "words of the long PDF", *(sorted(" ".join(text_of(content)).split()) for content in (print_naively(page), _drawn(document)))
    )
    contenders: dict[str, Callable[[], object]] = {
        "baseline": lambda: print_naively(page),
        "product": lambda: (_drawn(document), xlsx.render(document, Registration(), preview=True)),
    }
    samples = interleave(contenders, repeats=repeats, warm_up=0)
    return slower(
        "P5b", f"report + annex of {N_LISTED} households as a real table (drawing alone): naive WeasyPrint → product", samples, 0.3
    )


def _drawn(document: Document) -> bytes:
    return pdf.render(document, Registration(), preview=True)


def main() -> None:
    """Compare, then time."""
    draft, officer = prepare()
    ask_and_run(draft, officer)
    document = built_to_show(draft).document
    page = page_of(document)
    n_pages = compare(draft, document, page)
    repeats = 3 if QUICK else 5
    samples: dict[str, Sample] = interleave(
        {"baseline": lambda: print_naively(page), "product": lambda: ask_and_run(draft, officer), "pdf": lambda: _drawn(document)},
        repeats=repeats,
    )
    rest = 1 - samples["pdf"].p50 / samples["product"].p50
    goals = [
        slower("P5", f"annual report, {n_pages} pages, queue → PDF + XLSX ready: naive WeasyPrint → product", samples, 1.0),
        Goal("P5e", "share of the report's time that is not PDF", 100 * rest, AT_MOST, 10, unit=" %"),
    ]
    goals.append(listed_goal(with_list(document, draft.period.ward, officer), repeats))
    print(json.dumps([asdict(goal) for goal in goals]))


if __name__ == "__main__":
    main()
