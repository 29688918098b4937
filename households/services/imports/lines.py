"""The three lists of an import: errors, warnings, and what changes for which household."""

from collections.abc import Iterator

from households.models import ImportBatch, ImportLine
from households.models.imports import LineKind
from households.rules.importing.plan import ImportPlan
from households.rules.importing.summary import change_lines
from households.rules.workbook.problems import Problem

MESSAGE_LENGTH, SHEET_LENGTH, COLUMN_LENGTH = 1000, 60, 80
BATCH = 500


def write_lines(batch: ImportBatch, plan: ImportPlan) -> None:
    """Keep the lists for the page, in the order of the file."""
    ImportLine.objects.bulk_create(_lines(batch, plan), batch_size=BATCH)


def _lines(batch: ImportBatch, plan: ImportPlan) -> Iterator[ImportLine]:
    for kind, problems in ((LineKind.ERROR, plan.problems.errors), (LineKind.WARNING, plan.problems.warnings)):
        for problem in problems:
            yield _problem_line(batch, kind, problem)
    for household, sentence in change_lines(plan):
        yield ImportLine(
            batch=batch,
            kind=LineKind.CHANGE,
            sheet=household.record.sheet.name[:SHEET_LENGTH],
            row=household.record.row,
            household_code=household.code,
            column=household.record.head_name[:COLUMN_LENGTH],
            message=sentence[:MESSAGE_LENGTH],
        )


def _problem_line(batch: ImportBatch, kind: LineKind, problem: Problem) -> ImportLine:
    return ImportLine(
        batch=batch,
        kind=kind,
        sheet=(problem.sheet or "")[:SHEET_LENGTH],
        row=problem.row,
        column=(problem.column or "")[:COLUMN_LENGTH],
        message=problem.message[:MESSAGE_LENGTH],
    )
