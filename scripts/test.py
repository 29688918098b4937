#!/usr/bin/env python3
"""Run the tests on SQLite and, where a server is found, again on PostgreSQL with Redis. Arguments go to pytest.

What cannot run here is named; with REQUIRE_ALL=1 it is a failure.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tests import parts  # noqa: E402 the folder is not installed


def run(title: str, environment: dict[str, str]) -> int:
    print(f"\n=== Tests on {title} ===", flush=True)
    workers = os.environ.get("TEST_WORKERS", str(min(os.cpu_count() or 1, 4)))
    command = [sys.executable, "-m", "pytest", "-q", "-n", workers, *sys.argv[1:]]
    return subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=False).returncode


def main() -> int:
    failures = run("SQLite", {"DATABASE_URL": "sqlite://", "REDIS_URL": ""})
    server = parts.PARTS["postgresql"].place
    if server:
        failures = run("PostgreSQL", {"DATABASE_URL": server, "REDIS_URL": parts.PARTS["redis"].place}) or failures
    for part in parts.missing().values():
        print(f"NOT RUN here: what needs {part.title}. To run it: {part.remedy}.", flush=True)
    return failures


if __name__ == "__main__":
    sys.exit(main())
