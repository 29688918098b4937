"""A file that somebody uploaded. What it belongs to is a row of the application that asked for it."""

from django.conf import settings
from django.db import models

from camphucnam.accounts.models import Ward
from camphucnam.files.kinds import FileKind


class StoredFile(models.Model):
    """An uploaded file. ``name`` is what the person called it, for display only; on disk it has a random name and is encrypted."""

    ward = models.ForeignKey(Ward, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("loại tệp", max_length=10, choices=FileKind.choices())
    name = models.CharField("tên tệp", max_length=120)
    stored_name = models.CharField(max_length=60, unique=True, editable=False)
    size = models.PositiveIntegerField("dung lượng")
    sha256 = models.CharField(max_length=64, editable=False)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    privacy = {
        "id": "open",
        "ward": "open",
        "kind": "open",
        "name": "personal",
        "stored_name": "secret",
        "size": "open",
        "sha256": "open",
        "uploaded_at": "open",
        "uploaded_by": "office",
    }

    class Meta:
        ordering = ["-uploaded_at", "-id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
