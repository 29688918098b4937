"""The document of an issued plan, frozen on the day it was issued."""

from django.conf import settings
from django.db import models

from programs.models.plan import Plan
from programs.querysets import PlanScopedQuerySet


class PlanPaper(models.Model):
    """What was issued, word for word (``documents.official.frozen``). Append-only: the database refuses UPDATE and DELETE."""

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="paper")
    content = models.JSONField("nội dung")
    sha256 = models.CharField("mã kiểm tra", max_length=64)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField("lúc", auto_now_add=True)

    objects = PlanScopedQuerySet.as_manager()
    privacy = {"id": "open", "plan": "open", "content": "office", "sha256": "open", "frozen_by": "office", "frozen_at": "open"}

    class Meta:
        ordering = ["plan"]

    def __str__(self) -> str:
        return self.sha256
