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
    if hostile.says:
        with pytest.raises(DomainError) as caught:
            read_sheets(hostile.data)
        assert hostile.says in caught.value.message
        assert len(caught.value.message) < 400
    else:
        assert len(read_sheets(hostile.data)[0]) == 1
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime < 10
    # The system tells the highest peak of all children so far: one that another test reached before is not this file's.
    assert after.ru_maxrss < 512 * 1024 or after.ru_maxrss == before.ru_maxrss


def test_a_harmless_file_passes() -> None:
    sheets, has_links = read_sheets(plain_workbook())
    assert [sheet.name for sheet in sheets] == ["Sheet"]
    assert not has_links
