"""The processes of an office (web, worker, beat) and the supervisor that keeps them running and ends them together."""

import ctypes
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

PR_SET_PDEATHSIG = 1  # <linux/prctl.h>
_libc = ctypes.CDLL(None, use_errno=True)

LOOK_EVERY_SECONDS = 0.2
# A process that lived this long was healthy: the next fall begins again with the shortest wait.
HEALTHY_AFTER_SECONDS = 60
LONGEST_WAIT_SECONDS = 30
# Falls before the web ever answered: then the fault is in the settings or the code, and restarting only hides it.
FALLS_BEFORE_GIVING_UP = 3


def commands(host: str, port: int, web_workers: int, log_level: str, schedule: Path, as_demo: bool) -> dict[str, list[str]]:
    """Command line of each process. Threads in the web, so that slow clients cannot stop it; one recycled child in the worker."""
    gunicorn = [sys.executable, "-m", "gunicorn", "camphucnam.wsgi:application", "--bind", f"{host}:{port}", "--log-level", log_level]
    gunicorn += [
        "--worker-class",
        "gthread",
        "--workers",
        str(web_workers),
        "--threads",
        "8",
        "--timeout",
        "60",
        "--graceful-timeout",
        "10",
    ]
    gunicorn += ["--max-requests", "5000", "--max-requests-jitter", "500", "--no-control-socket"]
    gunicorn += ["--worker-tmp-dir", "/dev/shm"] if os.access("/dev/shm", os.W_OK) else []
    # Containers often try things out as root; a real office has a user of its own, and there the warning stays.
    no_lecture = ["-W", "ignore:You're running the worker with superuser"] if as_demo else []
    celery = [sys.executable, *no_lecture, "-m", "celery", "--quiet", "--app", "camphucnam.celery"]
    worker = ["worker", "--loglevel", log_level, "--pool", "prefork", "--concurrency", "1", "--without-gossip", "--without-mingle"]
    beat = ["beat", "--loglevel", log_level, "--schedule", str(schedule), "--pidfile", ""]
    return {"web": gunicorn, "worker": [*celery, *worker], "beat": [*celery, *beat]}


def die_with(parent: int) -> Callable[[], None]:
    """For the child between fork and exec: SIGTERM when the parent ends, however it ends (Linux only)."""

    def prepare() -> None:
        if sys.platform == "linux":
            _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != parent:
                os._exit(1)

    return prepare


def name_for_probes(allowed_hosts: list[str]) -> str:
    """A host name that the web accepts, for probes from the same machine."""
    first = allowed_hosts[0].lstrip(".") if allowed_hosts else ""
    return first if first not in {"", "*"} else "localhost"


def answers(host: str, port: int, name: str) -> bool:
    """Whether a web server answers there, whatever the status; ``name`` is the host name to ask by."""
    connection = http.client.HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", "/healthz", headers={"Host": name})
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


@dataclass
class Child:
    """One supervised process; it leads a process group of its own, so that what it started can be ended with it."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    start_again_at: float = 0.0
    falls: int = 0

    def start(self) -> None:
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=die_with(os.getpid()))  # noqa: PLW1509 one thread

    def signal_group(self, number: int) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def end(self) -> None:
        """Ask the leader; it ends its own workers in order."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def fell(self) -> bool:
        """Whether the process ended since the last look. Its orphans are killed: they may hold the port or a job."""
        if self.process is None or self.process.poll() is None:
            return False
        self.signal_group(signal.SIGKILL)
        self.falls = 1 if time.monotonic() - self.started_at > HEALTHY_AFTER_SECONDS else self.falls + 1
        self.start_again_at = time.monotonic() + min(2 ** (self.falls - 1) - 0.5, LONGEST_WAIT_SECONDS)
        return True


@dataclass
class Supervisor:
    """Starts the children, restarts the fallen, tells when the web is ready, ends all together."""

    children: list[Child]
    say: Callable[[str], None]
    is_ready: Callable[[], bool]
    when_ready: Callable[[], None]
    stop_seconds: float = 20.0
    stopping: int = 0
    ready: bool = field(default=False, init=False)

    def run(self) -> bool:
        """Blocks until a signal; False when it gave up because the web never came to answer."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)
        try:
            for child in self.children:
                child.start()
            while not self.stopping:
                if not self._look_after():
                    return False
                time.sleep(LOOK_EVERY_SECONDS)
        finally:
            self._end_all()
        return True

    def _asked_to_stop(self, *_: object) -> None:
        self.stopping += 1

    def _look_after(self) -> bool:
        for child in self.children:
            if child.fell() and child.process is not None:
                self.say(f"{child.name} đã dừng (mã {child.process.returncode}); sẽ khởi động lại.")
                child.process = None
            if child.process is None and time.monotonic() >= child.start_again_at:
                child.start()
            if not self.ready and child.falls >= FALLS_BEFORE_GIVING_UP:
                return False
        if not self.ready and self.is_ready():
            self.ready = True
            self.when_ready()
        return True

    def _end_all(self) -> None:
        """SIGTERM, then SIGKILL to what is left after ``stop_seconds`` or at the second Ctrl-C."""
        for child in self.children:
            child.end()
        give_up = time.monotonic() + self.stop_seconds
        asked = self.stopping
        running = [child.process for child in self.children if child.process is not None]
        while any(process.poll() is None for process in running) and time.monotonic() < give_up and self.stopping <= asked:
            time.sleep(LOOK_EVERY_SECONDS / 4)
        for child in self.children:
            child.signal_group(signal.SIGKILL)
        for process in running:
            process.wait()
