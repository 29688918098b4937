"""The direction of imports, and the side channels that would go round it."""

import ast
import subprocess
import sys
from pathlib import Path

from tests.architecture.test_sizes import ROOT, python_files, short, syntax

SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals", "django.contrib.auth.signals", "celery.signals")


def test_imports_only_go_down() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def test_nothing_is_imported_inside_a_function() -> None:
    inner = []
    for path in python_files(tests=False):
        functions = [node for node in ast.walk(syntax(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
        inner += [f"{short(path)}:{node.lineno}" for function in functions for node in ast.walk(function) if imported(node)]
    assert not inner, "each one hides a cycle or a wrong layer"


def test_no_signals() -> None:
    found = [
        f"{short(path)}: {name}"
        for path in python_files(tests=False)
        for node in ast.walk(syntax(path))
        for name in imported(node)
        if name.startswith(SIGNALS)
    ]
    assert not found, "call a service instead"


def test_the_day_comes_from_the_time_zone_of_the_office() -> None:
    """`date.today()` and `datetime.now()` know the zone of the server, not that of the ward."""
    banned = {("date", "today"), ("datetime", "today"), ("datetime", "now"), ("datetime", "utcnow")}
    found = [
        f"{short(path)}:{node.lineno}"
        for path in python_files(tests=False)
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and (node.value.id, node.attr) in banned
    ]
    assert not found, "use django.utils.timezone.localdate() or now()"
