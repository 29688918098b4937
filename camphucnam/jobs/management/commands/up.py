"""``manage.py up``: the whole office with one command."""

import errno
import os
import socket
from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from camphucnam.jobs.processes import Child, Supervisor, answers, commands, name_for_probes

NAMES = ("web", "worker", "beat")
LAST_PORT = 65535
ANY_ADDRESS = {"0.0.0.0", "::", ""}


class Command(BaseCommand):
    """Starts web, worker and scheduler, restarts the one that dies, ends them together. Environment: HOST, PORT, WEB_WORKERS."""

    stealth_options = ("greeting",)
    help = "Chạy máy chủ web, tiến trình nền và bộ lập lịch; Ctrl-C dừng tất cả."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("names", nargs="*", metavar="NAME", help="chỉ chạy: web, worker, beat (mặc định cả ba)")

    def handle(self, *args: object, **options: Any) -> None:
        names = options["names"] or list(NAMES)
        if unknown := set(names) - set(NAMES):
            raise CommandError(f"Không có tiến trình {', '.join(sorted(unknown))}. Chọn trong: {', '.join(NAMES)}.", returncode=2)
        host, port = os.environ.get("HOST", "127.0.0.1"), _port()
        _refuse_unready(names, host, port)
        log_level = os.environ.get("LOG_LEVEL", "WARNING").lower()
        schedule = Path(settings.CELERY_BEAT_SCHEDULE_FILENAME)
        lines = commands(host, port, _whole_number("WEB_WORKERS", 2), log_level, schedule, as_demo=settings.DEBUG)
        near = "127.0.0.1" if host in ANY_ADDRESS else host
        supervisor = Supervisor(
            children=[Child(name, lines[name]) for name in names],
            say=self.stderr.write,
            is_ready=partial(answers, near, port, name_for_probes(settings.ALLOWED_HOSTS)) if "web" in names else lambda: True,
            when_ready=partial(self._greet, names, f"http://{near}:{port}/", options.get("greeting", "")),
        )
        connections.close_all()
        if not supervisor.run():
            raise CommandError("Không khởi động được. Xem lỗi in ở trên, sửa rồi chạy lại.")

    def _greet(self, names: list[str], address: str, greeting: str) -> None:
        self.stdout.write(f"\nSẵn sàng: {address} (Ctrl-C để dừng)" if "web" in names else f"Đang chạy: {', '.join(names)}")
        if greeting:
            self.stdout.write(greeting)
        self.stdout.flush()


def _whole_number(name: str, default: int) -> int:
    raw = os.environ.get(name, str(default))
    if not raw.isdigit():
        raise CommandError(f"{name}={raw!r} không phải số. Đặt {name} bằng chữ số, ví dụ {name}={default}.", returncode=2)
    return int(raw)


def _port() -> int:
    port = _whole_number("PORT", 8000)
    if not 0 < port <= LAST_PORT:
        raise CommandError(f"PORT={port} không phải số cổng. Đặt PORT từ 1 đến {LAST_PORT}, ví dụ PORT=8000.", returncode=2)
    return port


def _migrations_missing() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise CommandError(f"Không kết nối được cơ sở dữ liệu. Kiểm tra DATABASE_URL và máy chủ cơ sở dữ liệu. ({reason})") from None


def _refuse_unready(names: list[str], host: str, port: int) -> None:
    """Say what is missing before anything is started."""
    if _migrations_missing():
        raise CommandError("Cơ sở dữ liệu chưa theo kịp phiên bản này. Chạy: python manage.py migrate")
    if "web" not in names:
        return
    if not settings.DEBUG and not (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        raise CommandError("Chưa gom tệp tĩnh. Chạy: python manage.py collectstatic --noinput")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = "đang có chương trình khác dùng" if error.errno == errno.EADDRINUSE else f"không mở được ({error.strerror})"
            raise CommandError(f"Cổng {port} {reason}. Chọn cổng khác, ví dụ: PORT={port + 1} make run") from None
