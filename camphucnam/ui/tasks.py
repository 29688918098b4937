"""Housekeeping of this app."""

from importlib import import_module

from celery import shared_task
from django.conf import settings

from camphucnam.ui.idempotency import prune_submitted_forms


@shared_task(name="camphucnam.ui.tasks.prune")
def prune() -> None:
    """Forget forms that were sent long ago and sessions that are over; running twice does no harm."""
    prune_submitted_forms()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
