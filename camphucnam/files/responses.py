"""Files as answers. Who may have one is decided by the application whose row names the file."""

from django.http import FileResponse

from camphucnam.documents.responses import download
from camphucnam.files.kinds import ENDINGS, FileKind
from camphucnam.files.models import StoredFile
from camphucnam.files.services import file_content
from camphucnam.kernel.text import fold


def file_response(stored: StoredFile, *, inline: bool = False) -> FileResponse:
    """A download under a plain name; ``inline`` shows a photograph on the page (only photographs, which we made ourselves)."""
    ending = ENDINGS[FileKind(stored.kind)]
    stem = "".join(char if char.isalnum() else "-" for char in fold(stored.name.rsplit(".", 1)[0])).strip("-") or "tep"
    answer = download(file_content(stored), f"{stem}.{ending}")
    if inline and stored.kind == FileKind.PHOTO:
        answer["Content-Disposition"] = f'inline; filename="{stem}.{ending}"'
    return answer
