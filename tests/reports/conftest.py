"""A ward with a year of movements."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from camphucnam.accounts.models import User, Ward
from households.models import Household
from reports import tasks  # registers the handlers of report jobs, as a worker does
from reports.models import ReportDraft
from tests.reports.factories import open_draft, populate


@pytest.fixture(autouse=True)
def own_files(tmp_path: Path, settings: LazySettings) -> Path:
    """Files of a test go away with it."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


HANDLERS = tasks


@pytest.fixture
def register(ward: Ward, officer: User) -> dict[str, Household]:
    return populate(ward, officer)


@pytest.fixture
def draft(register: dict[str, Household], ward: Ward, officer: User) -> ReportDraft:
    """The draft of the half-year report."""
    return open_draft(ward, "2023-H1", officer)
