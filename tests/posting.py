"""Sending forms in tests."""

import secrets
from typing import Any

from django.http import HttpResponse
from django.test import Client


def post(client: Client, url: str, data: dict[str, Any] | None = None, *, key: str = "", **extra: Any) -> HttpResponse:
    """POST with a fresh submission key, as a drawn form has one; give ``key`` to send the same form twice."""
    return client.post(url, {"submission_key": key or secrets.token_urlsafe(18), **(data or {})}, **extra)
