"""What rows that come from a data file share."""

from django.db import models


class Retirable(models.Model):
    """A row that is never deleted: ``retired_on`` is the day on which it vanished from the plan."""

    retired_on = models.DateField("không còn áp dụng từ ngày", null=True, blank=True, editable=False)

    class Meta:
        abstract = True
