"""The field of an upload."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from camphucnam.files.kinds import MAX_BYTES, PAPERS, FileKind, check_kind
from camphucnam.kernel.errors import DomainError

ACCEPT = {FileKind.PHOTO: "image/jpeg,image/png", FileKind.PDF: ".pdf", FileKind.DOCX: ".docx", FileKind.XLSX: ".xlsx"}


class EvidenceField(forms.FileField):
    """A file of one of ``kinds``; the content decides, not the name. Hand the cleaned value to ``file_keep``."""

    def __init__(self, *, kinds: tuple[FileKind, ...] = PAPERS, **kwargs: Any) -> None:
        self.kinds = kinds
        words = ", ".join(kind.label for kind in kinds)
        kwargs.setdefault("help_text", f"{words}; tối đa {MAX_BYTES // 1024 // 1024} MB.")
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ",".join(ACCEPT[kind] for kind in kinds)}))
        kwargs.setdefault("error_messages", {"required": "Chọn tệp.", "empty": "Tệp rỗng. Chọn lại tệp.", "invalid": "Chọn tệp."})
        super().__init__(max_length=200, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> UploadedFile | None:
        """The upload, its content checked."""
        upload: UploadedFile | None = super().clean(data, initial)
        if upload is not None and hasattr(upload, "seek"):
            content = upload.read(MAX_BYTES + 1)
            upload.seek(0)
            try:
                check_kind(content, self.kinds)
            except DomainError as error:
                raise forms.ValidationError(error.message) from None
        return upload
