"""Hostile files: each is refused with its sentence, within limits of time and memory, and nothing else happens."""

import resource

import pytest

from camphucnam.kernel.errors import DomainError
from households.services.imports.reading import read_sheets
from tests.data.hostile import Hostile, corpus, plain_workbook

CORPUS = corpus()


@pytest.mark.parametrize("hostile", CORPUS, ids=[item.name for item in CORPUS])
def test_a_hostile_file_is_refused_with_a_reason_and_a_remedy(hostile: Hostile) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        sheets, _ = read_sheets(hostile.data)
    except DomainError as refusal:
        assert hostile.says, f"refused although it may be read: {refusal.message}"
        assert hostile.says in refusal.message
        assert len(refusal.message) < 400
    else:
        assert not hostile.says, "was read"
        assert len(sheets) == 1
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime < 10
    assert after.ru_maxrss < 512 * 1024


def test_a_harmless_file_passes() -> None:
    sheets, has_links = read_sheets(plain_workbook())
    assert [sheet.name for sheet in sheets] == ["Sheet"]
    assert not has_links


