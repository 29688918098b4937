"""A report is read in one transaction in which nobody writes."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from reports.models import ReportDraft
from reports.services import building


def test_progress_is_told_outside_the_reading(draft: ReportDraft, monkeypatch: pytest.MonkeyPatch) -> None:
    inside: list[bool] = []
    told: list[tuple[int, bool]] = []

    @contextmanager
    def reading() -> Iterator[None]:
        inside.append(True)
        yield
        inside.clear()

    monkeypatch.setattr(building, "one_reading", reading)
    building.build_draft(draft, lambda done, total, label: told.append((done, bool(inside))))
    assert told
    assert not [step for step in told if step[1]], "a write inside a reading collides with everybody who wrote since it began"
