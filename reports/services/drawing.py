"""Draw files from frozen reports, and put them in their place."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from camphucnam.accounts.models import Ward
from camphucnam.documents.pdf import unavailable
from reports.layout import Document, Registration
from reports.models import IssuedReport, ReportDraft, ReportFile
from reports.models.report import FileFormat
from reports.renderers import docx, pdf, xlsx
from reports.services.building import Built, Progress, no_progress, thaw
from reports.services.storage import FOLDER, full_path, write_file

DRAWN_FORMATS = (FileFormat.PDF, FileFormat.XLSX, FileFormat.DOCX)
_RENDERERS: dict[FileFormat, Callable[..., bytes]] = {
    FileFormat.PDF: pdf.render,
    FileFormat.XLSX: xlsx.render,
    FileFormat.DOCX: docx.render,
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn: a frozen report with its registration, and whether it wears the watermark."""

    built: Built
    registration: Registration
    preview: bool

    def bytes_in(self, file_format: FileFormat) -> bytes:
        """The finished file."""
        if file_format is FileFormat.JSON:
            return self.built.snapshot.text.encode()
        return _RENDERERS[file_format](self.built.document, self.registration, preview=self.preview)


def draw_document(document: Document, file_format: FileFormat) -> bytes:
    """A form alone, as PDF or XLSX."""
    return _RENDERERS[file_format](document)


def _store(
    ward: Ward, drawing: Drawing, file_format: FileFormat, *, issued: IssuedReport | None = None, draft: ReportDraft | None = None
) -> ReportFile:
    content = drawing.bytes_in(file_format)
    digest = hashlib.sha256(content).hexdigest()
    owner = f"bc{issued.pk}" if issued else f"xem{draft.pk if draft else 0}"
    folder = Path(FOLDER) / str(ward.pk)
    path = write_file(Path(settings.MEDIA_ROOT) / folder, f"{owner}-{digest[:16]}.{file_format.value}", content)
    values = {"path": str(folder / path.name), "size": len(content), "sha256": digest, "snapshot_sha256": drawing.built.snapshot.sha256}
    with transaction.atomic():
        # Without an order: the model's own joins the nullable report and draft, whose rows PostgreSQL cannot lock.
        rows = ReportFile.objects.select_for_update().order_by()
        old = next(iter(rows.filter(issued=issued, draft=draft, file_format=file_format)), None)
        row, _ = ReportFile.objects.update_or_create(issued=issued, draft=draft, file_format=file_format, defaults={"ward": ward, **values})
        if old is not None and old.path != row.path:
            transaction.on_commit(lambda: full_path(old).unlink(missing_ok=True))
    return row


def _draw_all(
    ward: Ward, drawing: Drawing, formats: Iterable[FileFormat], progress: Progress, **owner: Any
) -> tuple[list[ReportFile], str]:
    """The files, and why PDF is not among them where this machine cannot make it."""
    wanted, files, remark = list(formats), [], ""
    for number, file_format in enumerate(wanted):
        progress(number, len(wanted), f"Tạo tệp {file_format.label}")
        if file_format is FileFormat.PDF and unavailable():
            remark = unavailable()
            continue
        files.append(_store(ward, drawing, file_format, **owner))
    progress(len(wanted), len(wanted), "Xong")
    return files, remark


def issued_draw(
    issued: IssuedReport, formats: Iterable[FileFormat] = DRAWN_FORMATS, progress: Progress = no_progress
) -> tuple[list[ReportFile], str]:
    """Draw an issued report from its frozen text alone; drawing again replaces the files."""
    drawing = Drawing(thaw(issued.snapshot, issued.sha256), Registration(issued.number, issued.dated_on), preview=False)
    return _draw_all(issued.ward, drawing, formats, progress, issued=issued)


def preview_draw(
    draft: ReportDraft, built: Built, formats: Iterable[FileFormat] = (FileFormat.PDF,), progress: Progress = no_progress
) -> tuple[list[ReportFile], str]:
    """Draw a draft with the watermark."""
    return _draw_all(draft.period.ward, Drawing(built, Registration(), preview=True), formats, progress, draft=draft)
