"""Servers over loopback, and a person who has signed in to them."""

import http.client
import re
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

from bench.databases import ROOT, Database, Failed

PATIENCE_SECONDS = 40
PRODUCT = ("camphucnam.wsgi:application", "camphucnam.settings")
BASELINE = ("bench.baseline.wsgi:application", "bench.baseline.settings")


@dataclass
class Server:
    """One gunicorn worker of the kind that the product uses, on a free port."""

    database: Database
    application: tuple[str, str] = PRODUCT
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        module, settings = self.application
        command = [sys.executable, "-m", "gunicorn", module, "--bind", f"127.0.0.1:{self.port}", "--worker-class", "gthread"]
        command += ["--workers", "1", "--threads", "8", "--timeout", "600", "--log-level", "error", "--no-control-socket"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.database.environment(DJANGO_SETTINGS_MODULE=settings))
        give_up = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < give_up and self.process.poll() is None:
            with suppress(OSError, http.client.HTTPException):
                Person(self).fetch("/healthz")
                return self
            time.sleep(0.1)
        self.__exit__(None, None, None)
        raise Failed(f"{module} does not answer; its messages stand above.")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(30)


@dataclass(slots=True)
class Answer:
    """What came back."""

    status: int
    body: str
    location: str = ""


@dataclass
class Person:
    """A browser without pictures: a new connection for every request, as behind a proxy without keep-alive."""

    server: Server
    cookies: dict[str, str] = field(default_factory=dict)

    def fetch(self, path: str, form: dict[str, str] | None = None) -> Answer:
        """GET, or POST where a form is given."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}
        body = None
        if form is not None:
            body = urlencode(form)
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=600)
        try:
            connection.request("GET" if form is None else "POST", path, body, headers)
            response = connection.getresponse()
            text = response.read().decode("utf-8", "replace")
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(response.status, text, response.headers.get("Location", ""))

    def page(self, path: str) -> str:
        """A page that must be there."""
        answer = self.fetch(path)
        if answer.status != 200:
            raise Failed(f"{path} on {self.server.application[0]} answered {answer.status} {answer.location}")
        return answer.body

    def sign_in(self, username: str, password: str) -> "Person":
        """Through the sign-in page, like everyone."""
        fields = hidden_fields(self.page("/dang-nhap/"))
        answer = self.fetch("/dang-nhap/", fields | {"username": username, "password": password})
        if answer.status != 302:
            raise Failed(f"{username} could not sign in: {answer.status}")
        return self


def hidden_fields(page: str) -> dict[str, str]:
    """Values of the hidden inputs of a page."""
    tags = re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", page)
    pairs = [(re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)) for tag in tags]
    return {name.group(1): value.group(1) for name, value in pairs if name and value}


class _Rows(HTMLParser):
    """Text of the cells of every body row of the first table."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = self.cell = self.over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tbody" and not self.over:
            self.inside = True
        elif tag == "tr" and self.inside:
            self.rows.append([])
        elif tag in ("td", "th") and self.inside:
            self.rows[-1].append("")
            self.cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "tbody" and self.inside:
            self.inside, self.over = False, True
        elif tag in ("td", "th"):
            self.cell = False

    def handle_data(self, data: str) -> None:
        if self.cell:
            self.rows[-1][-1] += data


def table_rows(page: str) -> list[list[str]]:
    """Cells of the first table's body, with spaces made plain."""
    parser = _Rows()
    parser.feed(page)
    return [[" ".join(cell.split()) for cell in row] for row in parser.rows]
