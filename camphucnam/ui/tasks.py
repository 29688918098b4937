"""Housekeeping of this app."""

from celery import shared_task

from camphucnam.ui.idempotency import prune_submitted_forms


@shared_task(name="camphucnam.ui.tasks.prune")
def prune() -> None:
    """Forget forms that were sent long ago; running twice does no harm."""
    prune_submitted_forms()
