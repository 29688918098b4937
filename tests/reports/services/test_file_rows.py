"""Rows of files are locked alone."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from camphucnam.accounts.models import User
from reports.models import ReportDraft
from reports.models.report import FileFormat
from reports.services.drawing import issued_draw
from tests.reports.factories import issued_sample


def test_the_rows_of_files_are_locked_without_the_rows_of_reports_and_drafts(draft: ReportDraft, officer: User) -> None:
    with CaptureQueriesContext(connection) as asked:
        issued_draw(issued_sample(draft, officer), [FileFormat.JSON])
    selects = [query["sql"] for query in asked if 'FROM "reports_reportfile"' in query["sql"]]
    assert selects
    assert not [sql for sql in selects if "JOIN" in sql], "PostgreSQL cannot lock the nullable side of a join"
