"""The baseline server: the raw page without any framework around it, everything else through Django."""

import os
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.baseline.settings")

from django.core.wsgi import get_wsgi_application

django_application = get_wsgi_application()

from bench.baseline.raw_list import names_of, raw_page  # noqa: E402 needs the registry


def application(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
    """WSGI."""
    if environ["PATH_INFO"] not in ("/raw", "/names"):
        return django_application(environ, start_response)
    query = parse_qs(environ["QUERY_STRING"])
    ward = int(query["ward"][0])
    body = (names_of(ward) if environ["PATH_INFO"] == "/names" else raw_page(ward, int(query.get("page", ["1"])[0]))).encode()
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]
