"""Start and end an office of processes on a database of its own."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_SECONDS = 60
N_HOUSEHOLDS = "240"


@dataclass(frozen=True)
class Office:
    """A running office: its address and the environment in which its commands work."""

    address: str
    environment: dict[str, str]
    folder: Path

    def command(self, *arguments: str) -> str:
        """Run a command of the office; its standard output."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{arguments}: {done.stderr[-2000:]}"
        return done.stdout


@contextmanager
def running_office(folder: Path, name: str) -> Iterator[Office]:
    """An office with the demonstration ward. On PostgreSQL and Redis where DATABASE_URL and REDIS_URL name them, else on files."""
    with _database(os.environ.get("DATABASE_URL", ""), name) as url:
        port = _free_port()
        environment = os.environ | {
            "DEBUG": "1",
            "CELERY_EAGER": "0",
            "VAR_DIR": str(folder),
            "DATABASE_URL": url or f"sqlite:///{folder / 'office.sqlite3'}",
            "REDIS_URL": _own_redis(os.environ.get("REDIS_URL", ""), name),
            "DJANGO_SETTINGS_MODULE": "camphucnam.settings",
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "WEB_WORKERS": "1",
            "LOG_LEVEL": "ERROR",
        }
        office = Office(f"http://127.0.0.1:{port}", environment, folder)
        office.command("migrate", "--verbosity", "0")
        office.command("seed_demo", "--households", N_HOUSEHOLDS)
        with (folder / "office.log").open("wb") as log:
            process = subprocess.Popen([sys.executable, "manage.py", "up"], cwd=ROOT, env=environment, stdout=log, stderr=log)
            try:
                _wait_for(port, process, folder / "office.log")
                yield office
            finally:
                process.send_signal(signal.SIGTERM)
                process.wait(30)


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    give_up = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < give_up and process.poll() is None:
        with suppress(OSError, http.client.HTTPException), closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.2)
    raise AssertionError(f"the office does not answer: {log.read_text()[-2000:]}")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def _database(server: str, name: str) -> Iterator[str]:
    """A PostgreSQL database for this session on the given server; an empty address elsewhere."""
    if not server.startswith("postgres"):
        yield ""
        return
    connection = psycopg2.connect(server)
    connection.autocommit = True
    try:
        connection.cursor().execute(f'CREATE DATABASE "{name}"')
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        connection.cursor().execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.close()


def _own_redis(url: str, name: str) -> str:
    """Another numbered database of the same Redis for every worker of the test run, so that jobs do not meet."""
    if not url:
        return ""
    number = 10 + int("".join(filter(str.isdigit, os.environ.get("PYTEST_XDIST_WORKER", "gw0"))) or 0) % 5
    return urlunsplit(urlsplit(url)._replace(path=f"/{number}"))
