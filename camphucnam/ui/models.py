"""The one table of this app: forms that were sent once already."""

from django.db import models


class SubmittedForm(models.Model):
    """A form that was sent, and where its sender was led. Written in the transaction of the writes themselves.

    ``fingerprint`` covers the page, the key of the drawn form and what was typed: the same form changed and sent again
    is a new sending. ``user_id`` 0 stands for a visitor who has not signed in.
    """

    user_id = models.BigIntegerField(default=0)
    fingerprint = models.CharField(max_length=64)
    redirect = models.CharField(max_length=500)
    by_header = models.BooleanField(default=False)
    sent_at = models.DateTimeField(auto_now_add=True, db_index=True)

    privacy = {"id": "open", "user_id": "open", "fingerprint": "open", "redirect": "office", "by_header": "open", "sent_at": "open"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user_id", "fingerprint"], name="submitted_form_once", violation_error_message="Biểu mẫu này đã được gửi."
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.fingerprint[:8]}"
