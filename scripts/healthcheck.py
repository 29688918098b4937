#!/usr/bin/env python3
"""Health check of a container: ``python scripts/healthcheck.py web|worker|beat`` ends with 0 when that process does its work."""

import http.client
import os
import subprocess
import sys
import time
from pathlib import Path

# Beat writes its schedule every three minutes.
SCHEDULE_TOO_OLD_SECONDS = 600


def web() -> bool:
    """The page answers 200: the process lives and reaches its database."""
    connection = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=5)
    name = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".*") or "localhost"
    connection.request("GET", "/healthz", headers={"Host": name})
    return connection.getresponse().status == http.client.OK


def worker() -> bool:
    """The worker of this container answers through the broker."""
    name = f"celery@{os.uname().nodename}"
    command = [sys.executable, "-m", "celery", "--app", "camphucnam.celery", "inspect", "ping", "--timeout", "5", "--destination", name]
    return subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0


def beat() -> bool:
    """The schedule was written lately."""
    files = Path(os.environ.get("VAR_DIR", "var")).glob("beat-schedule*")
    return any(time.time() - path.stat().st_mtime < SCHEDULE_TOO_OLD_SECONDS for path in files)


if __name__ == "__main__":
    try:
        healthy = {"web": web, "worker": worker, "beat": beat}[sys.argv[1]]()
    except (OSError, http.client.HTTPException) as error:
        sys.exit(f"{sys.argv[1]}: {error}")
    sys.exit(0 if healthy else 1)
