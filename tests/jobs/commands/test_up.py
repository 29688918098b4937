"""``manage.py up`` says what is missing before it starts anything."""

import socket
from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.db.migrations.executor import MigrationExecutor

from camphucnam.jobs.processes import name_for_probes

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_taken_port_is_named_with_another_one(taken_port: int, monkeypatch: pytest.MonkeyPatch, settings: pytest.FixtureRequest) -> None:
    settings.DEBUG = True
    monkeypatch.setenv("PORT", str(taken_port))
    with pytest.raises(CommandError, match=rf"Cổng {taken_port} đang có chương trình khác dùng.*PORT={taken_port + 1}"):
        call_command("up", "web")


def test_a_database_behind_the_code_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: ["one"])
    with pytest.raises(CommandError, match=r"manage\.py migrate"):
        call_command("up", "worker")


def test_a_database_that_does_not_answer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*args: object) -> None:
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr(MigrationExecutor, "migration_plan", gone)
    with pytest.raises(CommandError, match=r"DATABASE_URL.*\(connection refused\)"):
        call_command("up", "worker")


def test_production_without_gathered_files_is_refused(settings: pytest.FixtureRequest, tmp_path: object) -> None:
    settings.DEBUG, settings.STATIC_ROOT = False, tmp_path
    with pytest.raises(CommandError, match="collectstatic"):
        call_command("up", "web")


@pytest.mark.parametrize(("names", "port"), [(["wbe"], "8000"), (["web"], "eighty"), (["web"], "0"), (["web"], "99999")])
def test_wrong_usage(names: list[str], port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(CommandError) as refused:
        call_command("up", *names)
    assert refused.value.returncode == 2


@pytest.mark.parametrize(
    ("allowed", "name"), [(["office.example"], "office.example"), ([".example.vn"], "example.vn"), (["*"], "localhost"), ([], "localhost")]
)
def test_probes_ask_by_an_accepted_name(allowed: list[str], name: str) -> None:
    assert name_for_probes(allowed) == name
