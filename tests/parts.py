"""Which parts of a full office this machine has, and how a missing one is brought here."""

import ctypes.util
import getpass
import os
import shutil
import socket
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

import psycopg2


def postgresql_url() -> str:
    """TEST_POSTGRESQL_URL, else a server on this machine that lets the present user in; empty when there is none."""
    given = os.environ.get("TEST_POSTGRESQL_URL", "")
    for url in [given] if given else [f"postgresql://{getpass.getuser()}@127.0.0.1:5432/postgres", "postgresql:///postgres"]:
        try:
            psycopg2.connect(url, connect_timeout=2).close()
        except psycopg2.OperationalError:
            continue
        return url
    return ""


def redis_url() -> str:
    """TEST_REDIS_URL, else Redis on this machine; empty when there is none."""
    url = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9")
    parts = urlsplit(url)
    try:
        with socket.create_connection((parts.hostname or "127.0.0.1", parts.port or 6379), timeout=2) as connection:
            connection.sendall(b"PING\r\n")
            return url if connection.recv(16).startswith((b"+PONG", b"-NOAUTH")) else ""
    except OSError:
        return ""


def chromium_path() -> str:
    """CHROMIUM, else the browser on the PATH; empty when there is none."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), "")


def pdf_library() -> str:
    """The text library that WeasyPrint needs; empty when it is missing."""
    return ctypes.util.find_library("pangoft2-1.0") or ""


@dataclass(frozen=True)
class Part:
    """A thing that some tests need."""

    title: str
    find: Callable[[], str]
    remedy: str

    @property
    def place(self) -> str:
        return _found(self)


@cache
def _found(part: Part) -> str:
    return part.find()


PARTS = {
    "postgresql": Part("PostgreSQL", postgresql_url, "start a server on 127.0.0.1:5432 or set TEST_POSTGRESQL_URL"),
    "redis": Part("Redis", redis_url, "start a server on 127.0.0.1:6379 or set TEST_REDIS_URL"),
    "chromium": Part("Chromium", chromium_path, "apt-get install chromium, or set CHROMIUM to its path"),
    "pdf": Part("PDF libraries", pdf_library, "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
}


def missing() -> dict[str, Part]:
    """The parts that are not here."""
    return {name: part for name, part in PARTS.items() if not part.place}


def all_required() -> bool:
    """Whether a missing part is a failure (continuous integration) instead of a remark."""
    return os.environ.get("REQUIRE_ALL", "") not in {"", "0"}
