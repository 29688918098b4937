"""Run a command and write what it alone used: ``python -m tests.data.measured FILE COMMAND…`` (processor seconds and peak KiB, to FILE).

A process of its own, because the system counts the memory of whoever starts a program as that program's first peak: a test run that
has grown large would be held against every small child that it starts.
"""

import resource
import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Exit status of the command."""
    target, *command = sys.argv[1:]
    done = subprocess.run(command, check=False)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    Path(target).write_text(f"{used.ru_utime + used.ru_stime} {used.ru_maxrss}")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
