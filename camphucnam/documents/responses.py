"""Files as answers: always downloads, never guessed by the browser, never kept by a proxy."""

from io import BytesIO
from typing import IO

from django.http import FileResponse

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES = {"pdf": PDF, "xlsx": XLSX, "docx": DOCX, "jpg": "image/jpeg"}


def download(content: bytes | IO[bytes], name: str) -> FileResponse:
    """``name`` with its ending, without accents: it tells the type."""
    stream = BytesIO(content) if isinstance(content, bytes) else content
    answer = FileResponse(stream, as_attachment=True, filename=name, content_type=TYPES[name.rsplit(".", 1)[-1]])
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer
