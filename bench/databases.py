"""Databases of the benchmark: made empty, filled, dropped. Never the database of an office."""

import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2

from tests import parts

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "bench"
PREFIX = "bench_"


class Failed(Exception):
    """A process of the benchmark fell."""


@dataclass(frozen=True, slots=True)
class Database:
    """One database of one engine. ``name`` begins with ``bench_``."""

    engine: str
    name: str

    @property
    def folder(self) -> Path:
        """Files of the office that runs on this database."""
        return FOLDER / self.engine / self.name

    @property
    def url(self) -> str:
        """DATABASE_URL."""
        if self.engine == "sqlite":
            return f"sqlite:///{self.folder / 'office.sqlite3'}"
        return _with_name(postgresql_server(), self.name)

    def environment(self, **more: str) -> dict[str, str]:
        """Environment of a process that works on this database, in production mode without HTTPS."""
        return os.environ | {
            "DEBUG": "0",
            "HTTPS": "0",
            "ALLOWED_HOSTS": "127.0.0.1,testserver",
            "SECRET_KEY": "bench-only-0123456789abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOP",
            "PERSONAL_DATA_KEYS": "YmVuY2gtb25seS1iZW5jaC1vbmx5LWJlbmNoLW9ubHk=",
            "PERSONAL_INDEX_KEY": "bench-only",
            "DATABASE_URL": self.url,
            "VAR_DIR": str(self.folder),
            "REDIS_URL": "",
            "LOG_LEVEL": "ERROR",
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "camphucnam.settings",
            **more,
        }

    def run(self, *arguments: str, **environment: str) -> str:
        """Run a module in a process of its own and return its standard output; what went wrong is shown."""
        done = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=self.environment(**environment), stdout=subprocess.PIPE, text=True, check=False
        )
        if done.returncode:
            raise Failed(
                f"{' '.join(arguments)} ended with {done.returncode} on {self.name}; its messages stand above. {done.stdout[-500:]}"
            )
        return done.stdout

    def create(self) -> None:
        """Make it anew with the product's own migrations."""
        self.drop()
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.engine == "postgresql":
            _on_server(f'CREATE DATABASE "{self.name}"')
        self.run("manage.py", "migrate", "--verbosity", "0", "--skip-checks")
        self.run("manage.py", "collectstatic", "--noinput", "--verbosity", "0", "--skip-checks")

    def drop(self) -> None:
        """Remove database and files."""
        if self.engine == "postgresql":
            _on_server(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
        for path in sorted(self.folder.rglob("*"), reverse=True):
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()


def postgresql_server() -> str:
    """A server for the benchmark (TEST_POSTGRESQL_URL or one on this machine); empty when there is none."""
    return parts.PARTS["postgresql"].place


def engines(wanted: str) -> list[str]:
    """The engines to measure on; SystemExit with the remedy when a wanted one is missing."""
    found = ["sqlite", *(["postgresql"] if postgresql_server() else [])]
    if wanted == "all":
        if len(found) == 1:
            print(f"NOT MEASURED: PostgreSQL. To measure it: {parts.PARTS['postgresql'].remedy}.", file=sys.stderr)
        return found
    if wanted not in found:
        raise SystemExit(f"bench: no {wanted} here. {parts.PARTS['postgresql'].remedy}.")
    return [wanted]


def _with_name(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _on_server(statement: str) -> None:
    connection = psycopg2.connect(postgresql_server())
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    finally:
        connection.close()
