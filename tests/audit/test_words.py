"""Nobody reads a key of the program in the log."""

import ast
from collections.abc import Iterator
from pathlib import Path

from camphucnam.audit.words import WORDS, shown

ROOT = Path(__file__).resolve().parent.parent.parent
WRITERS = {"record", "keep", "row_keep", "write", "change", "_log", "_record", "_note"}
# What these verbs take besides details of the log.
TAKEN = {
    "by", "version", "ward_id", "target", "target_label", "household_code", "household", "person", "today", "at", "on", "reason", "name",
}  # fmt: skip


def keys_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in WRITERS:
                yield from (word.arg for word in node.keywords if word.arg)


def test_every_detail_that_a_service_writes_has_a_word() -> None:
    services = [path for path in ROOT.glob("*/**/services/**/*.py") if not {"tests", ".venv", "node_modules"} & set(path.parts)]
    assert len(services) > 50
    missing = {f"{path.relative_to(ROOT)}: {key}" for path in services for key in keys_of(path) if key not in WORDS and key not in TAKEN}
    assert not missing, "\n".join(sorted(missing))


def test_values_read_as_in_the_office() -> None:
    assert [shown(value) for value in (True, False, 2023, 1_500_000, [], ["a", "b"])] == ["có", "không", "2023", "1.500.000", "", "a, b"]
