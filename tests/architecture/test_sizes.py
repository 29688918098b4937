"""Small enough to read: modules, views, templates. Functions are measured by ruff (30 statements, complexity 8)."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLAN_AT_WORK = ("registers", "activities", "support", "oversight", "nutrition", "livelihoods", "welfare")
APPS = ("camphucnam", "households", "programs", *PLAN_AT_WORK, "indicators", "reports")
MODULE_LINES, VIEW_LINES, TEMPLATE_LINES = 300, 25, 150
UNNAMED = {"utils.py", "util.py", "helpers.py", "helper.py", "misc.py", "services2.py"}


@cache
def tracked() -> tuple[str, ...]:
    """Files of the repository, and new ones that are not ignored."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)
    return tuple(name for name in listed.stdout.splitlines() if (ROOT / name).is_file())


def python_files(*, tests: bool) -> list[Path]:
    """Our Python files without migrations; with ``tests`` also those of tests, scripts and benchmarks."""
    return [
        ROOT / name for name in tracked() if name.endswith(".py") and "/migrations/" not in name and (tests or name.split("/")[0] in APPS)
    ]


def syntax(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def n_lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_modules_are_at_most_300_lines() -> None:
    long = {short(path): n_lines(path) for path in python_files(tests=True) if n_lines(path) > MODULE_LINES}
    assert not long, f"split by noun: {long}"


def test_views_are_at_most_25_lines() -> None:
    long = {}
    for path in python_files(tests=False):
        if "views" not in path.relative_to(ROOT).parts and path.name != "views.py":
            continue
        for node in ast.walk(syntax(path)):
            is_view = isinstance(node, ast.FunctionDef) and [argument.arg for argument in node.args.args[:1]] == ["request"]
            if is_view and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > VIEW_LINES:
                long[f"{short(path)}:{node.name}"] = length
    assert not long, f"move work into a service or a selector: {long}"


def test_templates_are_at_most_150_lines() -> None:
    templates = [ROOT / name for name in tracked() if name.endswith(".html") and "templates/" in name]
    long = {short(path): n_lines(path) for path in templates if n_lines(path) > TEMPLATE_LINES}
    assert not long, f"move parts into templates/components/: {long}"


def test_modules_are_named_after_what_they_hold() -> None:
    assert not [short(path) for path in python_files(tests=True) if path.name in UNNAMED]
