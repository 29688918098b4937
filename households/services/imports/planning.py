"""From the bytes of a workbook to the plan of what it would write: the same for page, command, preview and commit."""

from dataclasses import dataclass

from django.utils import timezone

from camphucnam.accounts.models import Ward
from camphucnam.privacy.cipher import blind_index
from households.rules.importing.plan import ImportOptions, ImportPlan
from households.rules.importing.planner import Progress, plan_import
from households.rules.workbook.parse import parse_workbook
from households.rules.workbook.records import Workbook
from households.selectors.import_register import load_register
from households.services.imports.reading import read_sheets

LINKS = "Tệp có liên kết tới tệp khác; chỉ đọc giá trị đã lưu sẵn trong tệp này."


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A workbook as parsed, before it is compared with the register."""

    book: Workbook
    has_phones: bool


def read_file(data: bytes) -> ReadFile:
    """Read a workbook; DomainError with reason and remedy for a file that is refused altogether."""
    sheets, has_links = read_sheets(data)
    book = parse_workbook(sheets, today=timezone.localdate())
    if has_links:
        book.problems.warn(LINKS)
    return ReadFile(book, any("phone" in sheet.titles for sheet in book.sheets))


def plan_file(file: ReadFile, ward: Ward, options: ImportOptions, *, lock: bool = False, progress: Progress | None = None) -> ImportPlan:
    """Compare the workbook with the register. Use a ``ReadFile`` once: the plan adds its problems to it."""
    today = timezone.localdate()
    register = load_register(ward, day=today, lock=lock, with_phones=file.has_phones)
    return plan_import(file.book, register, options, index=blind_index, today=today, progress=progress or (lambda done, total: None))
