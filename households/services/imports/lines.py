"""The three lists of an import: errors, warnings, and what changes for which household."""

from collections.abc import Iterator

from camphucnam.kernel.numbers import format_int
from households.models import ImportBatch, ImportLine
from households.models.imports import LineKind
from households.rules.importing.plan import ImportPlan
from households.rules.importing.summary import change_lines
from households.rules.workbook.problems import MAX_PROBLEMS, Problem

MESSAGE_LENGTH, SHEET_LENGTH, COLUMN_LENGTH = 1000, 60, 80
BATCH = 500


def write_lines(batch: ImportBatch, plan: ImportPlan, *, at_most: int = MAX_PROBLEMS) -> None:
    """Keep the lists for the page, in the order of the file; of errors and of warnings the first ``at_most``."""
    ImportLine.objects.bulk_create(_lines(batch, plan, at_most), batch_size=BATCH)


def _lines(batch: ImportBatch, plan: ImportPlan, at_most: int) -> Iterator[ImportLine]:
    problems = plan.problems
    for kind, found, total in (
        (LineKind.ERROR, problems.errors, problems.n_errors),
        (LineKind.WARNING, problems.warnings, problems.n_warnings),
    ):
        for problem in found[:at_most]:
            yield _problem_line(batch, kind, problem)
        if total > at_most:
            yield ImportLine(batch=batch, kind=kind, message=f"Còn {format_int(total - at_most)} dòng nữa không được giữ lại.")
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
