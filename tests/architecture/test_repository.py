"""What the repository may hold: no address of a machine or registry, complete locks, a reason for every package."""

import json
import re
from pathlib import Path

import pytest

from tests.architecture.test_sizes import ROOT, tracked

# Spelt in parts, so that this file itself stays clean.
MACHINE = re.compile("|".join(["/" + "work/", "/" + "root/", "/home/" + r"\w+/", r"\." + "library"]))
REGISTRY = re.compile(
    "|".join(["registry" + r"\.npmjs", "pypi" + r"\.org", "files" + r"\.pythonhosted", "index" + "-url", "find" + "-links"])
)
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-npm.txt")
BINARY = {".png", ".jpg", ".jpeg", ".xlsx", ".docx", ".pdf", ".ico", ".webp", ".ttf", ".gz", ".zip"}


def text_files() -> list[Path]:
    return [ROOT / name for name in tracked() if Path(name).suffix.lower() not in BINARY]


def test_no_machine_path_and_no_registry_host() -> None:
    found = []
    for path in text_files():
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if MACHINE.search(line) or REGISTRY.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}")
    assert not found


@pytest.mark.parametrize("name", ["requirements.in", "requirements-dev.in", "requirements-npm.in"])
def test_every_package_has_a_reason(name: str) -> None:
    lines = [line for line in (ROOT / name).read_text().splitlines() if line.strip() and not line.startswith("#")]
    without = [line for line in lines if not re.search(r"\S\s+#\s+\w+.{8,}", line)]
    assert not without


@pytest.mark.parametrize("name", LOCKS)
def test_python_locks_are_complete(name: str) -> None:
    blocks = [block for block in re.split(r"\n(?=[a-z0-9])", (ROOT / name).read_text()) if not block.startswith("#")]
    pinned = {re.match(r"[\w.-]+", block).group().lower().replace("_", "-") for block in blocks}
    assert all("==" in block and "--hash=sha256:" in block for block in blocks)
    asked = (ROOT / name).with_suffix(".in").read_text().splitlines()
    wanted = {re.match(r"[\w.-]+", line).group().lower() for line in asked if re.match(r"\w", line)}
    assert wanted <= pinned, "run make lock"
    assert "psycopg" not in pinned, "Django would silently prefer it to psycopg2"


def test_node_lock_names_no_address() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert not [name for name, package in packages.items() if "resolved" in package]
    assert all(package.get("integrity") for name, package in packages.items() if name)


def test_nothing_fetched_is_committed() -> None:
    assert not [name for name in tracked() if name.startswith(("static/vendor/", "node_modules/", "var/"))]
