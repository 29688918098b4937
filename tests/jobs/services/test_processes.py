"""The supervisor, with real small processes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SCRIPT = """
import sys
from camphucnam.jobs.processes import Child, Supervisor
out = open(sys.argv[1], "a", buffering=1)
child = Child("work", [sys.executable, "-c", sys.argv[2], sys.argv[1]])
supervisor = Supervisor([child], say=lambda text: out.write("fell\\n"), is_ready=lambda: sys.argv[3] == "ready",
                        when_ready=lambda: out.write("ready\\n"), stop_seconds=2)
sys.exit(0 if supervisor.run() else 7)
"""
# A process with a child of its own, both noted in the log.
PARENT_AND_CHILD = """
import os, subprocess, sys, time
log = open(sys.argv[1], "a", buffering=1)
log.write(f"pid {os.getpid()}\\n")
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
log.write(f"grandchild {child.pid}\\n")
time.sleep(60)
"""
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + PARENT_AND_CHILD
FAILING = "raise SystemExit(3)"


def supervise(log: Path, program: str, ready: str = "ready") -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", SCRIPT, str(log), program, ready], env=os.environ | {"DEBUG": "1"})


def noted(log: Path, word: str, count: int = 1, seconds: float = 15) -> list[int]:
    """The numbers written after ``word``, once there are ``count`` of them."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        lines = [line.split() for line in log.read_text().splitlines()] if log.exists() else []
        found = [int(line[-1]) if len(line) > 1 else 0 for line in lines if line and line[0] == word]
        if len(found) >= count:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{word} was noted less than {count} times")


def alive(pid: int) -> bool:
    """Whether the process runs; a zombie that nobody has waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone(pids: list[int], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while any(alive(pid) for pid in pids) and time.monotonic() < end:
        time.sleep(0.05)
    return not any(alive(pid) for pid in pids)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


def test_a_killed_process_is_started_again_and_its_own_children_are_not_left_behind(log: Path) -> None:
    supervisor = supervise(log, PARENT_AND_CHILD)
    first, orphan = noted(log, "pid")[0], noted(log, "grandchild")[0]
    os.kill(first, signal.SIGKILL)
    noted(log, "fell")
    assert gone([orphan])
    second = noted(log, "pid", 2)[1]
    assert second != first
    supervisor.send_signal(signal.SIGTERM)
    assert supervisor.wait(15) == 0
    assert gone([second, *noted(log, "grandchild", 2)])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_one_signal_ends_everything(log: Path, number: signal.Signals) -> None:
    supervisor = supervise(log, PARENT_AND_CHILD)
    pids = noted(log, "pid") + noted(log, "grandchild")
    noted(log, "ready")
    supervisor.send_signal(number)
    assert supervisor.wait(15) == 0
    assert gone(pids)


def test_a_process_that_does_not_listen_is_killed_in_the_end(log: Path) -> None:
    supervisor = supervise(log, DEAF)
    pids = noted(log, "pid") + noted(log, "grandchild")
    noted(log, "ready")
    supervisor.send_signal(signal.SIGTERM)
    assert supervisor.wait(15) == 0
    assert gone(pids)


def test_processes_end_with_a_killed_supervisor(log: Path) -> None:
    supervisor = supervise(log, PARENT_AND_CHILD)
    pids = noted(log, "pid")
    supervisor.kill()
    supervisor.wait(15)
    assert gone(pids)
    for grandchild in noted(log, "grandchild"):
        os.kill(grandchild, signal.SIGKILL)


def test_it_gives_up_when_the_office_never_answers(log: Path) -> None:
    supervisor = supervise(log, FAILING, "never")
    assert supervisor.wait(20) == 7
    assert len(noted(log, "fell", 3)) == 3
