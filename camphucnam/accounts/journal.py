"""Writes the verbs of this app into the business log.

The log stands above this app (it knows people), so this app may not import it: the settings name the function, as they
name Django's own back ends. ``settings.JOURNAL`` has the signature of ``camphucnam.audit.services.record``.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


@cache
def _recorder(path: str) -> Callable[..., object]:
    return import_string(path)


def record(verb: str, *, by: Any, ward_id: int = 0, target: object = None, **details: Any) -> None:
    """Append one line; ``verb`` is the value of a member of ``camphucnam.audit.actions.Action``."""
    _recorder(settings.JOURNAL)(verb, by=by, ward_id=ward_id, target=target, **details)
