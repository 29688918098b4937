"""Hostile files: each is refused with its sentence, within limits of time and memory, and nothing else happens."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from camphucnam.kernel.errors import DomainError
from households.services.imports import reading
from households.services.imports.reading import read_sheets
from tests.data.hostile import Hostile, corpus, plain_workbook

CORPUS = corpus()


@pytest.fixture
def measure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that will hold the seconds and the peak memory (KiB) of the reader; absent when it was not started."""
    used, run = tmp_path / "used", subprocess.run

    def measured(command: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
        return run([sys.executable, "-m", "tests.data.measured", str(used), *command], **options)

    monkeypatch.setattr(reading.subprocess, "run", measured)
    return used


@pytest.mark.parametrize("hostile", CORPUS, ids=[item.name for item in CORPUS])
def test_a_hostile_file_is_refused_with_a_reason_and_a_remedy(hostile: Hostile, measure: Path) -> None:
    if hostile.says:
        with pytest.raises(DomainError) as caught:
            read_sheets(hostile.data)
        assert hostile.says in caught.value.message
        assert len(caught.value.message) < 400
    else:
        assert len(read_sheets(hostile.data)[0]) == 1
    if measure.exists():
        seconds, peak = map(float, measure.read_text().split())
        assert seconds < 10
        assert peak < 512 * 1024


def test_a_harmless_file_passes(measure: Path) -> None:
    sheets, has_links = read_sheets(plain_workbook())
    assert [sheet.name for sheet in sheets] == ["Sheet"]
    assert not has_links
    assert 10 * 1024 < float(measure.read_text().split()[1]) < 128 * 1024, "the measure measures the reader"
